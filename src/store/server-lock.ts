import Database from 'libsql';
import { mailmedicError } from '../domain/index.js';

/** Held by the one server process of a SQLite store. */
export interface ServerLock {
  release(): void;
}

/**
 * Takes the lock of the server process: a write transaction, never committed, on a little database beside the store.
 * The operating system frees it at the moment the process ends, however it ends, so there is no stale lock to judge,
 * no reused process id to mistake, and containers that share the volume see each other.
 * The file stays; its one row says who holds it. Throws `MM_STORE_LOCKED`.
 */
export function takeServerLock(storeFile: string): ServerLock {
  const database = new Database(`${storeFile}.lock`);
  try {
    database.exec('create table if not exists holder (pid integer not null, since text not null)');
    writeHolder(database);
    database.exec('begin immediate');
  } catch (error) {
    const holder = readHolder(database);
    database.close();
    if (!(error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY')) throw error;
    throw lockedBy(storeFile, holder);
  }
  return { release: () => database.close() };
}

interface Holder {
  readonly pid: number;
  readonly since: string;
}

function writeHolder(database: Database.Database): void {
  const since = new Date().toISOString();
  database.exec(
    `begin immediate; delete from holder; insert into holder values (${process.pid}, '${since}'); commit`,
  );
}

function readHolder(database: Database.Database): Holder | undefined {
  try {
    return database.prepare('select pid, since from holder').all([])[0] as Holder | undefined;
  } catch {
    return undefined;
  }
}

function lockedBy(storeFile: string, holder: Holder | undefined) {
  const who = holder ? `process ${holder.pid} (since ${holder.since})` : 'the other process';
  return mailmedicError(
    'MM_STORE_LOCKED',
    { where: storeFile, ...(holder ? { pid: String(holder.pid), since: holder.since } : {}) },
    `Stop ${who}, or give this server a store file of its own. Several servers on one store need PostgreSQL.`,
  );
}
