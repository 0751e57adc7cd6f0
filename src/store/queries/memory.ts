import type { Dialect } from '../dialect.js';
import { read } from '../schemas.js';
import type { Queryable } from '../tables.js';
import { later } from './clock.js';

/** Rows that one statement drops: none of them holds its writers up for long. */
const AT_ONCE = 500;

/** Writes, or writes over, what a channel remembers under a key. */
export async function remember(
  db: Queryable,
  dialect: Dialect,
  channel: string,
  key: string,
  body: unknown,
): Promise<void> {
  const row = { channel, key, body: JSON.stringify(body ?? null), stored_at: dialect.now };
  await db
    .insertInto('channel_memory')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['channel', 'key']).doUpdateSet({ body: row.body, stored_at: row.stored_at }),
    )
    .execute();
}

/** `undefined` where nothing is remembered. */
export async function recall(db: Queryable, channel: string, key: string): Promise<unknown> {
  const row = await db
    .selectFrom('channel_memory')
    .select('body')
    .where('channel', '=', channel)
    .where('key', '=', key)
    .executeTakeFirst();
  return row && read.memory(row.body);
}

/** Everything that a channel remembers under keys that begin so, by key. */
export async function recallAll(
  db: Queryable,
  channel: string,
  prefix: string,
): Promise<ReadonlyMap<string, unknown>> {
  const rows = await db
    .selectFrom('channel_memory')
    .select(['key', 'body'])
    .where('channel', '=', channel)
    .where('key', '>=', prefix)
    .where('key', '<', behind(prefix))
    .orderBy('key')
    .execute();
  return new Map(rows.map(({ key, body }) => [key, read.memory(body)]));
}

export async function forget(db: Queryable, channel: string, key: string): Promise<void> {
  await db.deleteFrom('channel_memory').where('channel', '=', channel).where('key', '=', key).execute();
}

/** Drops what was last remembered longer ago than that, under keys that begin so; how many. */
export async function prune(
  db: Queryable,
  dialect: Dialect,
  channel: string,
  prefix: string,
  afterMs: number,
): Promise<number> {
  let dropped = 0;
  for (;;) {
    const rows = await db
      .selectFrom('channel_memory')
      .select('key')
      .where('channel', '=', channel)
      .where('key', '>=', prefix)
      .where('key', '<', behind(prefix))
      .where('stored_at', '<=', later(dialect, -afterMs))
      .limit(AT_ONCE)
      .execute();
    if (rows.length === 0) return dropped;
    const keys = rows.map(({ key }) => key);
    // What was put again meanwhile stays.
    const { numDeletedRows } = await db
      .deleteFrom('channel_memory')
      .where('channel', '=', channel)
      .where('key', 'in', keys)
      .where('stored_at', '<=', later(dialect, -afterMs))
      .executeTakeFirstOrThrow();
    dropped += Number(numDeletedRows);
  }
}

/** Behind every key that begins so: the last code point there is. */
function behind(prefix: string): string {
  return `${prefix}\u{10FFFF}`;
}
