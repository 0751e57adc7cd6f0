import type { Heard } from '../domain/index.js';
import { fillPhrase, isOnlyName } from '../conversation/index.js';
import { takesWords } from '../engine/index.js';
import type { TurnDraft } from './draft.js';
import { startProblem } from './problem.js';
import { understand } from './understand.js';
import { advanceProblem, contextOf } from './walk.js';

const SWITCH = 'desk:switch';
const STAY = 'desk:stay';

/** Fewer words than this are no complaint, whatever the classifier is sure of. */
const COMPLAINT = { han: 4, latin: 3 };

/**
 * A whole sentence that is sure to mean another cause, in the middle of a problem, and that the open question can't
 * take: offers to start anew with it (the old problem is parked). Anything less is an answer to the open question.
 * Where any text is an answer, only what can't wait is offered. True when it was offered.
 */
export function offerSwitch(draft: TurnDraft, heard: Heard): boolean {
  const problem = draft.conversation.problem;
  if (!problem || heard.answer || problem.run.waiting?.kind !== 'question') return false;
  // A term is explained in place, and the open question is asked again.
  if (heard.asksAbout !== undefined) return false;
  const { bundle } = draft.loaded;
  if (!heard.intent.certain && heard.intent.confidence < bundle.settings.thresholds.switch) return false;
  const other = [...bundle.playbooks.values()].find(
    ({ part, opensOn }) => !part && opensOn.intent === heard.intent.scenario,
  );
  if (!other || isBeingWalked(draft, other.id)) return false;
  // During triage words are evidence; only what opens at once is another matter there.
  if (isBeingWalked(draft, 'triage') && problem.run.stack.length < 2 && !other.opensOn.atOnce) return false;
  if (!isComplaint(draft, heard)) return false;
  const taken = takesWords(bundle, problem.run, heard, contextOf(draft));
  if (taken === 'answer' || (taken === 'any-text' && !other.opensOn.atOnce)) return false;
  const phrase = bundle.phrases.get('switch-offer');
  if (!phrase) return false;
  draft.conversation = { ...draft.conversation, offered: { playbook: other.id, words: heard.text } };
  draft.say(
    {
      text: fillPhrase(phrase, draft.language, { cause: other.title[draft.language] }),
      buttons: [
        { id: 'switch', label: draft.label('switch-yes'), press: SWITCH },
        { id: 'stay', label: draft.label('switch-no'), press: STAY },
      ],
    },
    'phrase:switch-offer',
  );
  return true;
}

/** A server, an address, a number or a name is a value, not a complaint. */
function isComplaint(draft: TurnDraft, { text }: Heard): boolean {
  if (isOnlyName(text, draft.loaded.bundle)) return false;
  const words = text.replace(/[\w@./:-]*[\w][@./:][\w@./:-]+/gu, ' ');
  const han = words.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = words.match(/\p{Script=Latin}[\p{Script=Latin}'’]*/gu)?.length ?? 0;
  return (
    han >= COMPLAINT.han ||
    latin >= COMPLAINT.latin ||
    (han > 0 && latin > 0 && han + latin >= COMPLAINT.latin)
  );
}

function isBeingWalked(draft: TurnDraft, playbook: string): boolean {
  return draft.conversation.problem?.run.stack.some((frame) => frame.playbook === playbook) ?? false;
}

/**
 * The offer answered in words: yes, no, a button's label. “Never mind” declines the offer and nothing else.
 * Whatever else is said lets it lapse. True when it was answered.
 */
export function answerSwitchInWords(draft: TurnDraft, heard: Heard): boolean {
  const { offered, ...conversation } = draft.conversation;
  if (!offered) return false;
  const said = heard.text.trim();
  if (heard.answer === 'yes' || said === draft.label('switch-yes')) return answerSwitch(draft, SWITCH);
  const declines = heard.answer === 'no' || heard.talk?.kind === 'cancel' || heard.talk?.kind === 'refuse';
  if (declines || said === draft.label('switch-no')) return answerSwitch(draft, STAY);
  draft.conversation = conversation;
  return false;
}

/** The answer to the offer: `desk:switch` parks the problem and starts the other one, `desk:stay` asks again. */
export function answerSwitch(draft: TurnDraft, press: string): boolean {
  const { offered, ...conversation } = draft.conversation;
  if (!offered || (press !== SWITCH && press !== STAY)) return false;
  draft.conversation = conversation;
  const problem = conversation.problem;
  if (press === STAY) {
    if (problem) advanceProblem(draft, { kind: 'language', language: draft.language });
    return true;
  }
  if (problem) {
    draft.setProblem(undefined);
    draft.conversation = { ...draft.conversation, parked: [...draft.conversation.parked, problem] };
  }
  startProblem(draft, offered.playbook, understand(draft, offered.words));
  return true;
}
