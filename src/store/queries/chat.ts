import type { Selectable } from 'kysely';
import {
  conversationKey,
  type Address,
  type ChatLine,
  type DeliveredReply,
  type InboundMessage,
  type Reply,
} from '../../domain/index.js';
import type { Dialect } from '../dialect.js';
import { read, type Said } from '../schemas.js';
import type { ChatTable, Queryable } from '../tables.js';

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

/**
 * Writes what a person said in a chat of our own. Its key in the table can't be taken for that of a reply, or
 * whoever names their message after the next reply would keep that one from being delivered.
 */
export async function insertSaid(trx: Queryable, dialect: Dialect, message: InboundMessage): Promise<void> {
  const conversation = conversationKey(message.address);
  const { kind, platformId, revision, text, press } = message;
  const said: Said = { key: platformId, text: text ?? '', ...(press === undefined ? {} : { press }) };
  await dialect.lockList(trx, `chat ${conversation}`);
  await trx
    .insertInto('chat')
    .values({
      conversation,
      key: `said ${kind} ${revision} ${platformId}`,
      at: dialect.now,
      reply: JSON.stringify(said),
      sender: 'person',
    })
    .execute();
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
    .where('sender', '=', 'bot')
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

/** Both sides, oldest first. */
export async function lines(
  db: Queryable,
  address: Address,
  afterId: number,
  limit: number,
): Promise<readonly ChatLine[]> {
  const rows = await rowsOf(db, address).where('id', '>', afterId).orderBy('id').limit(limit).execute();
  return rows.map(toLine);
}

/** The newest of both sides, oldest of them first. */
export async function newestLines(
  db: Queryable,
  address: Address,
  limit: number,
): Promise<readonly ChatLine[]> {
  const rows = await rowsOf(db, address).orderBy('id', 'desc').limit(limit).execute();
  return rows.reverse().map(toLine);
}

type ChatRow = Selectable<ChatTable>;

function rowsOf(db: Queryable, address: Address) {
  return db
    .selectFrom('chat')
    .select(['id', 'key', 'at', 'reply', 'sender'])
    .where('conversation', '=', conversationKey(address));
}

function toLine(row: Omit<ChatRow, 'conversation'>): ChatLine {
  const { id, key } = row;
  const at = new Date(row.at).toISOString();
  if (row.sender === 'bot') return { kind: 'reply', id, key, at, reply: read.reply(row.reply) };
  const said = read.said(row.reply);
  return {
    kind: 'said',
    id,
    key: said.key,
    at,
    text: said.text,
    ...(said.press === undefined ? {} : { press: said.press }),
  };
}

/** True while a row of this conversation waits to be read or sent, or a task of it is due that was not asked for by an agent. */
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
      .where('case_id', 'is', null)
      .limit(1)
      .executeTakeFirst(),
  ]);
  return inbox !== undefined || outbox !== undefined || task !== undefined;
}
