import { MailmedicError, reasonOf } from '../domain/index.js';
import { decideTurn } from './take-turn.js';
import type { House, TurnTools } from './house.js';
import type { IncidentBoard } from './incidents/board.js';
import { createLoop, type Loop } from './loop.js';
import type { Reception } from './reception.js';
import { createSettling } from './settling.js';
import { showNothing } from './show-work.js';
import { yieldToEventLoop, type Signal } from './signal.js';

const BATCH = 50;
const AT_ONCE = 4;
const IDLE_MS = 1_000;
const BUSY_MS = 30;
/** In a flood each turn still comes to its right. */
const STEP_ASIDE_MS = 50;
/** Pause after a turn that threw, per conversation, so that one poisoned input can't eat the machine. */
const FAILED_MS = 250;

/** Takes turns: finds conversations with unread rows and lets each have its say, a few at a time. */
export function createTurns(
  house: House,
  signal: Signal,
  reception: Reception,
  board: Pick<IncidentBoard, 'open'>,
): Loop {
  const notBefore = new Map<string, number>();
  const settling = createSettling(house.channels);

  function mayBeTaken(key: string, now: number): boolean {
    if (notBefore.has(key)) return false;
    const waitMs = settling.waitFor(key, now);
    if (waitMs > 0) notBefore.set(key, now + waitMs);
    return waitMs === 0;
  }

  return createLoop('turns', signal, house.log, IDLE_MS, async () => {
    const now = Date.now();
    for (const [key, at] of notBefore) if (at <= now) notBefore.delete(key);
    const keys = (await house.store.conversationsWithInput(BATCH)).filter((key) => mayBeTaken(key, now));
    if (keys.length === 0) {
      if (notBefore.size > 0) await pause(BUSY_MS);
      return notBefore.size > 0;
    }
    await inGroups(keys, AT_ONCE, async (key) => {
      await reception.quiet(STEP_ASIDE_MS);
      const pause = await takeOneTurn(house, key, board.open);
      if (pause === 0) settling.taken(key);
      if (pause > 0) notBefore.set(key, Date.now() + pause);
      await yieldToEventLoop();
    });
    return true;
  });
}

/** One turn of one conversation; answers for how many milliseconds to leave it alone. */
async function takeOneTurn(house: House, key: string, incidents: TurnTools['incidents']): Promise<number> {
  const signIn = house.signIn?.();
  const tools: TurnTools = {
    live: house.shelf.live,
    bundleOf: (hash) => house.shelf.get(hash),
    ...(house.authors && { authors: house.authors }),
    ...(house.messagesPerMinute === undefined ? {} : { messagesPerMinute: house.messagesPerMinute }),
    ...(house.actions && { registered: house.actions }),
    ...(signIn === undefined ? {} : { signIn }),
    ...(incidents && { incidents }),
  };
  try {
    let done: (() => void) | undefined;
    const outcome = await house.store.takeTurn(key, (snapshot) => {
      const writes = decideTurn(snapshot, tools);
      done = () => {
        showNothing(house, snapshot, writes);
      };
      return writes;
    });
    done?.();
    return outcome === 'busy' ? BUSY_MS : 0;
  } catch (error) {
    if (error instanceof MailmedicError && error.code === 'MM_BUNDLE_UNKNOWN') {
      await house.shelf.fetch(error.facts['hash'] ?? '');
      return BUSY_MS;
    }
    house.log.error('a turn failed', { conversation: key, error: reasonOf(error), stack: stackOf(error) });
    return FAILED_MS;
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? '') : '';
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** Runs `work` over all items, at most `size` at once. */
export async function inGroups<Item>(
  items: readonly Item[],
  size: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  async function worker(): Promise<void> {
    for (const item of queue) await work(item);
  }
  await Promise.all(Array.from({ length: Math.min(size, items.length) }, worker));
}
