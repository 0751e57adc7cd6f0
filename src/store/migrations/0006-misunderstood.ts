import { type Kysely } from 'kysely';
import type { Dialect } from '../dialect.js';

/** First words that were not understood, kept for review without whose they are. */
export async function misunderstood(db: Kysely<unknown>, { types }: Dialect): Promise<void> {
  await db.schema
    .createTable('misunderstood')
    .addColumn('id', types.growing as 'integer', (col) => types.growingColumn(col))
    .addColumn('day', 'text', (col) => col.notNull())
    .addColumn('language', 'text', (col) => col.notNull())
    .addColumn('words', 'text', (col) => col.notNull())
    .addColumn('guessed', 'text', (col) => col.notNull())
    .addColumn('confidence', 'double precision', (col) => col.notNull())
    .addColumn('turned_out', 'text')
    .addColumn('told_by', 'text')
    .execute();
  await db.schema.createIndex('misunderstood_day').on('misunderstood').column('day').execute();
}
