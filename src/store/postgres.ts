import { randomUUID } from 'node:crypto';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { mailmedicError, reasonOf, type MailmedicError, type Secret } from '../domain/index.js';
import type { Dialect, OpenDatabase, TurnEntry } from './dialect.js';
import { createBell, createEar } from './postgres-notices.js';
import type { Queryable, Tables } from './tables.js';

const POOL_SIZE = 10;
const FRONT_POOL_SIZE = 3;
const CONNECT_MS = 3_000;
/** The server ends a statement a little before the client gives its connection up. */
const STATEMENT_MS = 4_000;
const ANSWER_MS = 4_500;
const IDLE_IN_TRANSACTION_MS = 10_000;
const INT8 = 20;

/**
 * Opens a PostgreSQL store. Nothing connects yet: the first query does.
 * A database that has gone silent costs a caller at most `CONNECT_MS` + `ANSWER_MS`, under ten seconds.
 */
export function openPostgres(url: Secret, poolSize: number = POOL_SIZE): OpenDatabase {
  const where = placeOf(url);
  const connection = connectionConfig(url);
  const pool = openPool(connection, poolSize);
  // A message is acknowledged after its commit. In the turns' own queue it would wait longer than the platforms do.
  const frontPool = openPool(connection, FRONT_POOL_SIZE);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const front = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: frontPool }) });
  const self = randomUUID();
  const ear = createEar(() => new pg.Client({ ...connection, query_timeout: ANSWER_MS }), self);
  const bell = createBell((text, values) => pool.query(text, values), self);
  return {
    db,
    front,
    dialect: postgresDialect(where),
    watch: (onChange) => ear.start(onChange),
    announce: () => bell.ring(),
    async unhurried(work) {
      const slow = new pg.Pool({ ...connection, max: 1 });
      survive(slow);
      const slowDb = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: slow }) });
      try {
        return await work(slowDb);
      } finally {
        await slowDb.destroy();
      }
    },
    async close() {
      await ear.stop();
      await bell.stop();
      await Promise.all([closePool(db, pool), closePool(front, frontPool)]);
    },
  };
}

function openPool(connection: pg.ClientConfig, max: number): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    max,
    query_timeout: ANSWER_MS,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    maxLifetimeSeconds: 600,
    // Queries issued together travel together: a turn's reads and its writes cost one round trip each.
    pipeline: true,
  });
  survive(pool);
  return pool;
}

async function closePool(db: Kysely<Tables>, pool: pg.Pool): Promise<void> {
  await db.destroy();
  // kysely ends the pool only if it was used.
  if (!pool.ended && !pool.ending) await pool.end();
}

function connectionConfig(url: Secret): pg.ClientConfig {
  return {
    connectionString: url.reveal(),
    application_name: 'mailmedic',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    // The server notices a vanished replica, and frees its locks, within half a minute instead of two hours.
    options: '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3',
    types: { getTypeParser: readNumbers },
  };
}

/** pg gives bigint as text; ids and times of this store stay far below 2^53. */
function readNumbers(oid: number, format?: 'text' | 'binary') {
  if (oid === INT8 && format !== 'binary') return Number;
  return pg.types.getTypeParser(oid, format) as (text: string) => unknown;
}

/** Without these listeners a connection that breaks, idle or in use, would end the process. */
function survive(pool: pg.Pool): void {
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
}

function postgresDialect(where: string): Dialect {
  return {
    kind: 'postgres',
    now: sql<number>`(extract(epoch from statement_timestamp()) * 1000)::bigint`,
    types: {
      growing: sql`bigint generated always as identity`,
      byteText: sql`text collate "C"`,
      growingColumn: (column) => column.primaryKey(),
    },
    lockRows: (query) => query.forUpdate(),
    lockFreeRows: (query) => query.forUpdate().skipLocked(),
    async lockList(trx, name) {
      await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx);
    },
    enterTurn,
    leaveTurn,
    explain: (error) => postgresError(where, error),
    // A second wait would be as long as the first: only what failed at once is worth another try.
    isBroken: (error) => isBroken(error) && !isTimeout(error),
  };
}

/**
 * The turn lock is an advisory lock of the session, not a row lock: the attempt has to be committed while the lock
 * is held, and a row lock ends with the commit. It dies with the connection, so a killed replica blocks nobody.
 */
async function enterTurn(connection: Queryable, key: string): Promise<TurnEntry> {
  try {
    const { rows } = await sql<{ held: boolean; attempts: number | null }>`
      with turn as materialized (select pg_try_advisory_lock(hashtextextended(${key}, 0)) as held),
      counted as (
        update conversations set attempts = attempts + 1 from turn
        where turn.held and key = ${key}
          and exists (select 1 from inbox where conversation = ${key} and done_at is null)
        returning attempts
      )
      select turn.held, counted.attempts from turn left join counted on true`.execute(connection);
    const row = rows[0];
    if (!row?.held) return { kind: 'busy' };
    if (row.attempts !== null) return { kind: 'in', attempt: row.attempts };
  } catch (error) {
    // A statement that fails after it got the lock keeps it.
    await leaveTurn(connection, key);
    throw error;
  }
  await leaveTurn(connection, key);
  return { kind: 'nothing' };
}

async function leaveTurn(connection: Queryable, key: string): Promise<void> {
  try {
    await sql`select pg_advisory_unlock(hashtextextended(${key}, 0))`.execute(connection);
  } catch (error) {
    // The lock went with the connection.
    if (!isBroken(error)) throw error;
  }
}

/** Host and database, never the password. */
function placeOf(url: Secret): string {
  try {
    const { host, pathname, searchParams } = new URL(url.reveal());
    return `postgres://${host || (searchParams.get('host') ?? '')}${pathname}`;
  } catch {
    return 'postgres';
  }
}

const BROKEN_MESSAGES =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout|timeout exceeded when trying to connect|Connection ended)/u;

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Connection lost, refused or never made; not what the server answered to a statement. */
function isBroken(error: unknown): boolean {
  const code = codeOf(error);
  if (/^(E[A-Z]{4,}|08\w{3}|57P0[1-5]|25P03)$/u.test(code)) return true;
  return error instanceof Error && BROKEN_MESSAGES.test(error.message);
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && /timeout/iu.test(error.message);
}

const REMEDIES: Readonly<Record<string, string>> = {
  '28': 'Check user and password in the database address.',
  '3D': 'Create the database, or correct its name in the database address.',
  '42501': 'Give the database user the right to create and use tables in this database.',
  '53': 'The database server is short of disk, memory or connections: see its log.',
  '57014': 'The database answers too slowly: see its load and its log.',
};

function postgresError(where: string, error: unknown): MailmedicError | undefined {
  const code = codeOf(error);
  if (code.startsWith('23')) {
    return mailmedicError(
      'MM_STORE_CONFLICT',
      { rule: reasonOf(error) },
      'This is a defect: report it with this message.',
      error,
    );
  }
  if (code.startsWith('XX')) {
    return mailmedicError(
      'MM_STORE_CORRUPT',
      { what: `database (${where})`, reason: reasonOf(error) },
      'See the log of the database server; restore from a backup if it reports damage.',
      error,
    );
  }
  const remedy =
    REMEDIES[code] ??
    REMEDIES[code.slice(0, 2)] ??
    (isBroken(error) ? 'Check that the database server runs and can be reached from here.' : undefined);
  if (remedy === undefined) return undefined;
  return mailmedicError('MM_STORE_UNREACHABLE', { where, reason: reasonOf(error) }, remedy, error);
}
