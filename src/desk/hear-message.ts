import type { Heard, InboxRow, Language, Speaker } from '../domain/index.js';
import { detectLanguage } from '../conversation/index.js';
import type { TurnDraft } from './draft.js';
import { hearNewComplaint } from './hear-complaint.js';
import { hearTalk } from './hear-talk.js';
import { understand } from './understand.js';
import { advanceProblem } from './walk.js';
import { offerSwitch } from './switch.js';
import { wasMasked } from './was-masked.js';
import { botIsSilent, passOnToPeople } from './with-people.js';

/** A person wrote. People first, then the talk of the conversation, then the open problem, then a new one. */
export function hearMessage(draft: TurnDraft, row: InboxRow): void {
  const text = row.text ?? '';
  rememberSpeaker(draft, row.from);
  draft.heardPerson(text);
  const heard = understand(draft, text);
  followLanguage(draft, text, heard);
  if (wasMasked(row)) draft.sayPhrase('masked-secret', {}, {}, 'desk');

  if (botIsSilent(draft)) {
    hearWhilePeopleHaveIt(draft, heard);
    return;
  }
  if (text.trim() === '') return;
  if (hearTalk(draft, heard)) return;
  if (!draft.conversation.problem) {
    hearNewComplaint(draft, heard);
    return;
  }
  if (offerSwitch(draft, heard)) return;
  advanceProblem(draft, { kind: 'said', heard });
}

/** Everything goes to the people; until somebody has taken the case the person is told that it did. */
function hearWhilePeopleHaveIt(draft: TurnDraft, heard: Heard): void {
  passOnToPeople(draft, heard.text);
  if (draft.openCase?.state !== 'posted') return;
  const ticket = draft.openCase.reference;
  if (heard.talk?.kind === 'news') draft.sayPhrase('case-news', { ticket }, {}, 'desk');
  else if (draft.conversation.lastPhrase !== 'phrase:case-open') {
    draft.sayPhrase('case-open', { ticket }, {}, 'desk');
  }
}

function rememberSpeaker(draft: TurnDraft, from: Speaker | undefined): void {
  if (!from) return;
  draft.conversation = { ...draft.conversation, speaker: { ...draft.conversation.speaker, ...from } };
}

/** Answers in the language of the person's latest real sentence; a host name or an “ok” changes nothing. */
function followLanguage(draft: TurnDraft, text: string, heard: Heard): void {
  const known = draft.conversation.language;
  if (known !== undefined && !isWholeSentenceIn(heard.language, text)) return;
  if (known === heard.language) return;
  const problem = draft.conversation.problem;
  draft.conversation = { ...draft.conversation, language: heard.language };
  if (problem) draft.setProblem({ ...problem, run: { ...problem.run, language: heard.language } });
}

function isWholeSentenceIn(language: Language, text: string): boolean {
  if (detectLanguage(text) !== language) return false;
  if (language === 'zh') return (text.match(/\p{Script=Han}/gu) ?? []).length >= 3;
  // `li.lei@mail.example` is four English words to a counter, and none to a person.
  const words = text.replace(/\S+[@./:]\S+/gu, ' ');
  return !/\p{Script=Han}/u.test(text) && (words.match(/[A-Za-z']{2,}/gu) ?? []).length >= 4;
}
