import type { Heard } from '../domain/index.js';
import type { TurnDraft } from './draft.js';
import { handToPeople } from './problem.js';
import { advanceProblem } from './walk.js';

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
      if (problem) {
        advanceProblem(draft, { kind: 'closed', outcome: 'resolved' });
        draft.sayPhrase('solved');
      } else draft.sayPhrase('thanks');
      return true;
    case 'cancel':
      if (problem) advanceProblem(draft, { kind: 'closed', outcome: 'abandoned' });
      draft.sayPhrase(problem ? 'cancelled' : 'nothing-open');
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
      else if (problem?.run.waiting?.kind === 'measurement') draft.sayPhrase('still-measuring');
      else if (problem) return repeatQuestion(draft);
      else draft.sayPhrase('nothing-open');
      return true;
    case 'wait':
      draft.sayPhrase('wait-ok');
      return true;
  }
}

/** Says the open question once more; greets where nothing is open. */
function repeatQuestion(draft: TurnDraft): boolean {
  if (draft.conversation.problem) advanceProblem(draft, { kind: 'language', language: draft.language });
  else draft.sayPhrase('greeting');
  return true;
}
