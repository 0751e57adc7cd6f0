/** Wakes loops that have nothing to do. A wake that comes while a loop is busy is not lost. */
export interface Signal {
  wake(): void;
  /** Resolves at the next wake, or after so many milliseconds. */
  wait(ms: number): Promise<void>;
}

export function createSignal(): Signal {
  let woken = false;
  let resolveWaiter: (() => void) | undefined;
  return {
    wake() {
      woken = true;
      resolveWaiter?.();
    },
    async wait(ms) {
      if (!woken) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          resolveWaiter = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      woken = false;
      resolveWaiter = undefined;
    },
  };
}

/** Lets everything else that is ready run before the next turn. */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
