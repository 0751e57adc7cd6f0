import { type Kysely } from 'kysely';

/**
 * What channels must know after a restart (where a person is reached, who they are, what was seen last), and the
 * language of what is sent, for the labels that a channel adds.
 */
export async function channelMemory(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('outbox').addColumn('language', 'text').execute();
  await db.schema
    .createTable('channel_memory')
    .addColumn('channel', 'text', (col) => col.notNull())
    .addColumn('key', 'text', (col) => col.notNull())
    .addColumn('body', 'text', (col) => col.notNull())
    .addColumn('stored_at', 'bigint', (col) => col.notNull())
    .addPrimaryKeyConstraint('channel_memory_key', ['channel', 'key'])
    .execute();
}
