import { conversationKey, mailmedicError, type InboundMessage, type InboxRow } from '../../domain/index.js';
import type { Dialect } from '../dialect.js';
import { read, type InboxBody } from '../schemas.js';
import type { Queryable } from '../tables.js';
import { insertSaid } from './chat.js';

/** What is left of the body of a row that is done, or whose message was deleted. */
export const EMPTY_BODY = '{}';

/** `stored` needs a turn, `applied` is done already (an edit or deletion of a row that nobody had read). */
export type Received = 'stored' | 'applied' | 'duplicate';

/** True when a message changes more than its own row, so that it must be received in a transaction. */
export function needsTransaction({ kind, echo }: InboundMessage): boolean {
  return kind === 'edit' || kind === 'delete' || echo === true;
}

/** Writes one row, once, with its conversation's row if new, and what the person said where the chat is our own. */
export async function receive(db: Queryable, dialect: Dialect, message: InboundMessage): Promise<Received> {
  const stored = await insertRows(db, [message]);
  if (stored === 0) return 'duplicate';
  if (message.kind === 'edit') return (await applyEdit(db, dialect, message)) ? 'applied' : 'stored';
  if (message.kind === 'delete') return (await applyDelete(db, dialect, message)) ? 'applied' : 'stored';
  if (message.echo === true) await insertSaid(db, dialect, message);
  return 'stored';
}

/** Writes rows that are not there yet; returns how many were not. */
export async function insertRows(db: Queryable, messages: readonly InboundMessage[]): Promise<number> {
  if (messages.length === 0) return 0;
  messages.forEach(refuseUnreadableKey);
  const keys = [...new Set(messages.map((message) => conversationKey(message.address)))];
  const [, rows] = await Promise.all([
    db
      .insertInto('conversations')
      .values(keys.map((key) => ({ key })))
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
    db
      .insertInto('inbox')
      .values(messages.map(toRow))
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .execute(),
  ]);
  return rows.length;
}

/** Replaces the text of a message that no turn has read. False when it has been read, or never came. */
async function applyEdit(db: Queryable, dialect: Dialect, edit: InboundMessage): Promise<boolean> {
  const original = await unreadOriginal(db, dialect, edit);
  if (!original) return false;
  const now = dialect.now;
  await Promise.all([
    ...(original.edited < edit.revision
      ? [
          db
            .updateTable('inbox')
            .set({
              body: JSON.stringify({ ...read.inboxBody(original.body), text: edit.text ?? '' }),
              edited: edit.revision,
            })
            .where('id', '=', original.id)
            .execute(),
        ]
      : []),
    sameMessage(db, edit, ['edit']).where('revision', '=', edit.revision).set({ done_at: now }).execute(),
  ]);
  return true;
}

/** Takes the text of a message that no turn has read; then there is nothing left to answer. */
async function applyDelete(db: Queryable, dialect: Dialect, deletion: InboundMessage): Promise<boolean> {
  const original = await unreadOriginal(db, dialect, deletion);
  if (!original) return false;
  await sameMessage(db, deletion, ['message', 'edit', 'delete'])
    .set({ body: EMPTY_BODY, done_at: dialect.now })
    .execute();
  return true;
}

function unreadOriginal(db: Queryable, dialect: Dialect, change: InboundMessage) {
  // The lock makes the change wait for a turn that is reading the row, and then find it read.
  return dialect
    .lockRows(
      db
        .selectFrom('inbox')
        .select(['id', 'body', 'edited'])
        .where('conversation', '=', conversationKey(change.address))
        .where('kind', '=', 'message')
        .where('platform_id', '=', change.platformId)
        .where('done_at', 'is', null),
    )
    .executeTakeFirst();
}

function sameMessage(db: Queryable, change: InboundMessage, kinds: readonly string[]) {
  return db
    .updateTable('inbox')
    .where('conversation', '=', conversationKey(change.address))
    .where('platform_id', '=', change.platformId)
    .where('kind', 'in', kinds);
}

/** Unread rows of one conversation in platform order, locked until the transaction ends. */
export function lockUnread(db: Queryable, dialect: Dialect, key: string) {
  return dialect
    .lockRows(
      db
        .selectFrom('inbox')
        .select(['id', 'kind', 'platform_id', 'revision', 'sort_key', 'sent_at', 'body'])
        .where('conversation', '=', key)
        .where('done_at', 'is', null)
        .orderBy('sort_key')
        .orderBy('id'),
    )
    .execute();
}

/** Keys of conversations with unread rows, oldest first. */
export async function conversationsWithInput(db: Queryable, limit: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('inbox')
    .select('conversation')
    .where('done_at', 'is', null)
    .groupBy('conversation')
    .orderBy((eb) => eb.fn.min('id'))
    .limit(limit)
    .execute();
  return rows.map((row) => row.conversation);
}

type UnreadRow = Awaited<ReturnType<typeof lockUnread>>[number];

/** A row as a turn reads it. */
export function toInboxRow(key: string, row: UnreadRow): InboxRow {
  return {
    ...read.inboxBody(row.body),
    id: row.id,
    address: addressOf(key),
    kind: row.kind as InboxRow['kind'],
    platformId: row.platform_id,
    revision: row.revision,
    order: row.sort_key,
    sentAt: row.sent_at,
  };
}

function toRow(message: InboundMessage) {
  const { from, text, press, payload, shared, inPrivate } = message;
  const body: Partial<Record<keyof InboxBody, unknown>> = { from, text, press, payload, shared, inPrivate };
  return {
    conversation: conversationKey(message.address),
    kind: message.kind,
    platform_id: message.platformId,
    revision: message.revision,
    sort_key: message.order,
    sent_at: message.sentAt,
    body: JSON.stringify(body),
  };
}

/** The address behind a key: a channel's id has no colon. */
export function addressOf(key: string): InboundMessage['address'] {
  const colon = key.indexOf(':');
  return { channel: key.slice(0, colon), conversation: key.slice(colon + 1) };
}

function refuseUnreadableKey({ address }: InboundMessage): void {
  if (!address.channel.includes(':')) return;
  throw mailmedicError(
    'MM_INPUT',
    { reason: `the channel id “${address.channel}” has a colon` },
    'Give the channel an id of letters, digits and dashes.',
  );
}
