import type { Heard } from '../domain/index.js';
import { isBareQuestion } from '../conversation/index.js';
import type { TurnDraft } from './draft.js';
import { closeProblem, repeatQuestion } from './hear-talk.js';

/** Nothing is written (a sticker, a picture, marks): it answers nothing, and counts as no miss. */
export function hearWordless(draft: TurnDraft, heard: Heard): void {
  // “?” asks for the question.
  if (isBareQuestion(heard.text) || !draft.conversation.greeted) {
    repeatQuestion(draft);
    draft.conversation = { ...draft.conversation, greeted: true };
    return;
  }
  // Said once: whoever sends five stickers is not told five times.
  if (draft.conversation.lastPhrase !== 'phrase:no-words') draft.sayPhrase('no-words');
}

/** The reminder asks whether mail arrives now, whatever the open question is. True when that was answered. */
export function answerReminder(draft: TurnDraft, heard: Heard): boolean {
  const { lastPhrase, problem } = draft.conversation;
  if (lastPhrase !== 'phrase:idle-remind' || !problem) return false;
  if (heard.answer === 'yes') {
    closeProblem(draft, 'solved');
    return true;
  }
  return heard.answer === 'no' ? repeatQuestion(draft) : false;
}
