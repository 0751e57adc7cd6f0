import { sql, type CreateTableBuilder, type Kysely } from 'kysely';
import type { Dialect } from '../dialect.js';

type Schema = Kysely<unknown>;

/** All tables of the first version. */
export async function firstTables(db: Schema, dialect: Dialect): Promise<void> {
  await conversations(db);
  await inbox(db, dialect);
  await timersAndTasks(db, dialect);
  await outbox(db, dialect);
  await records(db, dialect);
  await cases(db, dialect);
}

function growing<C extends string>(
  table: CreateTableBuilder<never, C>,
  column: string,
  { types }: Dialect,
): CreateTableBuilder<never, C> {
  return table.addColumn(column as C, types.growing as 'integer', (col) => types.growingColumn(col));
}

async function conversations(db: Schema): Promise<void> {
  await db.schema
    .createTable('conversations')
    .addColumn('key', 'text', (col) => col.primaryKey())
    .addColumn('state', 'text')
    .addColumn('bundles', 'text', (col) => col.notNull().defaultTo('[]'))
    .addColumn('attempts', 'integer', (col) => col.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createIndex('conversations_with_bundles')
    .on('conversations')
    .column('bundles')
    .where(sql.ref('bundles'), '!=', sql.lit('[]'))
    .execute();
}

async function inbox(db: Schema, dialect: Dialect): Promise<void> {
  await growing(db.schema.createTable('inbox'), 'id', dialect)
    .addColumn('conversation', 'text', (col) => col.notNull().references('conversations.key'))
    .addColumn('kind', 'text', (col) => col.notNull())
    .addColumn('platform_id', 'text', (col) => col.notNull())
    .addColumn('revision', 'integer', (col) => col.notNull())
    .addColumn('sort_key', dialect.types.byteText as 'text', (col) => col.notNull())
    .addColumn('sent_at', 'text', (col) => col.notNull())
    .addColumn('body', 'text', (col) => col.notNull())
    .addColumn('edited', 'integer', (col) => col.notNull().defaultTo(0))
    .addColumn('done_at', 'bigint')
    .addUniqueConstraint('inbox_once', ['conversation', 'kind', 'platform_id', 'revision'] as never[])
    .execute();
  await db.schema
    .createIndex('inbox_unread')
    .on('inbox')
    .columns(['conversation', 'id'])
    .where(sql.ref('done_at'), 'is', null)
    .execute();
}

async function timersAndTasks(db: Schema, dialect: Dialect): Promise<void> {
  await db.schema
    .createTable('timers')
    .addColumn('id', 'text', (col) => col.primaryKey())
    .addColumn('conversation', 'text', (col) => col.notNull().references('conversations.key'))
    .addColumn('token', 'text', (col) => col.notNull())
    .addColumn('purpose', 'text', (col) => col.notNull())
    .addColumn('due_at', 'bigint', (col) => col.notNull())
    .execute();
  await db.schema.createIndex('timers_due').on('timers').column('due_at').execute();
  await db.schema.createIndex('timers_token').on('timers').columns(['conversation', 'token']).execute();

  await growing(db.schema.createTable('tasks'), 'seq', dialect)
    .addColumn('id', 'text', (col) => col.notNull().unique())
    .addColumn('conversation', 'text', (col) => col.notNull().references('conversations.key'))
    .addColumn('token', 'text', (col) => col.notNull())
    .addColumn('work', 'text', (col) => col.notNull())
    .addColumn('due_at', 'bigint', (col) => col.notNull())
    .addColumn('owner', 'text')
    .addColumn('leased_until', 'bigint')
    .addColumn('attempts', 'integer', (col) => col.notNull().defaultTo(0))
    .addColumn('progress', 'text')
    .addColumn('progress_at', 'bigint')
    .execute();
  await db.schema.createIndex('tasks_conversation').on('tasks').column('conversation').execute();
}

async function outbox(db: Schema, dialect: Dialect): Promise<void> {
  await growing(db.schema.createTable('outbox'), 'id', dialect)
    .addColumn('key', 'text', (col) => col.notNull().unique())
    .addColumn('conversation', 'text', (col) => col.notNull().references('conversations.key'))
    .addColumn('sender', 'text', (col) => col.notNull())
    .addColumn('reply', 'text', (col) => col.notNull())
    .addColumn('state', 'text', (col) => col.notNull().defaultTo('waiting'))
    .addColumn('due_at', 'bigint', (col) => col.notNull())
    .addColumn('owner', 'text')
    .addColumn('leased_until', 'bigint')
    .addColumn('attempts', 'integer', (col) => col.notNull().defaultTo(0))
    .addColumn('uncertain', 'integer', (col) => col.notNull().defaultTo(0))
    .addColumn('repeated', 'integer', (col) => col.notNull().defaultTo(0))
    .addColumn('platform_id', 'text')
    .addColumn('reason', 'text')
    .addColumn('settled_at', 'bigint')
    .execute();
  await db.schema
    .createIndex('outbox_unsettled')
    .on('outbox')
    .columns(['conversation', 'id'])
    .where(sql.ref('settled_at'), 'is', null)
    .execute();
  await db.schema
    .createIndex('outbox_repeated')
    .on('outbox')
    .column('repeated')
    .where(sql.ref('repeated'), '>', sql.lit(0))
    .execute();
}

async function records(db: Schema, dialect: Dialect): Promise<void> {
  await growing(db.schema.createTable('transcript'), 'id', dialect)
    .addColumn('conversation', 'text', (col) => col.notNull().references('conversations.key'))
    .addColumn('line', 'text', (col) => col.notNull())
    .execute();
  await db.schema
    .createIndex('transcript_conversation')
    .on('transcript')
    .columns(['conversation', 'id'])
    .execute();

  await growing(db.schema.createTable('chat'), 'id', dialect)
    .addColumn('conversation', 'text', (col) => col.notNull())
    .addColumn('key', 'text', (col) => col.notNull())
    .addColumn('at', 'bigint', (col) => col.notNull())
    .addColumn('reply', 'text', (col) => col.notNull())
    .addUniqueConstraint('chat_once', ['conversation', 'key'] as never[])
    .execute();
  await db.schema.createIndex('chat_conversation').on('chat').columns(['conversation', 'id']).execute();

  await db.schema
    .createTable('bundles')
    .addColumn('hash', 'text', (col) => col.primaryKey())
    .addColumn('files', 'text', (col) => col.notNull())
    .addColumn('stored_at', 'bigint', (col) => col.notNull())
    .execute();
  await db.schema
    .createTable('models')
    .addColumn('key', 'text', (col) => col.primaryKey())
    .addColumn('model', 'text', (col) => col.notNull())
    .addColumn('stored_at', 'bigint', (col) => col.notNull())
    .execute();
}

async function cases(db: Schema, dialect: Dialect): Promise<void> {
  await growing(db.schema.createTable('cases'), 'seq', dialect)
    .addColumn('id', 'text', (col) => col.notNull().unique())
    .addColumn('reference', 'text', (col) => col.notNull().unique())
    .addColumn('conversation', 'text', (col) => col.notNull().references('conversations.key'))
    .addColumn('queue', 'text', (col) => col.notNull())
    .addColumn('state', 'text', (col) => col.notNull())
    .addColumn('body', 'text', (col) => col.notNull())
    .execute();
  await db.schema
    .createIndex('cases_one_open')
    .unique()
    .on('cases')
    .column('conversation')
    .where(sql.ref('state'), 'not in', sql`('closed', 'returned')`)
    .execute();

  await growing(db.schema.createTable('case_events'), 'seq', dialect)
    .addColumn('id', 'text', (col) => col.notNull().unique())
    .addColumn('case_id', 'text', (col) => col.notNull().references('cases.id'))
    .addColumn('event', 'text', (col) => col.notNull())
    .execute();
  await db.schema.createIndex('case_events_case').on('case_events').columns(['case_id', 'seq']).execute();
}
