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
import { mailmedicError } from '../domain/index.js';
import { createGroupCommit, type GroupCommit } from './group-commit.js';

type Statement = Database.Statement;

const CACHED_STATEMENTS = 300;
const READS = /^\s*(select|pragma)\b/iu;

/**
 * kysely over libsql: one connection, one unit of work on it at a time, every write inside `begin immediate`.
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
  readonly #database: Database.Database;
  readonly #statements: Statements;
  readonly #commits: GroupCommit;
  readonly #inUse = new Set<DatabaseConnection>();
  #onFree: () => void = () => undefined;
  #ending = false;

  constructor(database: Database.Database) {
    this.#database = database;
    this.#statements = createStatements(database);
    this.#commits = createGroupCommit(database);
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  acquireConnection(): Promise<DatabaseConnection> {
    // libsql aborts the whole process when a closed database is asked for `inTransaction`.
    if (this.#ending) return Promise.reject(closed());
    const connection = new LibsqlConnection(this.#database, this.#statements, this.#commits);
    this.#inUse.add(connection);
    return Promise.resolve(connection);
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    this.#inUse.delete(connection);
    if (this.#inUse.size === 0) this.#onFree();
    return Promise.resolve();
  }

  beginTransaction(connection: DatabaseConnection): Promise<void> {
    return (connection as LibsqlConnection).begin();
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return (connection as LibsqlConnection).commit();
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return (connection as LibsqlConnection).rollback();
  }

  /** Whoever is at work still gets to its end. */
  async destroy(): Promise<void> {
    this.#ending = true;
    if (this.#inUse.size > 0) {
      await new Promise<void>((resolve) => {
        this.#onFree = resolve;
      });
    }
    this.#database.close();
  }
}

/** What kysely takes for a connection: all of them share the one that there is. */
class LibsqlConnection implements DatabaseConnection {
  readonly #database: Database.Database;
  readonly #prepare: Statements;
  readonly #commits: GroupCommit;
  #isInTransaction = false;

  constructor(database: Database.Database, prepare: Statements, commits: GroupCommit) {
    this.#database = database;
    this.#prepare = prepare;
    this.#commits = commits;
  }

  async begin(): Promise<void> {
    await this.#commits.enter();
    try {
      await this.#commits.open();
      this.#database.exec('savepoint unit');
    } catch (error) {
      void this.#commits.leave();
      throw error;
    }
    this.#isInTransaction = true;
  }

  async commit(): Promise<void> {
    this.#database.exec('release unit');
    this.#isInTransaction = false;
    await this.#commits.leave();
  }

  rollback(): Promise<void> {
    // A commit that did not reach the disk has been rolled back with its group.
    if (!this.#isInTransaction) return Promise.resolve();
    this.#isInTransaction = false;
    try {
      if (this.#database.inTransaction) this.#database.exec('rollback to unit; release unit');
    } catch (error) {
      // Half a unit must not be committed with its group.
      this.#commits.abandon(error);
    }
    void this.#commits.leave();
    return Promise.resolve();
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#isInTransaction) {
      // The rest of a transaction that SQLite rolled back must not be written by itself.
      if (!this.#database.inTransaction) throw rolledBack();
      return this.#run(query);
    }
    await this.#commits.enter();
    let result: QueryResult<R>;
    try {
      if (!READS.test(query.sql)) await this.#commits.open();
      result = this.#run(query);
    } catch (error) {
      void this.#commits.leave();
      throw error;
    }
    // What was read may have been written by a unit of the same group: then it is not told before that is safe.
    await this.#commits.leave();
    return result;
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new TypeError('The store does not stream.');
  }

  #run<R>(query: CompiledQuery): QueryResult<R> {
    try {
      const statement = this.#prepare(query.sql);
      if (statement.reader) return { rows: statement.all(query.parameters) as R[] };
      return { rows: [], numAffectedRows: BigInt(statement.run(query.parameters).changes) };
    } catch (error) {
      this.#commits.noteFailure(error);
      throw error;
    }
  }
}

type Statements = (sql: string) => Statement;

function createStatements(database: Database.Database): Statements {
  const prepared = new Map<string, Statement>();
  return (sql) => {
    const known = prepared.get(sql);
    if (known) return known;
    if (prepared.size >= CACHED_STATEMENTS) prepared.clear();
    const statement = database.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
}

function rolledBack() {
  return mailmedicError(
    'MM_STORE_UNREACHABLE',
    { where: 'the embedded store', reason: 'the transaction was rolled back' },
    'See the error before this one.',
  );
}

function closed() {
  return mailmedicError(
    'MM_STORE_UNREACHABLE',
    { where: 'this process', reason: 'it has been closed' },
    'Nothing to do while the process ends; at any other time this is a defect.',
  );
}
