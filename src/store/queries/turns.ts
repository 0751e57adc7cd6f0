import { sql } from 'kysely';
import {
  isWithPeople,
  type Case,
  type Conversation,
  type TurnSnapshot,
  type TurnWrites,
} from '../../domain/index.js';
import type { Dialect } from '../dialect.js';
import { read } from '../schemas.js';
import type { Queryable } from '../tables.js';
import { changeOpenCase, insertCase, insertCaseEvents, lockOpenCase } from './cases.js';
import { addressOf, EMPTY_BODY, insertRows, lockUnread, toInboxRow } from './inbox.js';
import { writeIncident } from './incidents.js';
import { countHeard } from './limits.js';
import { keepMisunderstood } from './misunderstood.js';
import { dropUnsent, insertOutbox } from './outbox.js';
import { insertTasks } from './tasks.js';
import { readNow } from './clock.js';
import { cancelSignIns, insertSignIns } from './sign-ins.js';
import { cancelTimers, insertTimers } from './timers.js';

/** Everything a turn sees, locked until the transaction ends. */
export async function readTurn(
  trx: Queryable,
  dialect: Dialect,
  key: string,
  attempt: number,
): Promise<TurnSnapshot> {
  // The time comes first: whatever was committed before it is among the rows.
  const [now, rows, conversation, openCase] = await Promise.all([
    readNow(trx, dialect),
    lockUnread(trx, dialect, key),
    readConversation(trx, key),
    lockOpenCase(trx, dialect, key),
  ]);
  const inbox = rows.map((row) => toInboxRow(key, row));
  return {
    key,
    address: addressOf(key),
    now: new Date(now).toISOString(),
    conversation,
    inbox,
    saidBefore: await countHeard(trx, dialect, inbox),
    openCase: openCase && isOpen(openCase) ? openCase : undefined,
    attempt,
  };
}

function isOpen(found: Case): boolean {
  return found.state === 'requested' || isWithPeople(found.state);
}

/** Writes a turn. Statements are issued together: on PostgreSQL they cost one round trip. */
export async function writeTurn(
  trx: Queryable,
  dialect: Dialect,
  snapshot: TurnSnapshot,
  writes: TurnWrites,
): Promise<void> {
  const { key } = snapshot;
  // A case must be there before its events, and unsent rows are dropped before new ones are written.
  if (writes.newCase) await insertCase(trx, writes.newCase);
  if (writes.silence) await dropUnsent(trx, dialect, key);
  if (writes.cancelTimers.length > 0) {
    await cancelTimers(trx, key, writes.cancelTimers);
    await cancelSignIns(trx, key, writes.cancelTimers);
  }
  await Promise.all([
    writeConversation(trx, key, writes.conversation),
    insertOutbox(trx, dialect, key, writes.outbox),
    insertTimers(trx, dialect, key, writes.timers),
    insertTasks(trx, dialect, key, writes.tasks),
    insertSignIns(trx, dialect, key, writes.signIns ?? []),
    writeTranscript(trx, key, writes),
    writes.caseChange ? changeOpenCase(trx, writes.caseChange.to) : undefined,
    insertCaseEvents(trx, writes.caseEvents),
    insertRows(trx, writes.forward ?? []),
    writeIncident(trx, key, writes.incident),
    keepMisunderstood(trx, dialect, writes.misunderstood ?? []),
    trx
      .updateTable('inbox')
      .set({ done_at: dialect.now, body: EMPTY_BODY })
      .where(
        'id',
        'in',
        snapshot.inbox.map((row) => row.id),
      )
      .execute(),
  ]);
}

/** The state of one conversation; `undefined` before its first turn. */
export async function readConversation(db: Queryable, key: string): Promise<Conversation | undefined> {
  const row = await db.selectFrom('conversations').select('state').where('key', '=', key).executeTakeFirst();
  return row?.state == null ? undefined : read.conversation(row.state);
}

export async function forgetAttempts(trx: Queryable, key: string): Promise<void> {
  await trx.updateTable('conversations').set({ attempts: 0 }).where('key', '=', key).execute();
}

async function writeConversation(trx: Queryable, key: string, conversation: Conversation): Promise<void> {
  await trx
    .updateTable('conversations')
    .set({
      state: JSON.stringify(conversation),
      bundles: JSON.stringify(bundlesOf(conversation)),
      attempts: 0,
    })
    .where('key', '=', key)
    .execute();
}

function bundlesOf({ problem, parked }: Conversation): readonly string[] {
  const problems = problem ? [problem, ...parked] : parked;
  return problems.map(({ run }) => run.bundle).sort();
}

/** A message may have been written down and deleted within one turn: its line is there before its words go. */
async function writeTranscript(trx: Queryable, key: string, writes: TurnWrites): Promise<void> {
  await insertTranscript(trx, key, writes.transcript);
  await forgetWords(trx, key, new Set(writes.deleted));
}

async function forgetWords(trx: Queryable, key: string, messages: ReadonlySet<string>): Promise<void> {
  if (messages.size === 0) return;
  const rows = await trx
    .selectFrom('transcript')
    .select(['id', 'line'])
    .where('conversation', '=', key)
    .execute();
  for (const { id, line } of rows) {
    const said = read.transcriptLine(line);
    if (said.message === undefined || !messages.has(said.message)) continue;
    await trx
      .updateTable('transcript')
      .set({ line: JSON.stringify({ ...said, text: '●●●' }) })
      .where('id', '=', id)
      .execute();
  }
}

async function insertTranscript(trx: Queryable, key: string, lines: TurnWrites['transcript']): Promise<void> {
  if (lines.length === 0) return;
  await trx
    .insertInto('transcript')
    .values(lines.map((line) => ({ conversation: key, line: JSON.stringify(line) })))
    .execute();
}

/** Everything that was said, in order. */
export async function readTranscript(db: Queryable, key: string): Promise<TurnWrites['transcript']> {
  const rows = await db
    .selectFrom('transcript')
    .select('line')
    .where('conversation', '=', key)
    .orderBy('id')
    .execute();
  return rows.map(({ line }) => read.transcriptLine(line));
}

/** Bundles that an open or parked problem is pinned to. */
export async function pinnedBundles(db: Queryable): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('conversations')
    .select('bundles')
    .distinct()
    .where('bundles', '!=', sql.lit('[]'))
    .execute();
  return [...new Set(rows.flatMap(({ bundles }) => read.bundleHashes(bundles)))];
}
