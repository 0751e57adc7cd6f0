import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../src/store/dialect.js';
import { firstTables } from '../../src/store/migrations/0001-first-tables.js';
import { web } from '../../src/store/migrations/0002-web.js';
import { bundleNumbers } from '../../src/store/migrations/0004-bundle-numbers.js';
import { migrateUp, pendingMigrations } from '../../src/store/migrations/index.js';
import { openSqlite } from '../../src/store/sqlite.js';

const TABLES = [
  'bundles',
  'case_events',
  'cases',
  'channel_memory',
  'chat',
  'conversations',
  'heard',
  'inbox',
  'incidents',
  'leases',
  'misunderstood',
  'models',
  'outbox',
  'probe_runs',
  'probe_starts',
  'publications',
  'sessions',
  'sign_in_attempts',
  'sign_ins',
  'tasks',
  'timers',
  'tokens',
  'transcript',
  'verdicts',
];

/** Every migration that lies in the folder must also be on the list. */
const WRITTEN = readdirSync('src/store/migrations').filter((name) => /^\d{4}-/u.test(name));

describe('migrations', () => {
  let folder: string;
  let opened: OpenDatabase[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mailmedic-migrations-'));
    opened = [];
  });
  afterEach(async () => {
    for (const database of opened) await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function open(): OpenDatabase {
    const database = openSqlite(join(folder, 'store.db'), 'cli');
    opened.push(database);
    return database;
  }

  it('are told while they wait, without making anything', async () => {
    const { db, dialect } = open();
    const names = WRITTEN.map((name) => name.replace('.ts', ''));
    expect(await pendingMigrations(db)).toEqual(names);
    expect(await tablesOf(db)).toEqual([]);
    await migrateUp(db, dialect);
    expect(await pendingMigrations(db)).toEqual([]);
  });

  it('make every table out of nothing', async () => {
    const { db, dialect } = open();
    await migrateUp(db, dialect);
    expect(await tablesOf(db)).toEqual(TABLES);
  });

  it('do nothing the second time', async () => {
    const { db, dialect } = open();
    await migrateUp(db, dialect);
    const before = await schemaOf(db);
    await db.insertInto('models').values({ key: 'k', model: 'm', stored_at: 0 }).execute();
    await migrateUp(db, dialect);
    expect(await schemaOf(db)).toEqual(before);
    expect(await db.selectFrom('models').select('model').execute()).toEqual([{ model: 'm' }]);
  });

  it('may be started by two processes at once', async () => {
    const [one, two] = [open(), open()];
    await Promise.all([migrateUp(one.db, one.dialect), migrateUp(two.db, two.dialect)]);
    const done = await sql<{ rows: number }>`select count(*) as rows from kysely_migration`.execute(one.db);
    expect(done.rows).toEqual([{ rows: WRITTEN.length }]);
  });

  it('leave nothing behind when one of them fails half-way', async () => {
    const { db, dialect } = open();
    // In the way of the last table.
    await sql`create table probe_runs (here text)`.execute(db);
    await expect(migrateUp(db, dialect)).rejects.toThrow('already exists');
    expect(await tablesOf(db)).toEqual(['probe_runs']);
    await sql`drop table probe_runs`.execute(db);
    await migrateUp(db, dialect);
    expect(await tablesOf(db)).toEqual(TABLES);
  });

  it('keep what the first version wrote', async () => {
    const { db, dialect } = open();
    await firstTables(db as unknown as Kysely<unknown>, dialect);
    await sql`insert into chat (conversation, key, at, reply) values ('web:a', 'm1.1', 0, '{"text":"hello"}')`.execute(
      db,
    );
    await web(db as unknown as Kysely<unknown>, dialect);
    expect(await db.selectFrom('chat').select(['key', 'sender']).execute()).toEqual([
      { key: 'm1.1', sender: 'bot' },
    ]);
  });

  it('number the bundles that were there before numbers were', async () => {
    const { db, dialect } = open();
    await firstTables(db as unknown as Kysely<unknown>, dialect);
    await sql`insert into bundles (hash, files, stored_at) values ('later', '[]', 2), ('sooner', '[]', 1)`.execute(
      db,
    );
    await bundleNumbers(db as unknown as Kysely<unknown>);
    expect(await db.selectFrom('publications').selectAll().orderBy('number').execute()).toEqual([
      { number: 1, hash: 'sooner', source: 'folder', published_at: 1 },
      { number: 2, hash: 'later', source: 'folder', published_at: 2 },
    ]);
  });

  it('let the previous version run on the schema of a newer one', async () => {
    const { db, dialect } = open();
    await migrateUp(db, dialect);
    await sql`insert into kysely_migration values ('9999-of-the-future', '2030-01-01T00:00:00.000Z')`.execute(
      db,
    );
    await migrateUp(db, dialect);
    expect(await tablesOf(db)).toEqual(TABLES);
  });
});

async function tablesOf(db: OpenDatabase['db']): Promise<readonly string[]> {
  const tables = await db.introspection.getTables();
  return tables.map(({ name }) => name).sort();
}

async function schemaOf(db: OpenDatabase['db']): Promise<readonly unknown[]> {
  const { rows } = await sql`select name, sql from sqlite_master order by name`.execute(db);
  return rows;
}
