import type { Bundle, Heard, Problem, SlotValue } from '../domain/index.js';
import { providerByAddress } from '../providers/index.js';
import { answersInWords, beginRun } from '../engine/index.js';
import type { TurnDraft } from './draft.js';
import { advanceProblem } from './walk.js';

/** The intent, and the playbook, of somebody who wants a person. */
export const HUMAN_REQUEST = 'human-request';

/** Opens a problem with the live bundle, which it keeps to its end, and takes the first step. */
export function startProblem(draft: TurnDraft, playbook: string, heard: Heard | undefined): void {
  draft.setProblem(newProblem(draft, playbook, heard));
  advanceProblem(draft, { kind: 'started' });
}

/** Keeps a complaint for later: it begins when the open problem is over. */
export function parkProblem(draft: TurnDraft, playbook: string, heard: Heard): void {
  const parked = newProblem(draft, playbook, heard);
  draft.conversation = { ...draft.conversation, parked: [...draft.conversation.parked, parked] };
}

function newProblem(draft: TurnDraft, playbook: string, heard: Heard | undefined): Problem {
  const { bundle } = draft.tools.live;
  const number = draft.conversation.problems + 1;
  const id = `${draft.snapshot.key}#${number}`;
  const problem: Problem = {
    id,
    openedAt: draft.now,
    words: heard?.text ?? '',
    run: beginRun({
      problem: id,
      bundle: bundle.hash,
      playbook,
      language: draft.language,
      slots: knownAtStart(draft, bundle, heard),
      ...(heard ? { words: heard.intent } : {}),
    }),
  };
  draft.conversation = { ...draft.conversation, problems: number, greeted: true, misses: 0 };
  return problem;
}

/** A human, from wherever the conversation is. Somebody who already has a case is told so. */
export function handToPeople(
  draft: TurnDraft,
  heard: Heard | undefined,
  reason: 'asked' | 'stuck' = 'asked',
): void {
  if (draft.openCase) {
    draft.sayPhrase('case-waiting', { ticket: draft.openCase.reference });
    return;
  }
  if (draft.conversation.problem) {
    advanceProblem(draft, { kind: 'human', reason });
    return;
  }
  startProblem(draft, HUMAN_REQUEST, heard);
}

/** What is known before the first question: the platform's profile and what the words hold. */
function knownAtStart(
  draft: TurnDraft,
  bundle: Bundle,
  heard: Heard | undefined,
): Readonly<Record<string, SlotValue>> {
  const known: Record<string, SlotValue> = { ...answersInWords(bundle, heard?.text ?? '') };
  const address = draft.conversation.speaker?.address;
  for (const slot of bundle.slots.values()) {
    const said = slot.from.includes('words')
      ? heard?.entities.find(({ kind }) => kind === slot.kind)?.value
      : undefined;
    if (said !== undefined) known[slot.id] = { value: said, source: 'words' };
    else if (slot.kind === 'email' && slot.from.includes('profile') && address !== undefined) {
      known[slot.id] = { value: address, source: 'profile' };
    }
  }
  const provider = providerByAddress(bundle.providers, known['address']?.value ?? '');
  if (provider && bundle.slots.has('provider')) {
    known['provider'] = { value: provider.id, source: known['address']?.source ?? 'words' };
  }
  return known;
}
