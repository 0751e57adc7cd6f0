import { conversationKey, type Address, type DeliveredReply, type Reply } from '../../domain/index.js';
import type { Dialect } from '../dialect.js';
import { read } from '../schemas.js';
import type { Queryable } from '../tables.js';

/** Writes one delivered reply per key; the id it has already when the key is known. */
export async function deliver(
  trx: Queryable,
  dialect: Dialect,
  address: Address,
  key: string,
  reply: Reply,
): Promise<number> {
  const conversation = conversationKey(address);
  await dialect.lockList(trx, `chat ${conversation}`);
  const written = await trx
    .insertInto('chat')
    .values({ conversation, key, at: dialect.now, reply: JSON.stringify(reply) })
    .onConflict((conflict) => conflict.columns(['conversation', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (written) return written.id;
  const known = await trx
    .selectFrom('chat')
    .select('id')
    .where('conversation', '=', conversation)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  return known.id;
}

export async function delivered(
  db: Queryable,
  address: Address,
  afterId: number,
  limit: number,
): Promise<readonly DeliveredReply[]> {
  const rows = await db
    .selectFrom('chat')
    .select(['id', 'key', 'at', 'reply'])
    .where('conversation', '=', conversationKey(address))
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id, key, at, reply }) => ({
    id,
    key,
    at: new Date(at).toISOString(),
    reply: read.reply(reply),
  }));
}

/** True while a row of this conversation waits to be read or sent, or a task of it is due. */
export async function isWorking(db: Queryable, dialect: Dialect, address: Address): Promise<boolean> {
  const key = conversationKey(address);
  const [inbox, outbox, task] = await Promise.all([
    db
      .selectFrom('inbox')
      .select('id')
      .where('conversation', '=', key)
      .where('done_at', 'is', null)
      .limit(1)
      .executeTakeFirst(),
    db
      .selectFrom('outbox')
      .select('id')
      .where('conversation', '=', key)
      .where('settled_at', 'is', null)
      .limit(1)
      .executeTakeFirst(),
    db
      .selectFrom('tasks')
      .select('seq')
      .where('conversation', '=', key)
      .where('due_at', '<=', dialect.now)
      .limit(1)
      .executeTakeFirst(),
  ]);
  return inbox !== undefined || outbox !== undefined || task !== undefined;
}
