import type {
  InboundMessage,
  NewTask,
  ProbeProgress,
  ProgressRow,
  Task,
  TaskWork,
} from '../../domain/index.js';
import type { Dialect } from '../dialect.js';
import { read, tryRead } from '../schemas.js';
import type { Queryable } from '../tables.js';
import { addressOf, insertRows } from './inbox.js';
import { later } from './clock.js';

export async function insertTasks(
  trx: Queryable,
  dialect: Dialect,
  key: string,
  tasks: readonly NewTask[],
): Promise<void> {
  if (tasks.length === 0) return;
  await trx
    .insertInto('tasks')
    .values(
      tasks.map(({ id, token, work, notBefore }) => ({
        id,
        conversation: key,
        token,
        work: JSON.stringify(work),
        case_id: work.kind === 'probe' ? (work.caseId ?? null) : null,
        due_at: notBefore === undefined ? dialect.now : Date.parse(notBefore),
      })),
    )
    .execute();
}

/** Takes tasks that are due and that nobody holds; a lease that ran out holds nothing. */
export async function leaseTasks(
  db: Queryable,
  dialect: Dialect,
  owner: string,
  limit: number,
  leaseMs: number,
): Promise<readonly Task[]> {
  const rows = await db
    .with(
      (cte) => cte('picked').materialized(),
      (cte) => freeTasks(cte, dialect, limit),
    )
    .updateTable('tasks')
    .set((eb) => ({
      owner,
      leased_until: later(dialect, leaseMs),
      attempts: eb('attempts', '+', 1),
      progress: null,
    }))
    .where('seq', 'in', (eb) => eb.selectFrom('picked').select('picked.seq'))
    .returning(['id', 'conversation', 'token', 'work', 'attempts'])
    .execute();
  return rows.map(({ id, conversation, token, work, attempts }) => ({
    id,
    conversation,
    address: addressOf(conversation),
    token,
    work: workOf(work),
    attempt: attempts,
  }));
}

/** One row that can't be read must not hold back the others that were leased with it. */
function workOf(text: string): Task['work'] {
  const found = tryRead(() => read.taskWork(text));
  return 'value' in found ? found.value : { kind: 'unreadable', reason: found.unreadable };
}

function freeTasks(db: Pick<Queryable, 'selectFrom'>, dialect: Dialect, limit: number) {
  return dialect.lockFreeRows(
    db
      .selectFrom('tasks')
      .select('seq')
      .where('due_at', '<=', dialect.now)
      .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', dialect.now)]))
      .orderBy('due_at')
      .limit(limit),
  );
}

export async function saveProgress(
  db: Queryable,
  dialect: Dialect,
  id: string,
  owner: string,
  lines: readonly ProbeProgress[],
): Promise<void> {
  await held(db, id, owner)
    .set({ progress: JSON.stringify(lines), progress_at: dialect.now })
    .execute();
}

/** Ends a task; its row and progress go, its result comes. False when another one holds it now. */
export async function finishTask(
  trx: Queryable,
  id: string,
  owner: string,
  result: InboundMessage,
): Promise<boolean> {
  const gone = await trx
    .deleteFrom('tasks')
    .where('id', '=', id)
    .where('owner', '=', owner)
    .returning('id')
    .execute();
  if (gone.length === 0) return false;
  await insertRows(trx, [result]);
  return true;
}

export async function retryTask(
  db: Queryable,
  dialect: Dialect,
  id: string,
  owner: string,
  afterMs: number,
  work?: TaskWork,
): Promise<void> {
  await held(db, id, owner)
    .set({
      owner: null,
      leased_until: null,
      due_at: later(dialect, afterMs),
      progress: null,
      ...(work && { work: JSON.stringify(work) }),
    })
    .execute();
}

function held(db: Queryable, id: string, owner: string) {
  return db.updateTable('tasks').where('id', '=', id).where('owner', '=', owner);
}

/** Progress of the running tasks of one conversation; what an agent asked for is not the person's to see. */
export async function readProgress(db: Queryable, key: string): Promise<readonly ProgressRow[]> {
  const rows = await db
    .selectFrom('tasks')
    .select(['id', 'progress', 'progress_at'])
    .where('conversation', '=', key)
    .where('progress', 'is not', null)
    .where('case_id', 'is', null)
    .orderBy('seq')
    .execute();
  return rows.map(({ id, progress, progress_at }) => ({
    taskId: id,
    lines: read.progress(progress ?? '[]'),
    updatedAt: new Date(progress_at ?? 0).toISOString(),
  }));
}
