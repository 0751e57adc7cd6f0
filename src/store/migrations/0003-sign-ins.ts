import { type Kysely } from 'kysely';
import type { Dialect } from '../dialect.js';

type Schema = Kysely<unknown>;

/** One-time sign-ins that are open, and the failed ones that the lockout guard counts. */
export async function signIns(db: Schema, { types }: Dialect): Promise<void> {
  await db.schema
    .createTable('sign_ins')
    .addColumn('hash', 'text', (col) => col.primaryKey())
    .addColumn('conversation', 'text', (col) => col.notNull().references('conversations.key'))
    .addColumn('token', 'text', (col) => col.notNull())
    .addColumn('offer', 'text', (col) => col.notNull())
    .addColumn('typed', 'text', (col) => col.notNull().defaultTo('[]'))
    .addColumn('state', 'text', (col) => col.notNull().defaultTo('offered'))
    .addColumn('ends_at', 'bigint', (col) => col.notNull())
    .execute();
  await db.schema.createIndex('sign_ins_ends').on('sign_ins').column('ends_at').execute();
  await db.schema.createIndex('sign_ins_token').on('sign_ins').columns(['conversation', 'token']).execute();

  await db.schema
    .createTable('sign_in_attempts')
    .addColumn('id', types.growing as 'integer', (col) => types.growingColumn(col))
    .addColumn('mailbox', 'text', (col) => col.notNull())
    .addColumn('at', 'bigint', (col) => col.notNull())
    .execute();
  await db.schema
    .createIndex('sign_in_attempts_mailbox')
    .on('sign_in_attempts')
    .columns(['mailbox', 'at'])
    .execute();
  await db.schema.createIndex('sign_in_attempts_at').on('sign_in_attempts').column('at').execute();
}
