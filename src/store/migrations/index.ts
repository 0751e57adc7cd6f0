import { Migrator, type Kysely, type Migration } from 'kysely';
import type { Dialect } from '../dialect.js';
import type { Tables } from '../tables.js';
import { firstTables } from './0001-first-tables.js';
import { web } from './0002-web.js';
import { signIns } from './0003-sign-ins.js';
import { bundleNumbers } from './0004-bundle-numbers.js';
import { channelMemory } from './0005-channel-memory.js';
import { misunderstood } from './0006-misunderstood.js';
import { people } from './0007-people.js';
import { verdictsAndLimits } from './0008-verdicts-and-limits.js';
import { incidents } from './0009-incidents.js';

type Up = (db: Kysely<unknown>, dialect: Dialect) => Promise<void>;

/**
 * Every migration in order: its name is written to the database, so it never changes.
 * A migration only adds (tables, columns that may be null or have a default, indexes):
 * while replicas are exchanged one by one, the previous version runs on the new schema.
 */
const MIGRATIONS: Readonly<Record<string, Up>> = {
  '0001-first-tables': firstTables,
  '0002-web': web,
  '0003-sign-ins': signIns,
  '0004-bundle-numbers': bundleNumbers,
  '0005-channel-memory': channelMemory,
  '0006-misunderstood': misunderstood,
  '0007-people': people,
  '0008-verdicts-and-limits': verdictsAndLimits,
  '0009-incidents': incidents,
};

/**
 * Brings the schema up to date, all or nothing. Of several replicas that start at once one does the work and the
 * others wait: kysely holds an advisory lock on PostgreSQL, SQLite has one writer anyway.
 * Migrations of a newer version that ran already are left alone.
 */
export async function migrateUp(db: Kysely<Tables>, dialect: Dialect): Promise<void> {
  const all = { ...ours(dialect), ...(await newerOnes(db)) };
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(all) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error as Error;
}

function ours(dialect: Dialect): Record<string, Migration> {
  return Object.fromEntries(
    Object.entries(MIGRATIONS).map(([name, up]) => [name, { up: (db: Kysely<unknown>) => up(db, dialect) }]),
  );
}

/** Names of our migrations that the database lacks, in order. Changes nothing. */
export async function pendingMigrations(db: Kysely<Tables>): Promise<readonly string[]> {
  const done = await namesDone(db);
  return Object.keys(MIGRATIONS).filter((name) => !done.includes(name));
}

/** Names that a newer version has written; kysely takes a name it doesn't know for damage. */
async function newerOnes(db: Kysely<Tables>): Promise<Record<string, Migration>> {
  const newest = Object.keys(MIGRATIONS).at(-1) ?? '';
  const newer = (await namesDone(db)).filter((name) => name > newest);
  return Object.fromEntries(newer.map((name) => [name, { up: () => Promise.resolve() }]));
}

async function namesDone(db: Kysely<Tables>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return [];
  const done = await (db as unknown as Kysely<{ kysely_migration: { name: string } }>)
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  return done.map(({ name }) => name);
}
