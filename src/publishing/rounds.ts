import { setTimeout } from 'node:timers/promises';

/** Work that is done again and again until it is stopped. */
export interface Rounds {
  /** Resolves when the round in hand is over. */
  stop(): Promise<void>;
}

/** Does `round`, which never rejects, with a pause of so many milliseconds after each. */
export function startRounds(everyMs: number, round: () => Promise<void>): Rounds {
  const stopping = new AbortController();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await setTimeout(everyMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      if (!stopping.signal.aborted) await round();
    }
  }

  const done = run();
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}
