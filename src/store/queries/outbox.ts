import { sql } from 'kysely';
import type { InboundMessage, NewOutbound, OutboundRow, Settlement } from '../../domain/index.js';
import type { Dialect } from '../dialect.js';
import { read, tryRead } from '../schemas.js';
import type { OutboxState, Queryable } from '../tables.js';
import { addressOf, insertRows } from './inbox.js';
import { later } from './clock.js';

/** An unknown send is looked up after this pause, so that the platform has had time to show it. */
const LOOK_UP_AFTER_MS = 1_000;

export async function insertOutbox(
  trx: Queryable,
  dialect: Dialect,
  key: string,
  messages: readonly NewOutbound[],
): Promise<void> {
  if (messages.length === 0) return;
  await trx
    .insertInto('outbox')
    .values(
      messages.map((message) => ({
        key: message.key,
        conversation: key,
        sender: message.from,
        reply: JSON.stringify(message.reply),
        language: message.language ?? null,
        due_at: dialect.now,
      })),
    )
    .execute();
}

/** Drops the bot's rows that no send has been tried for. One that is being sent, or may have arrived, stays. */
export async function dropUnsent(trx: Queryable, dialect: Dialect, key: string): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ state: 'dropped', settled_at: dialect.now })
    .where('conversation', '=', key)
    .where('sender', '=', 'bot')
    .where('state', '=', 'waiting')
    .where('settled_at', 'is', null)
    .execute();
}

/**
 * Takes the head row of each conversation that is due and that nobody holds. A later row never passes an
 * unsettled one. A row whose lease ran out was being sent when its process died: nobody knows what became of it.
 * Picked in a step of its own: PostgreSQL may run a subquery with a limit more than once, and lock more each time.
 */
export async function leaseOutbox(
  db: Queryable,
  dialect: Dialect,
  owner: string,
  limit: number,
  leaseMs: number,
): Promise<readonly OutboundRow[]> {
  const rows = await db
    .with(
      (cte) => cte('picked').materialized(),
      (cte) => headRows(cte, dialect, limit),
    )
    .updateTable('outbox')
    .set((eb) => ({
      state: 'sending',
      owner,
      leased_until: later(dialect, leaseMs),
      attempts: eb('attempts', '+', 1),
      uncertain: sql<number>`case when state in ('sending', 'unknown') then 1 else 0 end`,
      // Whoever lost an uncertain row may have sent it once more before.
      repeated: sql<number>`repeated + case when state = 'sending' then uncertain else 0 end`,
    }))
    .where('id', 'in', (eb) => eb.selectFrom('picked').select('picked.id'))
    .returning([
      'id',
      'key',
      'conversation',
      'sender',
      'reply',
      'attempts',
      'uncertain',
      'repeated',
      'language',
    ])
    .execute();
  return rows
    .map((row) => ({
      id: row.id,
      key: row.key,
      conversation: row.conversation,
      address: addressOf(row.conversation),
      from: row.sender,
      ...replyOf(row.reply),
      attempt: row.attempts,
      uncertain: row.uncertain === 1,
      repeated: row.repeated,
      ...(row.language === null ? {} : { language: row.language }),
    }))
    .sort((one, other) => one.id - other.id);
}

/** One row that can't be read must not hold back the others that were leased with it. */
function replyOf(text: string): Pick<OutboundRow, 'reply' | 'unreadable'> {
  const found = tryRead(() => read.reply(text));
  if ('value' in found) return { reply: found.value };
  return { reply: { text: '' }, unreadable: found.unreadable };
}

function headRows(db: Pick<Queryable, 'selectFrom'>, dialect: Dialect, limit: number) {
  return dialect.lockFreeRows(
    db
      .selectFrom('outbox')
      .select('outbox.id')
      .where('outbox.settled_at', 'is', null)
      .where('outbox.due_at', '<=', dialect.now)
      .where((eb) =>
        eb.or([eb('outbox.leased_until', 'is', null), eb('outbox.leased_until', '<=', dialect.now)]),
      )
      .where((row) =>
        row.not(
          row.exists(
            row
              .selectFrom('outbox as before')
              .select('before.id')
              .whereRef('before.conversation', '=', 'outbox.conversation')
              .where('before.settled_at', 'is', null)
              .whereRef('before.id', '<', 'outbox.id'),
          ),
        ),
      )
      .orderBy('outbox.id')
      .limit(limit),
  );
}

/** Platform id of the message before this row, if all it did was tell of progress. */
export async function progressBefore(db: Queryable, id: number): Promise<string | undefined> {
  const before = await db
    .selectFrom('outbox')
    .innerJoin('outbox as row', 'row.conversation', 'outbox.conversation')
    .select(['outbox.state', 'outbox.platform_id', 'outbox.reply'])
    .where('row.id', '=', id)
    .whereRef('outbox.id', '<', 'row.id')
    .orderBy('outbox.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (before?.state !== 'sent' || before.platform_id === null) return undefined;
  const found = tryRead(() => read.reply(before.reply));
  return 'value' in found && found.value.progress === true ? before.platform_id : undefined;
}

/** Writes down what became of a send, and tells; nothing and false if another one holds the row now. */
export async function settleOutbox(
  db: Queryable,
  dialect: Dialect,
  id: number,
  owner: string,
  outcome: Settlement,
  tell?: InboundMessage,
): Promise<boolean> {
  const settled = await db
    .updateTable('outbox')
    .set((eb) => ({
      owner: null,
      leased_until: null,
      ...stateAfter(dialect, outcome),
      ...('repeated' in outcome && outcome.repeated === true ? { repeated: eb('repeated', '+', 1) } : {}),
    }))
    .where('id', '=', id)
    .where('owner', '=', owner)
    .where('settled_at', 'is', null)
    .returning('id')
    .execute();
  if (settled.length === 0) return false;
  if (tell) await insertRows(db, [tell]);
  return true;
}

function stateAfter(dialect: Dialect, outcome: Settlement) {
  switch (outcome.kind) {
    case 'sent':
      return { state: 'sent' as const, platform_id: outcome.platformId, settled_at: dialect.now };
    case 'later':
      return {
        // Not taken this time says nothing about an uncertain time before.
        state: sql<OutboxState>`case when uncertain = 1 then 'unknown' else 'waiting' end`,
        reason: outcome.reason,
        due_at: later(dialect, outcome.afterMs),
      };
    case 'unknown':
      return { state: 'unknown' as const, reason: outcome.reason, due_at: later(dialect, LOOK_UP_AFTER_MS) };
    case 'unsure':
      return { state: 'unsure' as const, reason: outcome.reason, settled_at: dialect.now };
    case 'refused':
      return { state: 'failed' as const, reason: outcome.reason, settled_at: dialect.now };
  }
}
