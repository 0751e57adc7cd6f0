import { reasonOf, type OpenIncident } from '../../domain/index.js';
import type { House } from '../house.js';
import type { Loop } from '../loop.js';

const LOOK_MS = 2_000;

/** What is going on, as turns of everybody may know it. */
export interface IncidentBoard extends Loop {
  readonly open: readonly OpenIncident[];
}

/** Reads every two seconds which incidents go on: a turn must not pay for it each time. */
export function createIncidentBoard({ store, log }: Pick<House, 'store' | 'log'>): IncidentBoard {
  let open: readonly OpenIncident[] = [];
  let inHand: Promise<void> = Promise.resolve();
  let again: NodeJS.Timeout | undefined;

  async function read(): Promise<void> {
    try {
      open = await store.openIncidents();
    } catch (error) {
      log.warn('the incidents that go on could not be read; those known before count on', {
        error: reasonOf(error),
      });
    }
  }

  function look(): void {
    inHand = inHand.then(read);
  }

  return {
    get open() {
      return open;
    },
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
