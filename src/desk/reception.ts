/** Lets what a platform waits for go first: a message is acknowledged after its commit, an answer has time. */
export interface Reception {
  /** Runs `work` that takes a message in. */
  take<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when no message is being taken in, at the latest after so many milliseconds. */
  quiet(atMostMs: number): Promise<void>;
}

export function createReception(): Reception {
  let inHand = 0;
  const waiting = new Set<() => void>();

  function left(): void {
    inHand -= 1;
    if (inHand > 0) return;
    for (const goOn of waiting) goOn();
  }

  return {
    take: (work) => {
      inHand += 1;
      return work().finally(left);
    },
    quiet(atMostMs) {
      if (inHand === 0) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(goOn, atMostMs);
        waiting.add(goOn);
        function goOn(): void {
          clearTimeout(timer);
          waiting.delete(goOn);
          resolve();
        }
      });
    },
  };
}
