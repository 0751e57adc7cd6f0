import { sql, type Kysely } from 'kysely';

type Schema = Kysely<unknown>;

/** Bundles get numbers, those that are there too, and one replica at a time may hold a job such as watching. */
export async function bundleNumbers(db: Schema): Promise<void> {
  await db.schema
    .createTable('publications')
    .addColumn('number', 'integer', (col) => col.primaryKey())
    .addColumn('hash', 'text', (col) => col.notNull().references('bundles.hash'))
    .addColumn('source', 'text', (col) => col.notNull())
    .addColumn('published_at', 'bigint', (col) => col.notNull())
    .execute();
  await sql`
    insert into publications (number, hash, source, published_at)
    select row_number() over (order by stored_at, hash), hash, 'folder', stored_at from bundles
  `.execute(db);
  await db.schema
    .createTable('leases')
    .addColumn('name', 'text', (col) => col.primaryKey())
    .addColumn('owner', 'text', (col) => col.notNull())
    .addColumn('ends_at', 'bigint', (col) => col.notNull())
    .execute();
}
