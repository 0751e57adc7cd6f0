import { reasonOf, type InboundMessage, type OutboundRow, type Settlement } from '../domain/index.js';
import type { House } from './house.js';
import type { ResultPayload } from './result-payload.js';
import { createLoop, withCrew, type Loop } from './loop.js';
import type { Signal } from './signal.js';
import { createCrew } from './crew.js';

/** Sends in flight at once; each is another conversation. */
const AT_ONCE = 32;
/** Longer than a platform send may take (5 s), so that a living sender never loses its lease. */
const LEASE_MS = 15_000;
const IDLE_MS = 1_000;

/** Sends outbox rows: in order within a conversation, one conversation never waiting for another. */
export function createSender(house: House, signal: Signal): Loop {
  const crew = createCrew(
    AT_ONCE,
    () => {
      signal.wake();
    },
    (error) => {
      house.log.error('a send could not be settled; its lease will run out', { error: reasonOf(error) });
    },
  );
  const loop = createLoop('send', signal, house.log, IDLE_MS, async () => {
    if (crew.free === 0) return false;
    const rows = await house.store.leaseOutbox(house.owner, crew.free, LEASE_MS);
    for (const row of rows) {
      crew.take(async () => {
        const outcome = await sendOne(house, row);
        await house.store.settleOutbox(row.id, house.owner, outcome, telling(row, outcome));
      });
    }
    return rows.length > 0;
  });
  return withCrew(loop, crew);
}

/** A row with an unknown earlier result is looked up first, where the platform can be asked. */
async function sendOne(house: House, row: OutboundRow): Promise<Settlement> {
  if (row.unreadable !== undefined) {
    const { id, conversation, unreadable: reason } = row;
    house.log.error('an outgoing row can not be read and is given up', { row: id, conversation, reason });
    return { kind: 'refused', reason };
  }
  const channel = house.channels.get(row.address.channel);
  if (!channel) {
    house.log.error('no such channel', { channel: row.address.channel });
    return { kind: 'refused', reason: `channel ${row.address.channel} is not set up` };
  }
  const canAsk = channel.find !== undefined && channel.canFind?.(row.address) !== false;
  if (row.uncertain && canAsk) {
    try {
      const platformId = await channel.find?.(row.address, row.key);
      if (platformId !== undefined) return { kind: 'sent', platformId };
    } catch (error) {
      house.log.warn('the look-up of an uncertain send failed', { error: reasonOf(error) });
      return { kind: 'unknown', reason: `the look-up failed: ${reasonOf(error)}` };
    }
  }
  if (row.uncertain && !canAsk && (row.repeated ?? 0) > 0) {
    // Already repeated once: a second repetition could only be seen as a third message.
    house.log.warn('nobody knows whether a message arrived; it is not sent again', {
      conversation: row.conversation,
    });
    return { kind: 'unsure', reason: 'the first send and its repetition have no known result' };
  }
  const replaces = channel.canReplace && (await house.store.progressBefore(row.id));
  const outcome = await channel.send({
    key: row.key,
    address: row.address,
    reply: row.reply,
    ...(row.language === undefined ? {} : { language: row.language }),
    ...(replaces === undefined ? {} : { replaces }),
  });
  const wentOut = outcome.kind === 'sent' || outcome.kind === 'unknown';
  return wentOut && row.uncertain && !canAsk ? { ...outcome, repeated: true } : outcome;
}

/** What the conversation must hear of a row that is given up; nothing of the others. */
function telling(row: OutboundRow, { kind }: Settlement): InboundMessage | undefined {
  if (kind !== 'unsure' && kind !== 'refused') return undefined;
  const { from, reply } = row;
  const payload: ResultPayload = { kind: kind === 'unsure' ? 'unsure' : 'undelivered', from, reply };
  const at = new Date().toISOString();
  return {
    address: row.address,
    kind: 'result',
    platformId: `${row.key}:${kind}`,
    revision: 0,
    order: at,
    sentAt: at,
    payload,
  };
}
