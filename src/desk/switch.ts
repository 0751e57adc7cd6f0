import type { Heard } from '../domain/index.js';
import { fillPhrase } from '../conversation/index.js';
import type { TurnDraft } from './draft.js';
import { startProblem } from './problem.js';
import { understand } from './understand.js';
import { advanceProblem } from './walk.js';

const SWITCH = 'desk:switch';
const STAY = 'desk:stay';

/**
 * Words that are sure to mean another cause, in the middle of a problem: offers to start anew with them
 * (the old problem is parked). Anything less is an answer to the open question. True when it was offered.
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
