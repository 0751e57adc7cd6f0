import { type Kysely } from 'kysely';

/** What people think of answers, and what is counted so that nobody takes more than their share. */
export async function verdictsAndLimits(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('verdicts')
    .addColumn('answer', 'text', (col) => col.primaryKey())
    .addColumn('playbook', 'text', (col) => col.notNull())
    .addColumn('step', 'text', (col) => col.notNull())
    .addColumn('verdict', 'text', (col) => col.notNull())
    .addColumn('at', 'bigint', (col) => col.notNull())
    .execute();
  await db.schema
    .createIndex('outbox_platform')
    .on('outbox')
    .columns(['conversation', 'platform_id'])
    .execute();

  await db.schema
    .createTable('probe_starts')
    .addColumn('subject', 'text', (col) => col.notNull())
    .addColumn('task', 'text', (col) => col.notNull())
    .addColumn('at', 'bigint', (col) => col.notNull())
    .addPrimaryKeyConstraint('probe_starts_once', ['subject', 'task'])
    .execute();
  await db.schema.createIndex('probe_starts_at').on('probe_starts').column('at').execute();

  await db.schema
    .createTable('heard')
    .addColumn('person', 'text', (col) => col.primaryKey())
    .addColumn('minute', 'bigint', (col) => col.notNull())
    .addColumn('messages', 'integer', (col) => col.notNull())
    .execute();
  await db.schema.createIndex('heard_minute').on('heard').column('minute').execute();
}
