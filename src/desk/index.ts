import type { WorkKind } from '../domain/index.js';
import type { Desk, House } from './house.js';
import { createHousekeeping } from './housekeeping.js';
import { createIncidentBoard } from './incidents/board.js';
import type { Loop } from './loop.js';
import { createPerformer } from './perform.js';
import { receive } from './receive.js';
import { createReception, type Reception } from './reception.js';
import { createSender } from './send.js';
import { createSignal, type Signal } from './signal.js';
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
  const reception = createReception();
  const board = createIncidentBoard(house);

  function part(
    wokenBy: WorkKind | undefined,
    create: (house: House, signal: Signal, reception: Reception) => Loop,
  ) {
    const signal = createSignal();
    return { wokenBy, signal, loop: create(house, signal, reception) };
  }

  // Timers go by the clock: nothing that is written is due at once.
  const parts = [
    part('turns', (...tools) => createTurns(...tools, board)),
    part('sends', createSender),
    part('tasks', createPerformer),
    part(undefined, createTimers),
  ];
  const housekeeping = createHousekeeping(house);
  let stopListening: (() => void) | undefined;
  return {
    receive: (message) => reception.take(() => receive(house, message)),
    start() {
      stopListening = house.store.onWork((kind) => {
        for (const { signal, wokenBy } of parts) {
          if (wokenBy !== undefined && (kind ?? wokenBy) === wokenBy) signal.wake();
        }
      });
      for (const { loop } of parts) loop.start();
      housekeeping.start();
      board.start();
    },
    async stop() {
      stopListening?.();
      await Promise.all([...parts.map(({ loop }) => loop.stop()), housekeeping.stop(), board.stop()]);
    },
  };
}
