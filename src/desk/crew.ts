/** Works on several things at once without one waiting for another. */
export interface Crew {
  /** How many more may start now. */
  readonly free: number;
  /** Starts `work`; its failure is reported, never thrown. */
  take(work: () => Promise<void>): void;
  /** Resolves when nothing is in hand. */
  finished(): Promise<void>;
}

export function createCrew(size: number, onDone: () => void, onError: (error: unknown) => void): Crew {
  const inHand = new Set<Promise<void>>();
  return {
    get free() {
      return size - inHand.size;
    },
    take(work) {
      const job: Promise<void> = work()
        .catch(onError)
        .finally(() => {
          inHand.delete(job);
          onDone();
        });
      inHand.add(job);
    },
    async finished() {
      while (inHand.size > 0) await Promise.all(inHand);
    },
  };
}
