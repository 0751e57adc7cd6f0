import type { ProbeRun } from '../../domain/index.js';
import type { Dialect } from '../dialect.js';
import { read } from '../schemas.js';
import type { Queryable } from '../tables.js';
import { later } from './clock.js';

/** Finished measurements are kept this long: an older one tells nothing of the servers of today. */
const KEPT_MS = 14 * 24 * 3_600_000;

/** Writes a finished measurement once, and takes away those that are too old. */
export async function saveProbeRun(trx: Queryable, dialect: Dialect, run: ProbeRun): Promise<void> {
  const { id, conversation, at, results } = run;
  await trx
    .insertInto('probe_runs')
    .values({ id, conversation, at, results: JSON.stringify(results), stored_at: dialect.now })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  // One sweep at a time: two that wait for each other's rows would be a deadlock.
  await dialect.lockList(trx, 'sweep probe runs');
  await trx.deleteFrom('probe_runs').where('stored_at', '<=', later(dialect, -KEPT_MS)).execute();
}

export async function findProbeRun(db: Queryable, id: string): Promise<ProbeRun | undefined> {
  const row = await runs(db).where('id', '=', id).executeTakeFirst();
  return row && toRun(row);
}

/** Newest first. */
export async function probeRunsOf(db: Queryable, key: string, limit: number): Promise<readonly ProbeRun[]> {
  const rows = await runs(db).where('conversation', '=', key).orderBy('seq', 'desc').limit(limit).execute();
  return rows.map(toRun);
}

function runs(db: Queryable) {
  return db.selectFrom('probe_runs').select(['id', 'conversation', 'at', 'results']);
}

function toRun({
  results,
  ...row
}: {
  id: string;
  conversation: string;
  at: string;
  results: string;
}): ProbeRun {
  return { ...row, results: read.probeResults(results) };
}
