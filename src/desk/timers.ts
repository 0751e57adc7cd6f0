import type { House } from './house.js';
import { createLoop, type Loop } from './loop.js';
import type { Signal } from './signal.js';

const BATCH = 200;
const IDLE_MS = 500;

/** Turns due timers into inbox rows, by the database's clock. */
export function createTimers(house: House, signal: Signal): Loop {
  return createLoop('timers', signal, house.log, IDLE_MS, async () => {
    return (await house.store.fireDueTimers(BATCH)) > 0;
  });
}
