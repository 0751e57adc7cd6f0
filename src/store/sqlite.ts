import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { Kysely, sql } from 'kysely';
import { MailmedicError, mailmedicError, reasonOf } from '../domain/index.js';
import type { Dialect, OpenDatabase } from './dialect.js';
import { libsqlDialect } from './libsql-driver.js';
import { takeServerLock, type ServerLock } from './server-lock.js';
import type { Queryable, Tables } from './tables.js';

const WATCH_MS = 500;
const OPENING_BUSY_MS = 5_000;
const RUNNING_BUSY_MS = 10;

/** `server` runs turns and holds the lock file; `cli` opens the same file beside it. */
export type SqliteRole = 'server' | 'cli';

/** Opens (and creates, for its owner's eyes only) a SQLite store. Throws the `MM_STORE_…` errors. */
export function openSqlite(file: string, role: SqliteRole): OpenDatabase {
  let lock: ServerLock | undefined;
  try {
    createPrivately(file);
    lock = role === 'server' ? takeServerLock(file) : undefined;
    return openDatabase(file, lock);
  } catch (error) {
    lock?.release();
    if (error instanceof MailmedicError) throw error;
    throw (
      sqliteError(file, error) ?? unreachable(file, error, 'Check that the folder exists and can be written.')
    );
  }
}

function createPrivately(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  closeSync(openSync(file, 'a', 0o600));
}

function openDatabase(file: string, lock: ServerLock | undefined): OpenDatabase {
  const database = new Database(file);
  try {
    configure(database);
  } catch (error) {
    database.close();
    throw error;
  }
  const db = new Kysely<Tables>({ dialect: libsqlDialect(database) });
  let poll: Poll | undefined;
  return {
    db,
    front: db,
    dialect: sqliteDialect(file),
    watch(onChange) {
      poll = watchDataVersion(db, onChange);
    },
    // The other process sees the commit itself, by the file's data version.
    announce: () => undefined,
    unhurried: (work) => work(db),
    async close() {
      // libsql aborts the whole process when a closed database is asked.
      await poll?.stop();
      // kysely closes the connection only if it was used; closing twice does no harm.
      await db.destroy();
      database.close();
      lock?.release();
    },
  };
}

function configure(database: Database.Database): void {
  database.exec(`pragma busy_timeout = ${OPENING_BUSY_MS}`);
  database.prepare('pragma journal_mode = wal').all([]);
  // An acknowledged message must survive a power cut: the log is synced at each commit.
  database.exec('pragma synchronous = full');
  database.exec('pragma foreign_keys = on');
  database.prepare('select count(*) from sqlite_master').all([]);
  // From here on waiting is done without blocking the event loop, by the driver.
  database.exec(`pragma busy_timeout = ${RUNNING_BUSY_MS}`);
}

interface Poll {
  stop(): Promise<void>;
}

/** `data_version` changes when another connection has committed, and never for commits of our own. */
function watchDataVersion(db: Queryable, onChange: () => void): Poll {
  let seen: number | undefined;
  let looking: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    const { rows } = await sql<{ data_version: number }>`pragma data_version`.execute(db);
    const version = rows[0]?.data_version;
    const changed = seen !== undefined && version !== seen;
    seen = version;
    if (changed) onChange();
  }
  function lookNext(): void {
    looking = looking.then(look).catch(() => undefined);
  }
  lookNext();
  const timer = setInterval(lookNext, WATCH_MS).unref();
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}

function sqliteDialect(file: string): Dialect {
  const inTurn = new Set<string>();
  return {
    kind: 'sqlite',
    now: sql<number>`cast(round(unixepoch('subsec') * 1000) as integer)`,
    types: {
      growing: 'integer',
      byteText: 'text',
      // Without autoincrement SQLite gives the id of a deleted last row out again.
      growingColumn: (column) => column.primaryKey().autoIncrement(),
    },
    // `begin immediate` locks the whole database: there are no rows left to lock.
    lockRows: (query) => query,
    lockFreeRows: (query) => query,
    lockList: () => Promise.resolve(),
    // Turns are taken in one process only, the one that holds the lock file.
    async enterTurn(connection, key) {
      if (inTurn.has(key)) return { kind: 'busy' };
      inTurn.add(key);
      let attempt: number | undefined;
      try {
        attempt = await countAttempt(connection, key);
      } finally {
        if (attempt === undefined) inTurn.delete(key);
      }
      return attempt === undefined ? { kind: 'nothing' } : { kind: 'in', attempt };
    },
    leaveTurn(_, key) {
      inTurn.delete(key);
      return Promise.resolve();
    },
    explain: (error) => sqliteError(file, error),
    isBroken: () => false,
  };
}

/** One more try of this conversation's turn, if it has something to read. */
async function countAttempt(connection: Queryable, key: string): Promise<number | undefined> {
  const counted = await connection
    .updateTable('conversations')
    .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
    .where('key', '=', key)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('inbox')
          .select('inbox.id')
          .where('inbox.conversation', '=', key)
          .where('inbox.done_at', 'is', null),
      ),
    )
    .returning('attempts')
    .executeTakeFirst();
  return counted?.attempts;
}

const REMEDIES: Readonly<Record<string, string>> = {
  SQLITE_FULL: 'Free space on the disk; the store goes on by itself.',
  SQLITE_BUSY: 'Another process holds the file: end long-running tools that use it.',
  SQLITE_READONLY: 'Give this process the right to write the file and its folder.',
  SQLITE_CANTOPEN: 'Check that the folder exists and can be written.',
  SQLITE_IOERR: 'Check the disk.',
};

function sqliteError(file: string, error: unknown): MailmedicError | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  const code = error.code.split('_').slice(0, 2).join('_');
  if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB') {
    return mailmedicError(
      'MM_STORE_CORRUPT',
      { what: `database file (${file})`, reason: error.message },
      'Stop the server and restore the file from a backup.',
      error,
    );
  }
  if (code === 'SQLITE_CONSTRAINT') {
    return mailmedicError(
      'MM_STORE_CONFLICT',
      { rule: error.message },
      'This is a defect: report it with this message.',
      error,
    );
  }
  const remedy = REMEDIES[code];
  return remedy === undefined ? undefined : unreachable(file, error, remedy);
}

function unreachable(file: string, error: unknown, remedy: string): MailmedicError {
  return mailmedicError('MM_STORE_UNREACHABLE', { where: file, reason: reasonOf(error) }, remedy, error);
}
