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
  const term = heard.asksAbout === undefined ? undefined : draft.loaded.bundle.glossary.get(heard.asksAbout);
  if (term) {
    draft.say({ text: term.text[draft.language], buttons: [humanButton(draft)] }, `aside:${term.id}`);
    return;
  }
  if (heard.intent.scenario === OUT_OF_SCOPE) {
    hearOutOfScope(draft, heard);
    return;
  }
  draft.conversation = { ...draft.conversation, misses: 0 };
  startProblem(draft, opensAtOnce(draft, heard)?.id ?? TRIAGE, heard);
}

/** The playbook that this message opens without triage, if any. */
export function opensAtOnce(draft: TurnDraft, heard: Heard): Playbook | undefined {
  if (!heard.intent.certain && heard.intent.confidence < SURE_ENOUGH) return undefined;
  return [...draft.loaded.bundle.playbooks.values()].find(
    ({ opensOn }) => opensOn.atOnce && opensOn.intent === heard.intent.scenario,
  );
}

function hearOutOfScope(draft: TurnDraft, heard: Heard): void {
  const misses = draft.conversation.misses + 1;
  draft.conversation = { ...draft.conversation, misses };
  if (misses >= MISSES) {
    draft.conversation = { ...draft.conversation, misses: 0 };
    handToPeople(draft, heard, 'stuck');
    return;
  }
  draft.sayPhrase('out-of-scope', {}, { buttons: [humanButton(draft)] });
}

function humanButton(draft: TurnDraft): { id: string; label: string; press: string } {
  return { id: 'human', label: draft.label('talk-to-person'), press: 'desk:human' };
}
