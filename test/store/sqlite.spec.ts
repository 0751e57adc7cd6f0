import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InboundMessage, TurnSnapshot } from '../../src/domain/index.js';
import { createStore } from '../../src/store/create-store.js';
import { openStore } from '../../src/store/index.js';
import { openSqlite } from '../../src/store/sqlite.js';
import { storeContract } from '../contract/store.js';

function newFile(): string {
  return join(mkdtempSync(join(tmpdir(), 'mailmedic-store-')), 'mailmedic.db');
}

function remove(file: string): void {
  rmSync(dirname(file), { recursive: true, force: true });
}

storeContract('sqlite', async () => {
  const file = newFile();
  const store = await openStore({ kind: 'sqlite', file, role: 'server' });
  await store.migrate();
  const other = await openStore({ kind: 'sqlite', file, role: 'cli' });
  return {
    store,
    other,
    damage(statement) {
      const database = new Database(file);
      database.exec(statement);
      database.close();
      return Promise.resolve();
    },
    async close() {
      await other.close();
      await store.close();
      remove(file);
    },
  };
});

describe('the embedded store', () => {
  let file: string;

  beforeEach(() => {
    file = newFile();
  });
  afterEach(() => {
    remove(file);
  });

  it('is held by one server at a time', async () => {
    const first = await openStore({ kind: 'sqlite', file, role: 'server' });
    await expect(openStore({ kind: 'sqlite', file, role: 'server' })).rejects.toMatchObject({
      code: 'MM_STORE_LOCKED',
      facts: { pid: String(process.pid) },
    });
    await first.close();
    const second = await openStore({ kind: 'sqlite', file, role: 'server' });
    await second.close();
  });

  it('is free again when its server was killed', async () => {
    const lock = join(import.meta.dirname, '../../src/store/server-lock.ts');
    const program = `import { takeServerLock } from ${JSON.stringify(lock)};
      takeServerLock(${JSON.stringify(file)}); console.log('held'); setInterval(() => 0, 1000);`;
    const server = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(server.stdout, 'data');
    await expect(openStore({ kind: 'sqlite', file, role: 'server' })).rejects.toMatchObject({
      code: 'MM_STORE_LOCKED',
      facts: { pid: String(server.pid) },
    });
    server.kill('SIGKILL');
    await once(server, 'exit');
    const next = await openStore({ kind: 'sqlite', file, role: 'server' });
    await next.close();
  });

  it('keeps everything over a restart', async () => {
    const first = await openStore({ kind: 'sqlite', file, role: 'server' });
    await first.migrate();
    await first.receive(message('1'));
    await first.published.publish({ hash: 'h', files: new Map([['a', 'b']]), from: 'folder' });
    await first.chat.deliver(message('1').address, 'k', { text: 'hello' });
    await first.close();

    const second = await openStore({ kind: 'sqlite', file, role: 'server' });
    expect(await second.receive(message('1'))).toBe('duplicate');
    expect((await second.bundleFiles('h'))?.get('a')).toBe('b');
    expect(await second.chat.delivered(message('1').address, 0, 5)).toHaveLength(1);
    await second.close();
  });

  it('syncs every commit to the disk', async () => {
    const database = openSqlite(file, 'server');
    const { db } = database;
    const [journal, synchronous] = [
      await sql<{ journal_mode: string }>`pragma journal_mode`.execute(db),
      await sql<{ synchronous: number }>`pragma synchronous`.execute(db),
    ];
    expect(journal.rows[0]?.journal_mode).toBe('wal');
    // 2 is FULL; NORMAL would lose what was acknowledged when the power goes.
    expect(synchronous.rows[0]?.synchronous).toBe(2);
    await database.close();
  });

  it('waits for another process that writes, then goes on', async () => {
    const store = await openStore({ kind: 'sqlite', file, role: 'server' });
    await store.migrate();
    const tool = new Database(file);
    tool.exec('begin immediate');
    const received = store.receive(message('1'));
    setTimeout(() => tool.exec('commit'), 50);
    expect(await received).toBe('stored');
    tool.close();
    // What was acknowledged is there for everybody, not only for the connection that wrote it.
    const reader = new Database(file);
    expect(reader.prepare('select count(*) as rows from inbox').all([])).toEqual([{ rows: 1 }]);
    reader.close();
    await store.close();
  });

  it('syncs once for many who wait, and tells nobody before that', async () => {
    const database = openSqlite(file, 'server');
    const store = createStore(database);
    await store.migrate();
    const beside = new Database(file);
    const committed = beside.prepare('select count(*) as rows from inbox where platform_id = ?');
    const before = versionOf(beside);
    const versions = new Set<number>();
    await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        await store.receive(message(String(index)));
        expect(committed.all([String(index)])).toEqual([{ rows: 1 }]);
        versions.add(versionOf(beside));
      }),
    );
    expect(versions.has(before)).toBe(false);
    expect(versions.size).toBeLessThan(10);
    beside.close();
    await store.close();
  });

  it('keeps the others of a group when one of them fails', async () => {
    const database = openSqlite(file, 'server');
    const store = createStore(database);
    await store.migrate();
    const failing = database.db.transaction().execute(async (trx) => {
      await sql`insert into conversations (key) values ('web:lost')`.execute(trx);
      throw new Error('changed its mind');
    });
    const outcomes = await Promise.allSettled([
      store.receive(message('1')),
      failing,
      sql`insert into nowhere values (1)`.execute(database.db),
      store.receive(message('2')),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect((await store.counts()).inbox).toBe(2);
    expect(await sql`select 1 from conversations where key = 'web:lost'`.execute(database.db)).toMatchObject({
      rows: [],
    });
    await store.close();
  });

  it('lets one turn of a conversation at a time begin', async () => {
    const store = createStore(openSqlite(file, 'server'));
    await store.migrate();
    await store.receive(message('1'));
    const attempts: number[] = [];
    const look = ({ attempt }: TurnSnapshot): never => {
      attempts.push(attempt);
      throw new Error('changed its mind');
    };
    const outcomes = await Promise.allSettled([
      store.takeTurn('web:a', look),
      store.takeTurn('web:a', look),
      store.takeTurn('web:b', look),
    ]);
    expect(outcomes).toMatchObject([{ status: 'rejected' }, { value: 'busy' }, { value: 'nothing' }]);
    await expect(store.takeTurn('web:a', look)).rejects.toThrow('changed its mind');
    await expect(store.takeTurn('web:b', look)).resolves.toBe('nothing');
    expect(attempts).toEqual([1, 2]);
    await store.close();
  });

  it('acknowledges of a group on a full disk exactly what is there', async () => {
    const database = openSqlite(file, 'server');
    const store = createStore(database);
    await store.migrate();
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(database.db);
    await sql.raw(`pragma max_page_count = ${(rows[0]?.page_count ?? 0) + 4}`).execute(database.db);
    const ids = Array.from({ length: 30 }, (_, index) => String(index));
    const outcomes = await Promise.allSettled(
      ids.map((id) => store.receive({ ...message(id), text: 'x'.repeat(id === '9' ? 100_000 : 300) })),
    );
    const stored = ids.filter((_, index) => outcomes[index]?.status === 'fulfilled');
    const beside = new Database(file);
    const there = beside.prepare('select platform_id from inbox order by id').all([]) as {
      platform_id: string;
    }[];
    expect(there.map(({ platform_id }) => platform_id).sort()).toEqual(stored.sort());
    expect(stored.length).toBeLessThan(30);
    beside.close();
    await store.close();
  });

  it('acknowledges nothing on a full disk, and goes on when there is room', async () => {
    const database = openSqlite(file, 'server');
    const store = createStore(database);
    await store.migrate();
    await sql`pragma max_page_count = 1`.execute(database.db);
    const big = { ...message('1'), text: 'x'.repeat(100_000) };
    await expect(store.receive(big)).rejects.toMatchObject({ code: 'MM_STORE_UNREACHABLE' });
    expect((await store.counts()).inbox).toBe(0);
    await sql`pragma max_page_count = 100000`.execute(database.db);
    expect(await store.receive(big)).toBe('stored');
    await store.close();
  });

  it('says so when the file is no database', async () => {
    writeFileSync(file, 'this is a text, not a database. '.repeat(100));
    await expect(openStore({ kind: 'sqlite', file, role: 'server' })).rejects.toMatchObject({
      code: 'MM_STORE_CORRUPT',
    });
    writeFileSync(file, '');
    const store = await openStore({ kind: 'sqlite', file, role: 'server' });
    await store.close();
  });

  it('says what to do when the folder can not be made', async () => {
    const opening = openStore({ kind: 'sqlite', file: '/dev/null/mailmedic.db', role: 'server' });
    await expect(opening).rejects.toMatchObject({ code: 'MM_STORE_UNREACHABLE' });
  });
});

/** Changes with every commit of another connection. */
function versionOf(database: Database.Database): number {
  const [row] = database.prepare('pragma data_version').all([]) as { data_version: number }[];
  return row?.data_version ?? 0;
}

function message(id: string): InboundMessage {
  return {
    address: { channel: 'web', conversation: 'a' },
    kind: 'message',
    platformId: id,
    revision: 0,
    order: id,
    sentAt: '2026-01-01T00:00:00Z',
    text: 'hello',
  };
}
