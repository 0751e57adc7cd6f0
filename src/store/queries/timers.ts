import type { InboundMessage, NewTimer } from '../../domain/index.js';
import type { Dialect } from '../dialect.js';
import type { Queryable } from '../tables.js';
import { addressOf, insertRows } from './inbox.js';
import { later, readNow } from './clock.js';

export async function insertTimers(
  trx: Queryable,
  dialect: Dialect,
  key: string,
  timers: readonly NewTimer[],
): Promise<void> {
  if (timers.length === 0) return;
  await trx
    .insertInto('timers')
    .values(
      timers.map(({ id, token, purpose, afterMs }) => ({
        id,
        conversation: key,
        token,
        purpose,
        due_at: later(dialect, afterMs),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function cancelTimers(trx: Queryable, key: string, tokens: readonly string[]): Promise<void> {
  await trx.deleteFrom('timers').where('conversation', '=', key).where('token', 'in', tokens).execute();
}

/** Turns due timers into inbox rows in one transaction: a timer is gone exactly when its row is there. */
export async function fireDueTimers(trx: Queryable, dialect: Dialect, limit: number): Promise<number> {
  const due = await dialect
    .lockFreeRows(
      trx
        .selectFrom('timers')
        .select(['id', 'conversation', 'token', 'purpose'])
        .where('due_at', '<=', dialect.now)
        .orderBy('due_at')
        .limit(limit),
    )
    .execute();
  if (due.length === 0) return 0;
  const at = new Date(await readNow(trx, dialect)).toISOString();
  await insertRows(
    trx,
    due.map(({ id, conversation, token, purpose }): InboundMessage => ({
      address: addressOf(conversation),
      kind: 'timer',
      platformId: id,
      revision: 0,
      order: at,
      sentAt: at,
      payload: { token, purpose },
    })),
  );
  await trx
    .deleteFrom('timers')
    .where(
      'id',
      'in',
      due.map(({ id }) => id),
    )
    .execute();
  return due.length;
}
