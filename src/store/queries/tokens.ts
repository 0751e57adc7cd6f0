import type { OneTimeTokens } from '../../domain/index.js';
import type { Dialect } from '../dialect.js';
import { read } from '../schemas.js';
import type { Queryable } from '../tables.js';
import { later } from './clock.js';

/** Tokens are taken away so long after they ran out. */
const DEAD_MS = 24 * 3_600_000;

type NewToken = Parameters<OneTimeTokens['put']>[0];

/** Writes a token, and takes away those that are long dead. */
export async function putToken(trx: Queryable, dialect: Dialect, token: NewToken): Promise<void> {
  const { hash, purpose, body, ttlMs } = token;
  await trx
    .insertInto('tokens')
    .values({ hash, purpose, body: JSON.stringify(body ?? null), ends_at: later(dialect, ttlMs) })
    .execute();
  // One sweep at a time: two that wait for each other's rows would be a deadlock.
  await dialect.lockList(trx, 'sweep tokens');
  await trx.deleteFrom('tokens').where('ends_at', '<=', later(dialect, -DEAD_MS)).execute();
}

export async function tokenWaits(
  db: Queryable,
  dialect: Dialect,
  hash: string,
  purpose: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('tokens')
    .select('hash')
    .where('hash', '=', hash)
    .where('purpose', '=', purpose)
    .where('ends_at', '>', dialect.now)
    .executeTakeFirst();
  return row !== undefined;
}

/** One statement, so that of many callers one gets the row: the others find it gone. */
export async function takeToken(
  db: Queryable,
  dialect: Dialect,
  hash: string,
  purpose: string,
): Promise<unknown> {
  const taken = await db
    .deleteFrom('tokens')
    .where('hash', '=', hash)
    .where('purpose', '=', purpose)
    .where('ends_at', '>', dialect.now)
    .returning('body')
    .executeTakeFirst();
  return taken && read.tokenBody(taken.body);
}
