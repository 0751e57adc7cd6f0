import type { Desk, House } from './house.js';
import { createHousekeeping } from './housekeeping.js';
import { createPerformer } from './perform.js';
import { receive } from './receive.js';
import { createSender } from './send.js';
import { createSignal } from './signal.js';
import { createTimers } from './timers.js';
import { createTurns } from './turns.js';

export { createCaseDesk, type CaseDesk } from './case-desk.js';
export { knownWords } from './expects-secret.js';
export { explainRun } from './explain-run.js';
export type { Desk, House, TurnTools } from './house.js';
export type { SignInDoor } from './sign-in-door.js';
export { createSignInDesk, type SignInDeskPorts } from './sign-in-desk.js';
export { decideTurn } from './take-turn.js';

/**
 * The route of a message: inbox, turn, outbox, tasks, timers (docs/lifecycle.md).
 * Every loop reads its work from the store, so any replica can go on where another one died.
 */
export function createDesk(house: House): Desk {
  const parts = [createTurns, createSender, createPerformer, createTimers].map((create) => {
    const signal = createSignal();
    return { signal, loop: create(house, signal) };
  });
  const housekeeping = createHousekeeping(house);
  let stopListening: (() => void) | undefined;
  return {
    receive: (message) => receive(house, message),
    start() {
      stopListening = house.store.onWork(() => {
        for (const { signal } of parts) signal.wake();
      });
      for (const { loop } of parts) loop.start();
      housekeeping.start();
    },
    async stop() {
      stopListening?.();
      await Promise.all([...parts.map(({ loop }) => loop.stop()), housekeeping.stop()]);
    },
  };
}
