import type { InboxRow, Problem } from '../domain/index.js';
import type { TurnDraft } from './draft.js';

/** A message that a turn has already read was deleted: what was decided stands, its words are forgotten. */
export function hearDeletion(draft: TurnDraft, row: InboxRow): void {
  draft.deleted.push(row.platformId);
  draft.note('(message deleted by its author)');
  const { problem, parked } = draft.conversation;
  draft.conversation = {
    ...draft.conversation,
    ...(problem && { problem: withoutWords(problem, row.platformId) }),
    parked: parked.map((one) => withoutWords(one, row.platformId)),
  };
}

function withoutWords(problem: Problem, message: string): Problem {
  if (problem.message !== message) return problem;
  const { run } = problem;
  return { ...problem, words: '', run: run.words ? { ...run, words: { ...run.words, text: '' } } : run };
}
