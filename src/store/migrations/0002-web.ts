import { type Kysely } from 'kysely';
import type { Dialect } from '../dialect.js';

type Schema = Kysely<unknown>;

/** What the web needs: both sides of a chat, sign-ins, finished measurements, and measurements for a case. */
export async function web(db: Schema, dialect: Dialect): Promise<void> {
  await db.schema
    .alterTable('chat')
    .addColumn('sender', 'text', (col) => col.notNull().defaultTo('bot'))
    .execute();
  await db.schema.alterTable('tasks').addColumn('case_id', 'text').execute();
  await signIns(db);
  await probeRuns(db, dialect);
}

async function signIns(db: Schema): Promise<void> {
  await db.schema
    .createTable('tokens')
    .addColumn('hash', 'text', (col) => col.primaryKey())
    .addColumn('purpose', 'text', (col) => col.notNull())
    .addColumn('body', 'text', (col) => col.notNull())
    .addColumn('ends_at', 'bigint', (col) => col.notNull())
    .execute();
  await db.schema.createIndex('tokens_ends').on('tokens').column('ends_at').execute();

  await db.schema
    .createTable('sessions')
    .addColumn('hash', 'text', (col) => col.primaryKey())
    .addColumn('person', 'text', (col) => col.notNull())
    .addColumn('seen_at', 'bigint', (col) => col.notNull())
    .addColumn('ends_at', 'bigint', (col) => col.notNull())
    .execute();
  await db.schema.createIndex('sessions_ends').on('sessions').column('ends_at').execute();
}

async function probeRuns(db: Schema, { types }: Dialect): Promise<void> {
  await db.schema
    .createTable('probe_runs')
    .addColumn('seq', types.growing as 'integer', (col) => types.growingColumn(col))
    .addColumn('id', 'text', (col) => col.notNull().unique())
    .addColumn('conversation', 'text', (col) => col.notNull())
    .addColumn('at', 'text', (col) => col.notNull())
    .addColumn('results', 'text', (col) => col.notNull())
    .addColumn('stored_at', 'bigint', (col) => col.notNull())
    .execute();
  await db.schema
    .createIndex('probe_runs_conversation')
    .on('probe_runs')
    .columns(['conversation', 'seq'])
    .execute();
  await db.schema.createIndex('probe_runs_stored').on('probe_runs').column('stored_at').execute();
}
