import { reasonOf } from '../domain/index.js';
import type { House } from './house.js';
import type { Loop } from './loop.js';

const LEASE = 'housekeeping';
const DAY_MS = 24 * 60 * 60 * 1_000;
const LOOK_MS = 60 * 60 * 1_000;

/**
 * Once a day, at one replica: what channels need not remember any longer is taken out of the store. Whoever has the
 * lease did it today; nobody gives it back.
 */
export function createHousekeeping(house: House): Loop {
  const { store, channels, log } = house;
  let inHand: Promise<void> = Promise.resolve();
  let again: NodeJS.Timeout | undefined;

  async function tidy(): Promise<void> {
    try {
      // A name of its own each time: the same replica must wait for tomorrow too.
      if (!(await store.holdLease(LEASE, `${house.owner} ${Date.now()}`, DAY_MS))) return;
      await store.limits.tidy();
      for (const { id, forgets = [] } of channels.values()) {
        for (const { prefix, afterMs } of forgets) await store.memory.prune(id, prefix, afterMs);
      }
    } catch (error) {
      log.warn('the store could not be tidied up and will be tomorrow', { error: reasonOf(error) });
    }
  }

  function look(): void {
    inHand = inHand.then(tidy);
  }

  return {
    start() {
      again = setInterval(look, LOOK_MS).unref();
      look();
    },
    async stop() {
      clearInterval(again);
      await inHand;
    },
  };
}
