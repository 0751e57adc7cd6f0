import { execFile, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

/** A PostgreSQL cluster of the tests' own, on a free port, gone with `stop()`. */
export interface Cluster {
  /** A new, empty database; its URL. */
  createDatabase(): Promise<string>;
  /** Ends the server as a crash would and starts it again. */
  restartImmediately(): Promise<void>;
  stop(): Promise<void>;
}

/** Folder of Debian's server programs, newest first; `undefined` when PostgreSQL is not installed. */
export function findPostgres(): string | undefined {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return undefined;
  return readdirSync(root)
    .sort((one, other) => Number(other) - Number(one))
    .map((version) => join(root, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')));
}

/** Says loudly why the suite is skipped; with MAILMEDIC_LIVE=1 a missing server is a failure. */
export function skipWithoutPostgres(): boolean {
  if (findPostgres() !== undefined) return false;
  const message = 'PostgreSQL is not installed (Debian: apt-get install postgresql)';
  if (process.env['MAILMEDIC_LIVE'] === '1') throw new Error(message);
  console.warn(`SKIPPED: ${message}`);
  return true;
}

/** `durable`: commits are synced to the disk, as in production; otherwise a crash of the machine is not tested. */
export async function startCluster({ durable = false } = {}): Promise<Cluster> {
  const bin = findPostgres();
  if (bin === undefined) throw new Error('PostgreSQL is not installed');
  const user = await serverUser();
  const folder = mkdtempSync(join(tmpdir(), 'mailmedic-pg-'));
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const port = await freePort();

  async function asServer(program: string, ...given: string[]): Promise<void> {
    await run(join(bin ?? '', program), given, {
      ...(user ?? {}),
      cwd: folder,
      env: { LANG: 'C.UTF-8', PATH: '/usr/bin:/bin' },
    });
  }
  /** `pg_ctl start` leaves the server holding its pipes, so nothing is piped. */
  async function start(): Promise<void> {
    const child = spawn(join(bin ?? '', 'pg_ctl'), ['-D', data, '-w', '-l', join(folder, 'log'), 'start'], {
      ...(user ?? {}),
      cwd: folder,
      stdio: 'ignore',
      env: { LANG: 'C.UTF-8', PATH: '/usr/bin:/bin' },
    });
    await once(child, 'exit');
  }

  await asServer('initdb', '-D', data, '-U', 'mailmedic', '--auth=trust', '--no-sync', '--encoding=UTF8');
  writeFileSync(
    join(data, 'postgresql.auto.conf'),
    [
      `port = ${port}`,
      "listen_addresses = '127.0.0.1'",
      `unix_socket_directories = '${folder}'`,
      'max_connections = 120',
      'shared_buffers = 64MB',
      ...(durable ? [] : ['fsync = off', 'full_page_writes = off']),
    ].join('\n'),
  );
  await start();

  let databases = 0;
  return {
    async createDatabase() {
      databases += 1;
      const name = `test${databases}`;
      const client = new pg.Client(`postgres://mailmedic@127.0.0.1:${port}/postgres`);
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return `postgres://mailmedic@127.0.0.1:${port}/${name}`;
    },
    async restartImmediately() {
      await asServer('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop');
      await start();
    },
    async stop() {
      await asServer('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop').catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root: then the package's own user runs it. */
async function serverUser(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'postgres'])).stdout)),
  );
  return { uid: uid ?? 0, gid: gid ?? 0 };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
