import { sql } from 'kysely';
import type { SessionStore, WebUser } from '../../domain/index.js';
import type { Dialect } from '../dialect.js';
import { read } from '../schemas.js';
import type { Queryable } from '../tables.js';
import { later } from './clock.js';

/** Sessions are taken away so long after their end. */
const DEAD_MS = 24 * 3_600_000;
/** The idle clock is set back at most so often: a page that is open asks all the time. */
const SEEN_EVERY_MS = 30_000;
/** Where people may be idle for a short time only, the clock is kept to so much of it. */
const SEEN_SHARE = 1 / 20;

type NewSession = Parameters<SessionStore['open']>[0];

/** Writes a session, and takes away those that are long over. */
export async function openSession(trx: Queryable, dialect: Dialect, session: NewSession): Promise<void> {
  const { hash, user, absoluteMs } = session;
  await trx
    .insertInto('sessions')
    .values({
      hash,
      person: JSON.stringify(user),
      seen_at: dialect.now,
      ends_at: later(dialect, absoluteMs),
    })
    .execute();
  // One sweep at a time: two that wait for each other's rows would be a deadlock.
  await dialect.lockList(trx, 'sweep sessions');
  await trx.deleteFrom('sessions').where('ends_at', '<=', later(dialect, -DEAD_MS)).execute();
}

/**
 * The user of a living session. Its idle clock lags behind the last use by a few seconds, so a session may end
 * that much early, and never late.
 */
export async function useSession(
  db: Queryable,
  dialect: Dialect,
  hash: string,
  idleMs: number,
): Promise<WebUser | undefined> {
  const row = await livingSession(db, dialect, hash, idleMs);
  if (!row) return undefined;
  if (row.unseen >= Math.min(SEEN_EVERY_MS, idleMs * SEEN_SHARE)) {
    await db.updateTable('sessions').set({ seen_at: dialect.now }).where('hash', '=', hash).execute();
  }
  return read.webUser(row.person);
}

/** The user of a living session, whose idle clock runs on. */
export async function lookAtSession(
  db: Queryable,
  dialect: Dialect,
  hash: string,
  idleMs: number,
): Promise<WebUser | undefined> {
  const row = await livingSession(db, dialect, hash, idleMs);
  return row && read.webUser(row.person);
}

function livingSession(db: Queryable, dialect: Dialect, hash: string, idleMs: number) {
  return db
    .selectFrom('sessions')
    .select(['person', sql<number>`${dialect.now} - seen_at`.as('unseen')])
    .where('hash', '=', hash)
    .where('ends_at', '>', dialect.now)
    .where('seen_at', '>', later(dialect, -idleMs))
    .executeTakeFirst();
}

export async function closeSession(db: Queryable, hash: string): Promise<void> {
  await db.deleteFrom('sessions').where('hash', '=', hash).execute();
}
