import { setImmediate, setTimeout } from 'node:timers/promises';
import type Database from 'libsql';
import type { CompiledQuery } from 'kysely';
import {
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
} from 'kysely';

type Statement = Database.Statement;

const BUSY_DEADLINE_MS = 5_000;
const BUSY_PAUSE_MS = 5;
const CACHED_STATEMENTS = 300;
const READS = /^\s*(select|pragma)\b/iu;

/**
 * kysely over libsql: one connection, one user of it at a time, every write inside `begin immediate`.
 * kysely's own SqliteDialect would open deferred transactions, prepare each statement anew
 * and block the event loop while another process writes.
 */
export function libsqlDialect(database: Database.Database): Dialect {
  return {
    createAdapter: () => new TransactionalSqliteAdapter(),
    createDriver: () => new LibsqlDriver(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
  };
}

/** kysely leaves SQLite migrations without a transaction; SQLite can roll DDL back, so a migration is all or nothing. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class LibsqlDriver implements Driver {
  readonly #connection: LibsqlConnection;
  #last: Promise<void> = Promise.resolve();
  #release: () => void = () => undefined;

  constructor(database: Database.Database) {
    this.#connection = new LibsqlConnection(database);
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#last;
    const { promise, resolve } = deferred();
    this.#last = promise;
    await before;
    this.#release = resolve;
    // libsql is synchronous: without this pause a queue of statements would never let the event loop turn.
    await setImmediate();
    return this.#connection;
  }

  releaseConnection(): Promise<void> {
    this.#release();
    return Promise.resolve();
  }

  beginTransaction(): Promise<void> {
    return this.#connection.begin();
  }

  commitTransaction(): Promise<void> {
    return Promise.resolve(this.#connection.commit());
  }

  rollbackTransaction(): Promise<void> {
    return Promise.resolve(this.#connection.rollback());
  }

  async destroy(): Promise<void> {
    await this.#last;
    this.#connection.close();
  }
}

class LibsqlConnection implements DatabaseConnection {
  readonly #database: Database.Database;
  readonly #statements = new Map<string, Statement>();

  constructor(database: Database.Database) {
    this.#database = database;
  }

  /**
   * Waits, without blocking, until no other process writes.
   * `exec`, not a prepared statement: libsql leaves a prepared statement that met SQLITE_BUSY half run,
   * and from then on the connection's commits take no effect.
   */
  async begin(): Promise<void> {
    for (let waited = 0; ; waited += BUSY_PAUSE_MS) {
      try {
        this.#database.exec('begin immediate');
        return;
      } catch (error) {
        if (!isBusy(error) || waited >= BUSY_DEADLINE_MS) throw error;
      }
      await setTimeout(BUSY_PAUSE_MS);
    }
  }

  commit(): void {
    this.#database.exec('commit');
  }

  /** SQLite itself rolls back when the disk is full; then there is nothing left to do. */
  rollback(): void {
    if (this.#database.inTransaction) this.#database.exec('rollback');
  }

  close(): void {
    this.#database.close();
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#database.inTransaction || READS.test(query.sql)) return this.#run(query);
    await this.begin();
    try {
      const result = this.#run<R>(query);
      this.commit();
      return result;
    } catch (error) {
      this.rollback();
      throw error;
    }
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new TypeError('The store does not stream.');
  }

  #run<R>(query: CompiledQuery): QueryResult<R> {
    const statement = this.#prepare(query.sql);
    if (statement.reader) return { rows: statement.all(query.parameters) as R[] };
    return { rows: [], numAffectedRows: BigInt(statement.run(query.parameters).changes) };
  }

  #prepare(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    if (this.#statements.size >= CACHED_STATEMENTS) this.#statements.clear();
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
