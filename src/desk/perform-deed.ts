import type { ActionDoor, CallAnswer, Task, TaskWork } from '../domain/index.js';
import type { House } from './house.js';
import type { ResultPayload } from './result-payload.js';

type Work = Extract<TaskWork, { kind: 'act' | 'notify' }>;

/** A person waits for an action at most so long; for a notice, of which they hear nothing, less. */
const PATIENCE_MS = { act: 60_000, notify: 10_000 } as const;
const FIRST_WAIT_MS = 2_000;
/** Runs of which nobody knows how they ended; a call that kills its process must not do so for ever. */
const MOST_DEATHS = 3;
const SETTINGS_CHANGED: CallAnswer = {
  kind: 'refused',
  reason: 'it is not registered any more',
  remedy: 'Name it in MAILMEDIC_ACTIONS or MAILMEDIC_NOTICES again, or take the step out of the playbook.',
};

/**
 * Has an action done, or a notice told. Answers the result, or nothing where it is to be tried again. After a process
 * has died with it the same call goes out once more under the same key, which the other side must know it by.
 */
export async function performDeed(house: House, task: Task, work: Work): Promise<ResultPayload | undefined> {
  const started = performance.now();
  const deaths = task.attempt - 1 - work.notTaken;
  const answer: CallAnswer =
    deaths >= MOST_DEATHS
      ? { kind: 'unknown', reason: 'its process died each time', remedy: 'See why Mailmedic was restarted.' }
      : await call(house.actions, work);
  if (answer.kind === 'later') {
    const wait = answer.afterMs ?? FIRST_WAIT_MS * 2 ** Math.min(work.notTaken, 3);
    const spent = Date.parse(await house.store.now()) - Date.parse(work.askedAt);
    if (spent + wait <= PATIENCE_MS[work.kind]) {
      await house.store.retryTask(task.id, house.owner, wait, { ...work, notTaken: work.notTaken + 1 });
      return undefined;
    }
  }
  const outcome = outcomeOf(answer, deaths);
  writeDown(house, work, answer, outcome, Math.round(performance.now() - started));
  return payloadOf(task, work, answer, outcome);
}

function call(door: ActionDoor | undefined, work: Work): Promise<CallAnswer> {
  if (work.kind === 'act') {
    return door?.actions.has(work.call.action) ? door.act(work.call) : Promise.resolve(SETTINGS_CHANGED);
  }
  return door?.queues.has(work.call.queue) ? door.notify(work.call) : Promise.resolve(SETTINGS_CHANGED);
}

/** “Failed” says that nothing was done, so it takes an answer of the other side, or runs that all ended before it. */
function outcomeOf(answer: CallAnswer, deaths: number): string {
  switch (answer.kind) {
    case 'answered':
      return answer.outcome;
    case 'refused':
      return answer === SETTINGS_CHANGED && deaths > 0 ? 'unknown' : 'failed';
    case 'later':
      return deaths > 0 ? 'unknown' : 'failed';
    case 'unknown':
      return 'unknown';
  }
}

function payloadOf(task: Task, work: Work, answer: CallAnswer, outcome: string): ResultPayload {
  const { token } = task;
  if (work.kind === 'notify') {
    return { kind: 'notified', token, queue: work.call.queue, outcome: outcome === 'ok' ? 'sent' : 'failed' };
  }
  const facts = answer.kind === 'answered' ? answer.facts : {};
  return { kind: 'acted', token, action: work.call.action, outcome, facts: { ...facts } };
}

/** The audit of what was done; never for whom, which the store knows. */
function writeDown(house: House, work: Work, answer: CallAnswer, outcome: string, ms: number): void {
  const what =
    work.kind === 'act'
      ? { action: work.call.action }
      : { queue: work.call.queue, severity: work.call.severity };
  const data = { ...what, outcome, ms };
  if (answer.kind === 'answered') house.log.info('a playbook called what operations registered', data);
  else {
    const { reason, remedy } = answer;
    house.log.error('a call of a playbook was not done, or nobody knows', { ...data, reason, remedy });
  }
}
