import {
  SIGN_IN_LIMITS,
  type AttemptCount,
  type InboundMessage,
  type NewSignIn,
  type SignInOffer,
} from '../../domain/index.js';
import type { Dialect } from '../dialect.js';
import { read } from '../schemas.js';
import type { Queryable } from '../tables.js';
import { later, readNow } from './clock.js';
import { addressOf, insertRows } from './inbox.js';

const DAY_MS = 24 * 3_600_000;

export async function insertSignIns(
  trx: Queryable,
  dialect: Dialect,
  key: string,
  offers: readonly NewSignIn[],
): Promise<void> {
  if (offers.length === 0) return;
  await trx
    .insertInto('sign_ins')
    .values(
      offers.map(({ hash, token, ttlMs, ...offer }) => ({
        hash,
        conversation: key,
        token,
        offer: JSON.stringify(offer),
        ends_at: later(dialect, ttlMs),
      })),
    )
    .execute();
}

/** Links that nobody waits for any more. One that is being tried goes on, because its login may have been made. */
export async function cancelSignIns(trx: Queryable, key: string, tokens: readonly string[]): Promise<void> {
  await trx
    .deleteFrom('sign_ins')
    .where('conversation', '=', key)
    .where('token', 'in', tokens)
    .where('state', '=', 'offered')
    .execute();
}

export async function lookAtSignIn(
  db: Queryable,
  dialect: Dialect,
  hash: string,
): Promise<SignInOffer | undefined> {
  const row = await db
    .selectFrom('sign_ins')
    .select(COLUMNS)
    .where('hash', '=', hash)
    .where('state', '=', 'offered')
    .where('ends_at', '>', dialect.now)
    .executeTakeFirst();
  return row && toOffer(row);
}

/** Each code once, however often it was typed. */
export async function noteTyped(
  trx: Queryable,
  dialect: Dialect,
  hash: string,
  codes: readonly string[],
): Promise<void> {
  const row = await dialect
    .lockRows(trx.selectFrom('sign_ins').select('typed').where('hash', '=', hash))
    .executeTakeFirst();
  if (!row) return;
  const typed = [...new Set([...read.typedCodes(row.typed), ...codes])];
  await trx
    .updateTable('sign_ins')
    .set({ typed: JSON.stringify(typed) })
    .where('hash', '=', hash)
    .execute();
}

/** One statement, so that of many callers one gets the row: the others find it taken. */
export async function takeSignIn(
  db: Queryable,
  dialect: Dialect,
  hash: string,
  withinMs: number,
): Promise<SignInOffer | undefined> {
  const row = await db
    .updateTable('sign_ins')
    .set({ state: 'taken', ends_at: later(dialect, withinMs) })
    .where('hash', '=', hash)
    .where('state', '=', 'offered')
    .where('ends_at', '>', dialect.now)
    .returning(COLUMNS)
    .executeTakeFirst();
  return row && toOffer(row);
}

/** The row goes exactly when its result comes. */
export async function closeSignIn(
  trx: Queryable,
  hash: string,
  from: 'offered' | 'taken',
  result: InboundMessage,
): Promise<boolean> {
  const gone = await trx
    .deleteFrom('sign_ins')
    .where('hash', '=', hash)
    .where('state', '=', from)
    .returning('hash')
    .execute();
  if (gone.length === 0) return false;
  await insertRows(trx, [result]);
  return true;
}

/** Ends what nobody used (`expired`) and what nobody finished (`failed`); returns how many. */
export async function lapseSignIns(trx: Queryable, dialect: Dialect, limit: number): Promise<number> {
  const over = await dialect
    .lockFreeRows(
      trx
        .selectFrom('sign_ins')
        .select(['hash', 'conversation', 'token', 'typed', 'state'])
        .where('ends_at', '<=', dialect.now)
        .orderBy('ends_at')
        .limit(limit),
    )
    .execute();
  if (over.length === 0) return 0;
  const at = new Date(await readNow(trx, dialect)).toISOString();
  await insertRows(
    trx,
    over.map(({ conversation, token, typed, state }): InboundMessage => ({
      address: addressOf(conversation),
      kind: 'result',
      platformId: `${token}:sign-in`,
      revision: 0,
      order: at,
      sentAt: at,
      payload: {
        kind: 'signed-in',
        token,
        outcome: state === 'offered' ? 'expired' : 'failed',
        typed: read.typedCodes(typed),
        results: [],
      },
    })),
  );
  await trx
    .deleteFrom('sign_ins')
    .where(
      'hash',
      'in',
      over.map(({ hash }) => hash),
    )
    .execute();
  return over.length;
}

/** The guard's refusal, if it would refuse now; no promise that it lets anybody through afterwards. */
export async function limitReached(
  db: Queryable,
  dialect: Dialect,
  mailbox: string,
): Promise<Extract<AttemptCount, { allowed: false }> | undefined> {
  const now = await readNow(db, dialect);
  const rows = await db
    .selectFrom('sign_in_attempts')
    .select('at')
    .where('mailbox', '=', mailbox)
    .where('at', '>', now - DAY_MS)
    .orderBy('at', 'desc')
    .execute();
  const times = rows.map(({ at }) => Number(at));
  const free = SIGN_IN_LIMITS.map(({ most, withinMs }) => (times[most - 1] ?? -Infinity) + withinMs);
  const retryAt = Math.max(...free);
  if (retryAt <= now) return undefined;
  return { allowed: false, attempts: times.length, retryAfter: new Date(retryAt).toISOString() };
}

/** Counts one more, unless a limit is reached. One caller at a time per mailbox, or two would find the same place free. */
export async function countAttempt(trx: Queryable, dialect: Dialect, mailbox: string): Promise<AttemptCount> {
  await dialect.lockList(trx, `sign-in ${mailbox}`);
  const full = await limitReached(trx, dialect, mailbox);
  if (full) return full;
  const { id } = await trx
    .insertInto('sign_in_attempts')
    .values({ mailbox, at: dialect.now })
    .returning('id')
    .executeTakeFirstOrThrow();
  // One sweep at a time: two that wait for each other's rows would be a deadlock.
  await dialect.lockList(trx, 'sweep sign-in attempts');
  await trx.deleteFrom('sign_in_attempts').where('at', '<=', later(dialect, -DAY_MS)).execute();
  return { allowed: true, attempt: Number(id) };
}

export async function giveBackAttempt(db: Queryable, attempt: number): Promise<void> {
  await db.deleteFrom('sign_in_attempts').where('id', '=', attempt).execute();
}

const COLUMNS = ['conversation', 'token', 'offer', 'typed'] as const;

function toOffer(row: { conversation: string; token: string; offer: string; typed: string }): SignInOffer {
  const { conversation, token, offer, typed } = row;
  return { ...read.signInOffer(offer), conversation, token, typed: read.typedCodes(typed) };
}
