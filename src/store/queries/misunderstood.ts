import type { KeptMisunderstood, Misunderstood } from '../../domain/index.js';
import type { Dialect } from '../dialect.js';
import type { Queryable } from '../tables.js';
import { readNow } from './clock.js';

const KEPT_MS = 30 * 24 * 3_600_000;

/** Keeps what was not understood, and takes away what is too old. */
export async function keepMisunderstood(
  trx: Queryable,
  dialect: Dialect,
  all: readonly Misunderstood[],
): Promise<void> {
  if (all.length === 0) return;
  const rows = all.map(({ turnedOut, by, ...kept }) => ({
    ...kept,
    turned_out: turnedOut ?? null,
    told_by: by ?? null,
  }));
  await trx.insertInto('misunderstood').values(rows).execute();
  await sweep(trx, dialect);
}

/** Oldest first. */
export async function listMisunderstood(
  trx: Queryable,
  dialect: Dialect,
): Promise<readonly KeptMisunderstood[]> {
  await sweep(trx, dialect);
  const rows = await trx.selectFrom('misunderstood').selectAll().orderBy('id').execute();
  return rows.map(({ turned_out: turnedOut, told_by: by, ...kept }) => ({
    ...kept,
    ...(turnedOut === null ? {} : { turnedOut }),
    ...(by === null ? {} : { by }),
  }));
}

export async function dropMisunderstood(db: Queryable, id: number): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('misunderstood').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

async function sweep(trx: Queryable, dialect: Dialect): Promise<void> {
  // One sweep at a time: two that wait for each other's rows would be a deadlock.
  await dialect.lockList(trx, 'sweep misunderstood words');
  const oldest = new Date((await readNow(trx, dialect)) - KEPT_MS).toISOString().slice(0, 10);
  await trx.deleteFrom('misunderstood').where('day', '<', oldest).execute();
}
