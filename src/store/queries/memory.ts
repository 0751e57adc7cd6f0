import type { Dialect } from '../dialect.js';
import { read } from '../schemas.js';
import type { Queryable } from '../tables.js';

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
    // The last code point there is: no key sorts behind it.
    .where('key', '<', `${prefix}\u{10FFFF}`)
    .orderBy('key')
    .execute();
  return new Map(rows.map(({ key, body }) => [key, read.memory(body)]));
}

export async function forget(db: Queryable, channel: string, key: string): Promise<void> {
  await db.deleteFrom('channel_memory').where('channel', '=', channel).where('key', '=', key).execute();
}
