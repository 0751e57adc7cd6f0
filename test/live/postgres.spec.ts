import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secret, type InboundMessage, type TurnSnapshot, type TurnWrites } from '../../src/domain/index.js';
import { openStore } from '../../src/store/index.js';
import { storeContract } from '../contract/store.js';
import { findPostgres, skipWithoutPostgres, startCluster, type Cluster } from './_postgres.js';
import { startProxy } from './_proxy.js';

describe.skipIf(skipWithoutPostgres())('on PostgreSQL', () => {
  let cluster: Cluster;

  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(async () => {
    await cluster.stop();
  });

  let shared: Promise<string> | undefined;

  storeContract('postgres', async () => {
    // A new database for each test would take longer than the tests.
    const url = await (shared ??= cluster.createDatabase());
    const store = await openStore({ kind: 'postgres', url: new Secret(url) });
    const other = await openStore({ kind: 'postgres', url: new Secret(url) });
    // Replicas start together: one does the work, the other waits.
    await Promise.all([store.migrate(), other.migrate()]);
    await execute(url, EMPTY_ALL_TABLES);
    return {
      store,
      other,
      damage: (statement) => execute(url, statement),
      async close() {
        await other.close();
        await store.close();
      },
    };
  });

  it('goes on by itself after the database has crashed and come back', async () => {
    const url = new Secret(await cluster.createDatabase());
    const [store, other] = [
      await openStore({ kind: 'postgres', url }),
      await openStore({ kind: 'postgres', url }),
    ];
    await store.migrate();
    await store.receive(message('1'));
    const woken = new Promise<void>((resolve) => {
      other.onWork(() => {
        resolve();
      });
    });
    await cluster.restartImmediately();
    expect(await store.receive(message('1'))).toBe('duplicate');
    expect(await store.takeTurn('web:a', write)).toBe('taken');
    await woken;
    await other.close();
    await store.close();
  });

  it('frees a conversation at once when the replica that has it loses its connection', async () => {
    const url = await cluster.createDatabase();
    const store = await openStore({ kind: 'postgres', url: new Secret(url) });
    await store.migrate();
    await store.receive(message('1'));
    const client = new pg.Client(url);
    await client.connect();
    // Stands for a replica in the middle of a turn.
    await client.query(`select pg_advisory_lock(hashtextextended('web:a', 0))`);
    expect(await store.takeTurn('web:a', write)).toBe('busy');
    const watcher = new pg.Client(url);
    await watcher.connect();
    client.on('error', () => undefined);
    await watcher.query(
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = '' and pid <> pg_backend_pid() and datname = current_database()`,
    );
    let attempt = 0;
    expect(await store.takeTurn('web:a', (turn) => ((attempt = turn.attempt), write(turn)))).toBe('taken');
    // Finding a conversation busy was no try.
    expect(attempt).toBe(1);
    await watcher.end();
    await store.close();
  });

  it('leaves a row to the next turn that came between reading and writing', async () => {
    const url = await cluster.createDatabase();
    const store = await openStore({ kind: 'postgres', url: new Secret(url) });
    await store.migrate();
    await store.receive(message('1'));
    await store.takeTurn('web:a', (turn) => {
      executeNow(
        url,
        `insert into inbox (conversation, kind, platform_id, revision, sort_key, sent_at, body)
         values ('web:a', 'message', '2', 0, '2', '2026-01-01T00:00:00Z', '{}')`,
      );
      return write(turn);
    });
    const seen: string[] = [];
    await store.takeTurn('web:a', (turn) => {
      seen.push(...turn.inbox.map((row) => row.platformId));
      return write(turn);
    });
    expect(seen).toEqual(['2']);
    await store.close();
  });

  it('counts no try for input that another turn read while this one waited', async () => {
    const url = await cluster.createDatabase();
    const store = await openStore({ kind: 'postgres', url: new Secret(url) });
    await store.migrate();
    await store.receive(message('1'));
    const rival = new pg.Client(url);
    await rival.connect();
    await rival.query(`begin; update conversations set attempts = 0`);
    const late = store.takeTurn('web:a', write);
    await untilSomebodyWaits(url);
    await rival.query(`update inbox set done_at = 0; commit`);
    await rival.end();
    expect(await late).toBe('nothing');
    await store.receive(message('2'));
    let attempt = 0;
    await store.takeTurn('web:a', (turn) => ((attempt = turn.attempt), write(turn)));
    expect(attempt).toBe(1);
    await store.close();
  });

  it('notifies the other replicas, so that they need not wait for their poll', async () => {
    const url = await cluster.createDatabase();
    const store = await openStore({ kind: 'postgres', url: new Secret(url) });
    await store.migrate();
    const ear = new pg.Client(url);
    await ear.connect();
    await ear.query('listen mailmedic_work');
    const heard = once(ear, 'notification');
    await store.receive(message('1'));
    await heard;
    await ear.end();
    await store.close();
  });

  it('leaves no lock behind, whatever becomes of a turn', async () => {
    const url = await cluster.createDatabase();
    const store = await openStore({ kind: 'postgres', url: new Secret(url), poolSize: 1 });
    await store.migrate();
    await store.receive(message('1'));
    const failing = store.takeTurn('web:a', () => {
      throw new TypeError('a defect');
    });
    await expect(failing).rejects.toThrow('a defect');
    await store.takeTurn('web:a', write);
    await store.takeTurn('web:a', write);
    await store.takeTurn('web:unknown', write);
    const client = new pg.Client(url);
    await client.connect();
    const { rows } = await client.query(`select * from pg_locks where locktype = 'advisory'`);
    expect(rows).toEqual([]);
    await client.end();
    await store.close();
  });

  it(
    'gives up on a database that went silent, and goes on when it speaks again',
    { timeout: 30_000 },
    async () => {
      const direct = new URL(await cluster.createDatabase());
      const proxy = await startProxy(Number(direct.port));
      const url = new Secret(`postgres://mailmedic@127.0.0.1:${proxy.port}${direct.pathname}`);
      const store = await openStore({ kind: 'postgres', url, poolSize: 2 });
      await store.migrate();
      await store.receive(message('1'));
      proxy.swallow();
      // Ten seconds is the most that anybody may have to wait.
      const waited = AbortSignal.timeout(10_000);
      const answers = await Promise.allSettled([
        store.check(),
        store.receive(message('2')),
        store.takeTurn('web:a', write),
        store.leaseOutbox('me', 1, 1_000),
      ]);
      expect(waited.aborted).toBe(false);
      for (const answer of answers) {
        expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'MM_STORE_UNREACHABLE' } });
      }
      proxy.relay();
      expect(await store.receive(message('2'))).toBe('stored');
      await store.close();
      await proxy.close();
    },
  );

  it('says where it looked and what to do when no database answers', async () => {
    const url = new Secret('postgres://somebody:hidden@127.0.0.1:1/nothing');
    const opening = openStore({ kind: 'postgres', url });
    await expect(opening).rejects.toMatchObject({ code: 'MM_STORE_UNREACHABLE' });
    await opening.catch((error: unknown) => {
      expect(String(error)).not.toContain('hidden');
    });
  });
});

const EMPTY_ALL_TABLES = `do $$ begin execute (
  select 'truncate ' || string_agg(quote_ident(tablename), ', ') || ' restart identity'
  from pg_tables where schemaname = 'public' and tablename not like 'kysely%'
); end $$`;

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** Runs a statement while JavaScript stands still. */
function executeNow(url: string, statement: string): void {
  execFileSync(join(findPostgres() ?? '', 'psql'), [url, '-v', 'ON_ERROR_STOP=1', '-qc', statement]);
}

async function untilSomebodyWaits(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  for (let waiting = 0; waiting === 0;) {
    const { rowCount } = await client.query(
      `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    );
    waiting = rowCount ?? 0;
  }
  await client.end();
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

function write(turn: TurnSnapshot): TurnWrites {
  return {
    conversation: { address: turn.address, greeted: true, parked: [], problems: 0, misses: 0 },
    outbox: [],
    timers: [],
    cancelTimers: [],
    tasks: [],
    transcript: [],
    caseEvents: [],
    silence: false,
  };
}
