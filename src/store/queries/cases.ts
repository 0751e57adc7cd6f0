import {
  mailmedicError,
  type Case,
  type CaseChange,
  type CaseEvent,
  type Speaker,
} from '../../domain/index.js';
import type { Dialect } from '../dialect.js';
import { read } from '../schemas.js';
import type { Queryable } from '../tables.js';
import { insertRows } from './inbox.js';
import { readNow } from './clock.js';
import { insertTasks } from './tasks.js';

export async function insertCase(trx: Queryable, opened: Case): Promise<void> {
  const { id, reference, conversation, queue, state, person } = opened;
  await trx
    .insertInto('cases')
    .values({
      id,
      reference,
      conversation,
      queue,
      state,
      body: JSON.stringify(opened),
      person: person.isKnown === true ? person.id : null,
    })
    .execute();
}

export async function insertCaseEvents(trx: Queryable, events: readonly CaseEvent[]): Promise<void> {
  if (events.length === 0) return;
  await trx
    .insertInto('case_events')
    .values(events.map((event) => ({ id: event.id, case_id: event.caseId, event: JSON.stringify(event) })))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** The case of a conversation that is neither closed nor given back; its row stays locked. */
export async function lockOpenCase(trx: Queryable, dialect: Dialect, key: string): Promise<Case | undefined> {
  const row = await dialect
    .lockRows(
      trx
        .selectFrom('cases')
        .select('body')
        .where('conversation', '=', key)
        .where('state', 'not in', ['closed', 'returned']),
    )
    .executeTakeFirst();
  return row && read.case(row.body);
}

export async function changeOpenCase(trx: Queryable, to: Case): Promise<void> {
  await trx
    .updateTable('cases')
    .set({ state: to.state, queue: to.queue, body: JSON.stringify(to) })
    .where('id', '=', to.id)
    .execute();
}

export async function listCases(
  db: Queryable,
  filter: { readonly open?: boolean; readonly queue?: string },
): Promise<readonly Case[]> {
  let query = db.selectFrom('cases').select('body').orderBy('seq');
  if (filter.open === true) query = query.where('state', 'not in', ['closed', 'returned']);
  if (filter.open === false) query = query.where('state', 'in', ['closed', 'returned']);
  if (filter.queue !== undefined) query = query.where('queue', '=', filter.queue);
  return (await query.execute()).map(({ body }) => read.case(body));
}

/** The cases of one chat and, where the directory knows whose it is, of their other chats; newest first. */
export async function casesOf(
  db: Queryable,
  conversation: string,
  person?: Speaker,
): Promise<readonly Case[]> {
  const rows = await db
    .selectFrom('cases')
    .select('body')
    .where((eb) =>
      eb.or([
        eb('conversation', '=', conversation),
        ...(person?.isKnown === true ? [eb('person', '=', person.id)] : []),
      ]),
    )
    .orderBy('seq', 'desc')
    .execute();
  return rows.map(({ body }) => read.case(body));
}

export async function findCase(db: Queryable, idOrReference: string): Promise<Case | undefined> {
  const row = await named(db, idOrReference).executeTakeFirst();
  return row && read.case(row.body);
}

function named(db: Queryable, idOrReference: string) {
  return db
    .selectFrom('cases')
    .select('body')
    .where((eb) => eb.or([eb('id', '=', idOrReference), eb('reference', '=', idOrReference)]));
}

export async function caseEvents(db: Queryable, caseId: string): Promise<readonly CaseEvent[]> {
  const rows = await db
    .selectFrom('case_events')
    .select('event')
    .where('case_id', '=', caseId)
    .orderBy('seq')
    .execute();
  return rows.map(({ event }) => read.caseEvent(event));
}

/** Every change of a case writes an event, so their number tells whether something happened. */
export async function casesVersion(db: Queryable): Promise<string> {
  const { count, last } = await db
    .selectFrom('case_events')
    .select((eb) => [eb.fn.countAll().as('count'), eb.fn.max('seq').as('last')])
    .executeTakeFirstOrThrow();
  return `${count}.${last ?? 0}`;
}

/** Changes a case under its lock: two who press at the same moment see each other's change. */
export async function changeCase(
  trx: Queryable,
  dialect: Dialect,
  idOrReference: string,
  rule: (present: Case, now: string) => CaseChange,
): Promise<Case> {
  const row = await dialect.lockRows(named(trx, idOrReference)).executeTakeFirst();
  if (!row) {
    throw mailmedicError(
      'MM_CASE_UNKNOWN',
      { reference: idOrReference },
      'List the cases there are, closed ones too.',
    );
  }
  const now = new Date(await readNow(trx, dialect)).toISOString();
  const { to, event, tell, task } = rule(read.case(row.body), now);
  await changeOpenCase(trx, to);
  await insertCaseEvents(trx, [event]);
  if (tell) await insertRows(trx, [tell]);
  if (task) await insertTasks(trx, dialect, to.conversation, [task]);
  return to;
}
