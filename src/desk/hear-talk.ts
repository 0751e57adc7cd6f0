import type { Heard, Waiting } from '../domain/index.js';
import type { TurnDraft } from './draft.js';
import { takesSolved } from '../engine/index.js';
import { closeByPerson } from './close-by-person.js';
import { tellOfIncident } from './incidents/join.js';
import { leaveIncident } from './incidents/report.js';
import { handToPeople } from './problem.js';
import { advanceProblem, contextOf } from './walk.js';

/** The talk that every conversation needs, heard before any step. True when the message was nothing else. */
export function hearTalk(draft: TurnDraft, heard: Heard): boolean {
  const talk = heard.talk;
  if (!talk) return false;
  const problem = draft.conversation.problem;
  switch (talk.kind) {
    case 'human':
      handToPeople(draft, heard);
      return true;
    case 'language':
      draft.conversation = { ...draft.conversation, language: talk.language };
      if (problem) advanceProblem(draft, { kind: 'language', language: talk.language });
      else draft.sayPhrase('language-switched');
      return true;
    case 'solved':
      if (closeByPerson(draft, heard.text)) return true;
      if (problem && takesSolved(draft.loaded.bundle, problem.run, heard, contextOf(draft))) {
        // The playbook says what it was, which “glad it works” would not.
        advanceProblem(draft, { kind: 'said', heard: { ...heard, answer: 'yes' } });
      } else if (problem) closeProblem(draft, 'solved');
      else draft.sayPhrase('thanks');
      leaveIncident(draft);
      return true;
    case 'cancel':
      if (problem) closeProblem(draft, 'cancelled');
      else if (draft.conversation.joined) draft.sayPhrase('cancelled');
      else draft.sayPhrase('nothing-open');
      if (!problem) leaveIncident(draft);
      return true;
    case 'thanks':
      // “Yes, thanks” answers the open question.
      if (problem && heard.answer) return false;
      draft.sayPhrase('thanks');
      return true;
    case 'greeting':
      if (problem) return repeatQuestion(draft);
      draft.conversation = { ...draft.conversation, greeted: true };
      draft.sayPhrase('greeting');
      return true;
    case 'repeat':
      return repeatQuestion(draft);
    case 'news':
      if (draft.openCase) draft.sayPhrase('case-waiting', { ticket: draft.openCase.reference });
      else if (problem) return repeatQuestion(draft);
      else if (draft.conversation.joined) tellOfIncident(draft, draft.conversation.joined);
      else draft.sayPhrase('nothing-open');
      return true;
    case 'wait':
      if (problem) leaveTime(draft);
      if (draft.conversation.lastPhrase !== 'phrase:wait-ok') draft.sayPhrase('wait-ok');
      return true;
    case 'refuse':
      return hearRefusal(draft, heard);
    case 'why':
      if (problem?.run.waiting?.kind !== 'question') return false;
      draft.sayPhrase('why-asked');
      return repeatQuestion(draft);
  }
}

/** The person ends the open problem; what is said comes before the question of a parked one. */
export function closeProblem(draft: TurnDraft, as: 'solved' | 'cancelled'): void {
  draft.sayPhrase(as);
  advanceProblem(draft, { kind: 'closed', outcome: as === 'solved' ? 'resolved' : 'abandoned' });
}

/** Reminders of the open question count from now. */
function leaveTime(draft: TurnDraft): void {
  const waiting = draft.conversation.problem?.run.waiting;
  if (waiting?.kind !== 'question') return;
  draft.cancelTimers.push(waiting.token);
  advanceProblem(draft, { kind: 'moment' });
}

/** Nobody has to answer: it counts as not known, and the playbook goes another way. */
function hearRefusal(draft: TurnDraft, heard: Heard): boolean {
  const waiting = draft.conversation.problem?.run.waiting;
  if (waiting?.kind !== 'question' && waiting?.kind !== 'sign-in') return repeatQuestion(draft);
  draft.sayPhrase('no-need');
  const answer = waiting.kind === 'question' ? 'unknown' : 'no';
  advanceProblem(draft, { kind: 'said', heard: { ...heard, answer, entities: [] } });
  return true;
}

/** Says the open question once more, or what is being waited for; greets where nothing is open. */
export function repeatQuestion(draft: TurnDraft): boolean {
  const { problem } = draft.conversation;
  const meanwhile = MEANWHILE[problem?.run.waiting?.kind ?? 'question'];
  if (!problem) draft.sayPhrase('greeting');
  else if (meanwhile !== undefined) draft.sayPhrase(meanwhile);
  else advanceProblem(draft, { kind: 'language', language: draft.language });
  return true;
}

/** What is said where no question is open. */
const MEANWHILE: Readonly<Partial<Record<Waiting['kind'], string>>> = {
  measurement: 'still-measuring',
  action: 'still-working',
  'sign-in': 'sign-in-open',
  pause: 'still-paused',
};
