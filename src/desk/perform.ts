import {
  reasonOf,
  type Case,
  type InboundMessage,
  type ProbeProgress,
  type ProbeResult,
  type Task,
  type TaskWork,
} from '../domain/index.js';
import type { House } from './house.js';
import { createLoop, withCrew, type Loop } from './loop.js';
import { performDeed } from './perform-deed.js';
import type { ResultPayload } from './result-payload.js';
import type { Signal } from './signal.js';
import { createCrew } from './crew.js';
import { toTell } from './hear-playbook.js';
import { askLeave, unmeasured } from './probe-leave.js';
import { showMeasuring } from './show-work.js';

/** Work that waits for others; how many measurements really run at once, the probes' own pool decides. */
const AT_ONCE = 64;
/**
 * Longer than the longest probe (15 s until a child is free, then twice 10 s when a hostile neighbour spoils the first),
 * call (10 s) or posting (5 s); a dead process's task is free again after it.
 */
const LEASE_MS = 45_000;
const IDLE_MS = 1_000;
const PROGRESS_EVERY_MS = 250;
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 10 * 60_000;

/** Does what turns asked for outside any transaction; every result comes back through the inbox. */
export function createPerformer(house: House, signal: Signal): Loop {
  const crew = createCrew(
    AT_ONCE,
    () => {
      signal.wake();
    },
    (error) => {
      house.log.error('a task could not be finished; its lease will run out', { error: reasonOf(error) });
    },
  );
  const loop = createLoop('perform', signal, house.log, IDLE_MS, async () => {
    if (crew.free === 0) return false;
    const tasks = await house.store.leaseTasks(house.owner, crew.free, LEASE_MS);
    for (const task of tasks) crew.take(() => performTask(house, task));
    return tasks.length > 0;
  });
  return withCrew(loop, crew);
}

async function performTask(house: House, task: Task): Promise<void> {
  const { work } = task;
  switch (work.kind) {
    case 'probe':
      await measure(house, task, work);
      return;
    case 'check-playbook':
      await finish(house, task, await checkPlaybook(house, task, work.yaml));
      return;
    case 'post-case':
      await postCase(house, task, work.caseId);
      return;
    case 'act':
    case 'notify':
      await finishIfDone(house, task, await performDeed(house, task, work));
      return;
    case 'unreadable':
      house.log.error('a task can not be read and is given up', { task: task.id, reason: work.reason });
      await finish(house, task, { kind: 'lost', token: task.token });
      return;
  }
}

/** The run is kept before the turn hears of it, so that a link in a reply never leads nowhere. */
async function measure(house: House, task: Task, work: Extract<TaskWork, { kind: 'probe' }>): Promise<void> {
  const { request, caseId } = work;
  const leave = await askLeave(house, task, work);
  if (leave.kind === 'later') return house.store.retryTask(task.id, house.owner, leave.afterMs);
  if (leave.kind === 'refused') return finishUnmeasured(house, task, work);
  const progress = createProgress(house, task);
  // What an agent has measured is none of the person's business.
  const courtesy = caseId === undefined ? showMeasuring(house, task.address) : undefined;
  const show = (line: ProbeProgress): void => {
    progress.add(line);
    courtesy?.lines(progress.lines);
  };
  const measured = await house.probes.run(request, house.shelf.live.bundle, show, task.conversation);
  courtesy?.over();
  await progress.settled();
  const results = [...measured];
  if (results.some(isCutOff)) {
    house.log.warn('the name servers that the probes ask gave no answer that can be relied on');
  }
  const run = house.randomId();
  const at = new Date().toISOString();
  await house.store.probeRuns.save({ id: run, conversation: task.conversation, at, results });
  await finish(
    house,
    task,
    caseId === undefined
      ? { kind: 'probe', token: task.token, results, run }
      : { kind: 'case-probe', caseId, results, run },
  );
}

function isCutOff({ findings }: ProbeResult): boolean {
  return findings.some(({ code }) => code === 'dns.not-from-here');
}

async function checkPlaybook(house: House, { token }: Task, yaml: string): Promise<ResultPayload> {
  try {
    const problems = await house.checkPlaybook?.(yaml);
    if (problems) return { kind: 'playbook', token, problems: toTell(problems), count: problems.length };
  } catch (error) {
    house.log.warn('a playbook from a chat could not be checked', { error: reasonOf(error) });
  }
  return { kind: 'playbook', token, count: 0 };
}

async function finishUnmeasured(
  house: House,
  task: Task,
  { request, caseId }: Extract<TaskWork, { kind: 'probe' }>,
): Promise<void> {
  const at = new Date().toISOString();
  const results = unmeasured(request, at);
  if (caseId === undefined) {
    return finish(house, task, {
      kind: 'probe',
      token: task.token,
      results: [...results],
      isOverShare: true,
    });
  }
  const run = house.randomId();
  await house.store.probeRuns.save({ id: run, conversation: task.conversation, at, results });
  await finish(house, task, { kind: 'case-probe', caseId, results: [...results], run });
}

/** Keeps the one progress row of a task up to date without writing more often than a person can read. */
function createProgress(house: House, task: Task) {
  const lines: ProbeProgress[] = [];
  let lastWrite = 0;
  let writing: Promise<void> = Promise.resolve();
  return {
    lines,
    add(line: ProbeProgress): void {
      const same = lines.findIndex(
        ({ probe, target, phase }) => probe === line.probe && target === line.target && phase === line.phase,
      );
      if (same >= 0) lines[same] = line;
      else lines.push(line);
      if (Date.now() - lastWrite < PROGRESS_EVERY_MS) return;
      lastWrite = Date.now();
      const shown = [...lines];
      writing = writing
        .then(() => house.store.saveProgress(task.id, house.owner, shown))
        .catch((error: unknown) => {
          house.log.warn('progress could not be written', { error: reasonOf(error) });
        });
    },
    settled(): Promise<void> {
      return writing;
    },
  };
}

/** Posts to every target first; the person is told by the result. While a target is down the case waits. */
async function postCase(house: House, task: Task, caseId: string): Promise<void> {
  const found = await house.store.case(caseId);
  if (!found) return;
  try {
    const transcript = await house.store.transcript(found.conversation);
    const events = await house.store.caseEvents(caseId);
    for (const target of house.targets) await target.post({ case: found, transcript, events });
  } catch (error) {
    house.log.error('a case could not be posted and waits', {
      case: found.reference,
      attempt: task.attempt,
      error: reasonOf(error),
    });
    await tellThatItWaits(house, task, found);
    await house.store.retryTask(task.id, house.owner, retryAfter(task.attempt));
    return;
  }
  await finish(house, task, { kind: 'case-posted', caseId, token: task.token });
}

function retryAfter(attempt: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempt - 1, 10));
}

/** Told once per case: the inbox key is the same each time. */
async function tellThatItWaits(house: House, task: Task, waiting: Case): Promise<void> {
  await house.store.receive(
    resultRow(task, `${waiting.id}:waiting`, { kind: 'case-waiting', caseId: waiting.id }),
  );
}

/** Nothing is to be finished where the task goes on later. */
async function finishIfDone(house: House, task: Task, payload: ResultPayload | undefined): Promise<void> {
  if (payload) await finish(house, task, payload);
}

async function finish(house: House, task: Task, payload: ResultPayload): Promise<void> {
  const kept = await house.store.finishTask(task.id, house.owner, resultRow(task, task.id, payload));
  if (!kept) house.log.warn('a task was finished after its lease had gone', { task: task.id });
}

function resultRow(task: Task, platformId: string, payload: ResultPayload): InboundMessage {
  const at = new Date().toISOString();
  return { address: task.address, kind: 'result', platformId, revision: 0, order: at, sentAt: at, payload };
}
