import { solvedByPerson } from '../handoff/index.js';
import type { TurnDraft } from './draft.js';
import { endProblem } from './walk.js';

/** The person says that it works before anybody has taken their case: it is closed. Agents close what they have. */
export function closeByPerson(draft: TurnDraft, text: string): boolean {
  const { openCase } = draft;
  if (openCase?.state !== 'posted' && openCase?.state !== 'requested') return false;
  const by = draft.conversation.speaker?.name ?? draft.conversation.speaker?.id ?? 'person';
  draft.changeCase(by, (present, deed) => solvedByPerson(present, deed, text));
  draft.sayPhrase('closed-by-person', { ticket: openCase.reference }, {}, 'desk');
  endProblem(draft);
  return true;
}
