import { sql } from 'kysely';
import type { Dialect } from '../dialect.js';
import type { Queryable } from '../tables.js';

/** A point in time so many milliseconds from the database's now. */
export function later(dialect: Dialect, ms: number) {
  return sql<number>`${dialect.now} + ${sql.lit(Math.round(ms))}`;
}

/** The database's clock, milliseconds since 1970. */
export async function readNow(db: Queryable, dialect: Dialect): Promise<number> {
  const { rows } = await sql<{ now: number }>`select ${dialect.now} as now`.execute(db);
  return Number(rows[0]?.now);
}
