import type { Heard, Playbook } from '../domain/index.js';
import { isPlainNo, isWordless } from '../conversation/index.js';
import { isAboutMail } from './about-mail.js';
import type { TurnDraft } from './draft.js';
import { handToPeople, parkProblem, startProblem } from './problem.js';
import { readTwoComplaints, type Complaint } from './two-complaints.js';

const TRIAGE = 'triage';
const OUT_OF_SCOPE = 'out-of-scope';
const UNCLEAR = 'unclear';
/** After these a person's “ok” ends the talk, and nobody answers it. */
const CLOSINGS: ReadonlySet<string> = new Set(
  ['solved', 'thanks', 'cancelled', 'nothing-open', 'case-closed'].map((id) => `phrase:${id}`),
);
/** So few characters hold no complaint behind a “right” or “ok”. */
const FEW = 6;
/** The third message in a row that is not for us goes to people. */
const MISSES = 3;
/** How sure the words must be to open a playbook that skips triage. */
const SURE_ENOUGH = 0.6;

/** First words with no open problem: a term explained, a playbook opened at once, or triage. */
export function hearNewComplaint(draft: TurnDraft, heard: Heard): void {
  if (explainTerm(draft, heard)) {
    if (heard.beside && isAboutMail(draft, heard.beside)) hearNewComplaint(draft, heard.beside);
    return;
  }
  if (answersNothing(heard)) {
    if (!CLOSINGS.has(draft.conversation.lastPhrase ?? '')) draft.sayPhrase('nothing-open');
    return;
  }
  if (!isAboutMail(draft, heard)) {
    hearNotForUs(draft, heard);
    return;
  }
  draft.conversation = { ...draft.conversation, misses: 0 };
  const two = readTwoComplaints(draft, heard.text);
  if (two) startBoth(draft, ...two);
  else startProblem(draft, opensAtOnce(draft, heard)?.id ?? TRIAGE, heard);
}

/** Says what is taken first, so that the person need not repeat the other one. */
function startBoth(draft: TurnDraft, first: Complaint, then: Complaint): void {
  parkProblem(draft, opensAtOnce(draft, then.heard)?.id ?? TRIAGE, then.heard);
  draft.sayPhrase('one-at-a-time', { cause: first.cause.title[draft.language] });
  startProblem(draft, opensAtOnce(draft, first.heard)?.id ?? TRIAGE, first.heard);
}

/** “Yes”, “no”, “I don't know” where nothing was asked. */
function answersNothing({ answer, text, intent }: Heard): boolean {
  if (answer === undefined) return false;
  const isFew = [...text].length <= FEW && intent.scenario === UNCLEAR;
  if (intent.scenario !== OUT_OF_SCOPE && !isFew) return false;
  return answer !== 'no' || isPlainNo(text) || isWordless(text);
}

/** Explains the term that the message asks about. False when it asks about none. */
export function explainTerm(draft: TurnDraft, heard: Heard): boolean {
  const term = heard.asksAbout === undefined ? undefined : draft.loaded.bundle.glossary.get(heard.asksAbout);
  if (!term) return false;
  draft.say({ text: term.text[draft.language], buttons: [humanButton(draft)] }, `aside:${term.id}`);
  return true;
}

/** The playbook that this message opens without triage, if any. */
export function opensAtOnce(draft: TurnDraft, heard: Heard): Playbook | undefined {
  if (!heard.intent.certain && heard.intent.confidence < SURE_ENOUGH) return undefined;
  return [...draft.loaded.bundle.playbooks.values()].find(
    ({ opensOn }) => opensOn.atOnce && opensOn.intent === heard.intent.scenario,
  );
}

function hearNotForUs(draft: TurnDraft, heard: Heard): void {
  if (heard.cut) {
    draft.sayPhrase('too-long', {}, { buttons: [humanButton(draft)] });
    return;
  }
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
