import type { Heard, Playbook } from '../domain/index.js';
import type { TurnDraft } from './draft.js';
import { handToPeople, startProblem } from './problem.js';

const TRIAGE = 'triage';
const OUT_OF_SCOPE = 'out-of-scope';
/** The third message in a row that is not for us goes to people. */
const MISSES = 3;
/** How sure the words must be to open a playbook that skips triage. */
const SURE_ENOUGH = 0.6;

/** First words with no open problem: a term explained, a playbook opened at once, or triage. */
export function hearNewComplaint(draft: TurnDraft, heard: Heard): void {
  if (explainTerm(draft, heard)) return;
  if (isOutOfScope(heard)) {
    hearNotForUs(draft, heard);
    return;
  }
  draft.conversation = { ...draft.conversation, misses: 0 };
  startProblem(draft, opensAtOnce(draft, heard)?.id ?? TRIAGE, heard);
}

/** Explains the term that the message asks about. False when it asks about none. */
export function explainTerm(draft: TurnDraft, heard: Heard): boolean {
  const term = heard.asksAbout === undefined ? undefined : draft.loaded.bundle.glossary.get(heard.asksAbout);
  if (!term) return false;
  draft.say({ text: term.text[draft.language], buttons: [humanButton(draft)] }, `aside:${term.id}`);
  return true;
}

export function isOutOfScope(heard: Heard): boolean {
  return heard.intent.scenario === OUT_OF_SCOPE;
}

/** The playbook that this message opens without triage, if any. */
export function opensAtOnce(draft: TurnDraft, heard: Heard): Playbook | undefined {
  if (!heard.intent.certain && heard.intent.confidence < SURE_ENOUGH) return undefined;
  return [...draft.loaded.bundle.playbooks.values()].find(
    ({ opensOn }) => opensOn.atOnce && opensOn.intent === heard.intent.scenario,
  );
}

function hearNotForUs(draft: TurnDraft, heard: Heard): void {
  const misses = draft.conversation.misses + 1;
  draft.conversation = { ...draft.conversation, misses };
  if (misses >= MISSES) {
    draft.conversation = { ...draft.conversation, misses: 0 };
    handToPeople(draft, heard, 'stuck');
    return;
  }
  sayOutOfScope(draft);
}

/** Says what this bot is for, with the way to people. */
export function sayOutOfScope(draft: TurnDraft): void {
  draft.sayPhrase('out-of-scope', {}, { buttons: [humanButton(draft)] });
}

function humanButton(draft: TurnDraft): { id: string; label: string; press: string } {
  return { id: 'human', label: draft.label('talk-to-person'), press: 'desk:human' };
}
