import {
  heardKey,
  type InboxRow,
  type ProbeLeave,
  type ProbeShares,
  type ProbeStart,
} from '../../domain/index.js';
import type { Dialect } from '../dialect.js';
import type { Queryable } from '../tables.js';
import { later, readNow } from './clock.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** One caller at a time per subject, or two would find the same place free. */
export async function startProbe(
  trx: Queryable,
  dialect: Dialect,
  { task, person, targets }: ProbeStart,
  shares: ProbeShares,
): Promise<ProbeLeave> {
  const asked = person === undefined ? [] : [`person ${person}`];
  const aims = targets.map((target) => `target ${target}`);
  const subjects = [...new Set([...asked, ...aims])].sort();
  if (subjects.length === 0) return { kind: 'granted' };
  for (const subject of subjects) await dialect.lockList(trx, `probe ${subject}`);
  const now = await readNow(trx, dialect);
  for (const subject of asked) {
    const begun = await startsOf(trx, subject, task, now - HOUR_MS);
    if (begun.length >= shares.person) return { kind: 'refused' };
  }
  for (const subject of aims) {
    const begun = await startsOf(trx, subject, task, now - MINUTE_MS);
    const free = begun[begun.length - shares.target];
    if (free !== undefined) return { kind: 'later', afterMs: Math.max(1, free + MINUTE_MS - now) };
  }
  await trx
    .insertInto('probe_starts')
    .values(subjects.map((subject) => ({ subject, task, at: dialect.now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return { kind: 'granted' };
}

/** When other tasks began, oldest first. */
async function startsOf(
  trx: Queryable,
  subject: string,
  task: string,
  since: number,
): Promise<readonly number[]> {
  const rows = await trx
    .selectFrom('probe_starts')
    .select('at')
    .where('subject', '=', subject)
    .where('task', '!=', task)
    .where('at', '>', since)
    .orderBy('at')
    .execute();
  return rows.map(({ at }) => Number(at));
}

/** Counts what people said in the rows of a turn; how much each of them had said in this minute before. */
export async function countHeard(
  trx: Queryable,
  dialect: Dialect,
  rows: readonly InboxRow[],
): Promise<ReadonlyMap<string, number>> {
  const said = new Map<string, number>();
  for (const row of rows) {
    const person = heardKey(row);
    if (person !== undefined) said.set(person, (said.get(person) ?? 0) + 1);
  }
  const before = new Map<string, number>();
  if (said.size === 0) return before;
  const minute = Math.floor((await readNow(trx, dialect)) / MINUTE_MS);
  for (const [person, messages] of [...said].sort()) {
    const counted = await trx
      .insertInto('heard')
      .values({ person, minute, messages })
      .onConflict((conflict) =>
        conflict.column('person').doUpdateSet((eb) => ({
          messages: eb
            .case()
            .when('heard.minute', '=', minute)
            .then(eb('heard.messages', '+', messages))
            .else(messages)
            .end(),
          minute,
        })),
      )
      .returning('messages')
      .executeTakeFirstOrThrow();
    before.set(person, Number(counted.messages) - messages);
  }
  return before;
}

export async function tidy(trx: Queryable, dialect: Dialect): Promise<void> {
  await trx.deleteFrom('probe_starts').where('at', '<=', later(dialect, -HOUR_MS)).execute();
  const minute = Math.floor((await readNow(trx, dialect)) / MINUTE_MS);
  await trx.deleteFrom('heard').where('minute', '<', minute).execute();
}
