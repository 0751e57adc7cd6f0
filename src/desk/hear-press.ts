import type { InboxRow } from '../domain/index.js';
import type { TurnDraft } from './draft.js';
import { handToPeople } from './problem.js';
import { hearAgain } from './say-again.js';
import { answerSwitch } from './switch.js';
import { advanceProblem } from './walk.js';
import { botIsSilent, passOnToPeople } from './with-people.js';

/** A button was pressed: `<wait token>:<button>`, or one of the desk's own (`desk:human`, `desk:again`). */
export function hearPress(draft: TurnDraft, row: InboxRow): void {
  const press = row.press ?? '';
  const cut = press.lastIndexOf(':');
  const token = press.slice(0, Math.max(cut, 0));
  const button = press.slice(cut + 1);
  const words = row.text ?? button;
  draft.heardPerson(`▸ ${words}`);
  if (botIsSilent(draft)) {
    passOnToPeople(draft, `▸ ${words}`);
    return;
  }
  if (hearAgain(draft, row)) return;
  if (press === 'desk:human') {
    handToPeople(draft, undefined);
    return;
  }
  if (answerSwitch(draft, press)) return;
  const problem = draft.conversation.problem;
  if (!problem) {
    draft.sayPhrase('button-over');
    return;
  }
  if (!token.startsWith(`${problem.id}.`)) {
    draft.sayPhrase('button-used');
    return;
  }
  if (button === 'human' && problem.run.waiting?.token === token) {
    advanceProblem(draft, { kind: 'human', reason: 'asked' });
    return;
  }
  advanceProblem(draft, { kind: 'pressed', token, button });
}
