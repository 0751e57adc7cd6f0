import { type Kysely } from 'kysely';

/** Incidents that are going on, for turns of everybody else. */
export async function incidents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('incidents')
    .addColumn('key', 'text', (col) => col.primaryKey())
    .addColumn('since', 'text', (col) => col.notNull())
    .addColumn('body', 'text', (col) => col.notNull())
    .execute();
}
