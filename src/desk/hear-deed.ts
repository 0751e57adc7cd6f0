import type { RunEvent } from '../domain/index.js';
import type { TurnDraft } from './draft.js';
import type { ResultPayload } from './result-payload.js';
import { advanceProblem } from './walk.js';
import { botIsSilent } from './with-people.js';

type DeedResult = Extract<ResultPayload, { kind: 'acted' | 'notified' }>;

/** An action or a notice came back. People who have taken over meanwhile read of it; the bot says nothing more. */
export function hearDeed(draft: TurnDraft, result: DeedResult): void {
  draft.note(
    result.kind === 'acted'
      ? `(action ${result.action}: ${result.outcome})`
      : `(notice to ${result.queue}: ${result.outcome})`,
  );
  if (!botIsSilent(draft)) advanceProblem(draft, eventOf(result));
}

function eventOf(result: DeedResult): RunEvent {
  const { token } = result;
  return result.kind === 'acted'
    ? { kind: 'acted', token, outcome: result.outcome, facts: result.facts }
    : { kind: 'notified', token, outcome: result.outcome };
}

/** What to hear of a task that could not be read, by its id; nothing for tasks of another kind. */
export function lostDeed(taskId: string, token: string): RunEvent | undefined {
  // It may have been called before its row was damaged.
  if (taskId === `${token}:act`) return { kind: 'acted', token, outcome: 'unknown' };
  if (taskId === `${token}:notify`) return { kind: 'notified', token, outcome: 'failed' };
  return undefined;
}
