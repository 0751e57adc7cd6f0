import { reasonOf, type Log } from '../domain/index.js';
import type { Crew } from './crew.js';
import type { Signal } from './signal.js';

const LONGEST_PAUSE = 10_000;

/** One of the desk's loops: works while there is work, then waits for a wake. */
export interface Loop {
  start(): void;
  /** Resolves when the round in hand is over. */
  stop(): Promise<void>;
}

/**
 * Makes a loop of `round`, which answers whether it did something. A round that throws (the store is gone)
 * is logged and tried again with growing pauses; a loop never ends by itself.
 */
export function createLoop(
  name: string,
  signal: Signal,
  log: Log,
  idleMs: number,
  round: () => Promise<boolean>,
): Loop {
  let running = false;
  let done: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    let pause = 0;
    while (running) {
      try {
        const worked = await round();
        pause = 0;
        if (!worked && running) await signal.wait(idleMs);
      } catch (error) {
        pause = Math.min(LONGEST_PAUSE, pause === 0 ? 200 : pause * 2);
        log.error('a loop of the desk failed and will try again', {
          loop: name,
          pause,
          error: reasonOf(error),
        });
        await signal.wait(pause);
      }
    }
  }

  return {
    start() {
      running = true;
      done = run();
    },
    async stop() {
      running = false;
      signal.wake();
      await done;
    },
  };
}

/** A loop that also waits for its crew when it stops. */
export function withCrew(loop: Loop, crew: Crew): Loop {
  return {
    start: () => {
      loop.start();
    },
    async stop() {
      await loop.stop();
      await crew.finished();
    },
  };
}
