import type { Bundle, Heard, PlaybookRun, Problem, SlotValue } from '../domain/index.js';
import { providerByAddress } from '../providers/index.js';
import {
  answersInError,
  answersInWords,
  beginRun,
  errorWords,
  toldError,
  type ToldError,
} from '../engine/index.js';
import type { TurnDraft } from './draft.js';
import { timeZoneOf } from './queue-of.js';
import { advanceProblem } from './walk.js';

/** The intent, and the playbook, of somebody who wants a person. */
export const HUMAN_REQUEST = 'human-request';

/**
 * Opens a problem with the live bundle, which it keeps to its end, and takes the first step. An error text in the
 * first words is read at once, and what it means is said once.
 */
export function startProblem(
  draft: TurnDraft,
  playbook: string,
  heard: Heard | undefined,
  given: PlaybookRun['slots'] = {},
): void {
  draft.setProblem(newProblem(draft, playbook, heard, given));
  const told = errorIn(draft, heard);
  if (told) draft.sayPhrase(told.phrase, errorWords(told, draft.language, timeZoneOf(draft)));
  advanceProblem(draft, { kind: 'started' });
}

/** Keeps a complaint for later: it begins when the open problem is over. */
export function parkProblem(draft: TurnDraft, playbook: string, heard: Heard): void {
  const parked = newProblem(draft, playbook, heard);
  draft.conversation = { ...draft.conversation, parked: [...draft.conversation.parked, parked] };
}

function newProblem(
  draft: TurnDraft,
  playbook: string,
  heard: Heard | undefined,
  given: PlaybookRun['slots'] = {},
): Problem {
  const { bundle } = draft.tools.live;
  const number = draft.conversation.problems + 1;
  const id = `${draft.snapshot.key}#${number}`;
  const told = errorIn(draft, heard);
  const problem: Problem = {
    id,
    openedAt: draft.now,
    words: heard?.text ?? '',
    ...(draft.row?.kind === 'message' && { message: draft.row.platformId }),
    run: beginRun({
      problem: id,
      bundle: bundle.hash,
      playbook,
      language: draft.language,
      slots: { ...knownAtStart(draft, bundle, heard, told), ...given },
      ...(told && { findings: [told.finding] }),
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
  told: ToldError | undefined,
): Readonly<Record<string, SlotValue>> {
  const known: Record<string, SlotValue> = {
    ...(told && answersInError(told, bundle)),
    ...answersInWords(bundle, heard?.text ?? ''),
  };
  const address = draft.conversation.speaker?.address;
  const entities = [...(heard?.entities ?? []), ...(told?.entities ?? [])];
  for (const slot of bundle.slots.values()) {
    const said = slot.from.includes('words')
      ? entities.find(({ kind }) => kind === slot.kind)?.value
      : undefined;
    if (said !== undefined) known[slot.id] = { value: said, source: 'words' };
    else if (slot.kind === 'email' && slot.from.includes('profile') && address !== undefined) {
      known[slot.id] = { value: address, source: 'profile' };
    }
  }
  const provider = providerByAddress(bundle.providers, known['address']?.value ?? '');
  const inError = told?.entities.find(({ kind }) => kind === 'provider')?.value;
  if (provider && bundle.slots.has('provider')) {
    known['provider'] = { value: provider.id, source: known['address']?.source ?? 'words' };
  } else if (inError !== undefined && bundle.slots.has('provider')) {
    known['provider'] = { value: inError, source: 'words' };
  }
  return known;
}

/** The error text in somebody's first words, read with the provider of the address that is known. */
function errorIn(draft: TurnDraft, heard: Heard | undefined): ToldError | undefined {
  if (!heard) return undefined;
  const { bundle } = draft.tools.live;
  const address =
    heard.entities.find(({ kind }) => kind === 'email')?.value ?? draft.conversation.speaker?.address;
  return toldError(heard.text, bundle, providerByAddress(bundle.providers, address ?? ''), draft.now);
}
