import type { Heard, InboxRow, Language, Speaker } from '../domain/index.js';
import { detectLanguage, isWordless } from '../conversation/index.js';
import { authLogDigest, authLogIn, quotedError } from '../diagnosis/index.js';
import type { TurnDraft } from './draft.js';
import { hearNewComplaint } from './hear-complaint.js';
import { hearPlaybook } from './hear-playbook.js';
import { hearTalk } from './hear-talk.js';
import { handToPeople, HUMAN_REQUEST } from './problem.js';
import { understand } from './understand.js';
import { speakerAfter } from './speaker.js';
import { advanceProblem } from './walk.js';
import { answerSwitchInWords, offerSwitch } from './switch.js';
import { answerReminder, hearWordless } from './hear-little.js';
import { hearAgain } from './say-again.js';
import { wasMasked } from './was-masked.js';
import { closeByPerson } from './close-by-person.js';
import { botIsSilent, passOnToPeople } from './with-people.js';

/** A person wrote. People first, then the talk of the conversation, then the open problem, then a new one. */
export function hearMessage(draft: TurnDraft, row: InboxRow): void {
  const text = row.text ?? '';
  rememberSpeaker(draft, row.from);
  if (hearPlaybook(draft, row)) return;
  draft.heardPerson(text);
  // A long log is understood in figures, or nothing beyond its first lines would be.
  const heard = understand(draft, authLogDigest(text) ?? text);
  followLanguage(draft, heard, text);
  if (wasMasked(row)) draft.sayPhrase('masked-secret', {}, {}, 'desk');

  if (botIsSilent(draft)) {
    hearWhilePeopleHaveIt(draft, heard);
    return;
  }
  if (hearAgain(draft, row, heard)) return;
  if (answerSwitchInWords(draft, heard)) return;
  if (heard.answer === undefined && isWordless(heard.text)) {
    hearWordless(draft, heard);
    return;
  }
  if (answerReminder(draft, heard) || hearTalk(draft, heard)) return;
  if (!draft.conversation.problem) {
    hearNewComplaint(draft, heard);
    return;
  }
  if (asksForPeople(draft, heard)) {
    handToPeople(draft, heard);
    return;
  }
  if (offerSwitch(draft, heard)) return;
  advanceProblem(draft, { kind: 'said', heard });
}

/** Everything goes to the people; until somebody has taken the case the person is told that it did. */
function hearWhilePeopleHaveIt(draft: TurnDraft, heard: Heard): void {
  if (heard.talk?.kind === 'solved' && closeByPerson(draft, heard.text)) return;
  passOnToPeople(draft, heard.text);
  if (draft.openCase?.state !== 'posted') return;
  const ticket = draft.openCase.reference;
  if (heard.talk?.kind === 'news') draft.sayPhrase('case-news', { ticket }, {}, 'desk');
  else if (draft.conversation.lastPhrase !== 'phrase:case-open') {
    draft.sayPhrase('case-open', { ticket }, {}, 'desk');
  }
}

export function rememberSpeaker(draft: TurnDraft, from: Speaker | undefined): void {
  if (!from) return;
  draft.conversation = {
    ...draft.conversation,
    speaker: speakerAfter(draft.conversation.speaker, from),
  };
}

/** Answers in the language of the person's latest real sentence; a host name, an “ok” or a pasted error changes nothing. */
function followLanguage(draft: TurnDraft, heard: Heard, typed: string): void {
  const known = draft.conversation.language;
  const own = ownWords(draft, heard, typed);
  if (known !== undefined && !isWholeSentenceIn(heard.language, own)) return;
  // “Outlook” alone is no English: the profile says which language is spoken.
  if (known === undefined && draft.conversation.speaker?.language !== undefined && isBareName(own)) return;
  if (known === heard.language) return;
  const problem = draft.conversation.problem;
  draft.conversation = { ...draft.conversation, language: heard.language };
  if (problem) draft.setProblem({ ...problem, run: { ...problem.run, language: heard.language } });
}

/** A line that begins with the moment it was written. */
const LOG_LINE = /^(?:[A-Z][a-z]{2} [ \d]\d|\d{4}-\d{2}-\d{2})[ T]\d{2}:\d{2}:\d{2}.*$/gmu;

/** What a person wrote of a message, without what a server or a program did. */
function ownWords(draft: TurnDraft, heard: Heard, typed: string): string {
  if (authLogIn(typed)) return '';
  const text = heard.text.replace(LOG_LINE, ' ');
  const refusals = [...draft.loaded.bundle.providers.values()].flatMap((one) => one.refusals);
  const quoted = quotedError(
    text,
    refusals.map((one) => one.text),
  );
  if (!quoted) return text;
  return quoted.text.split('\n').reduce((rest, piece) => rest.replace(piece, () => ' '), text);
}

function isBareName(text: string): boolean {
  return !/\p{Script=Han}|\S\s+\S/u.test(text.trim());
}

function isWholeSentenceIn(language: Language, text: string): boolean {
  if (detectLanguage(text) !== language) return false;
  if (language === 'zh') return (text.match(/\p{Script=Han}/gu) ?? []).length >= 3;
  // `li.lei@mail.example` is four English words to a counter, and none to a person.
  const words = text.replace(/\S+/gu, (word) => (/.[@./:]./su.test(word) ? ' ' : word));
  return !/\p{Script=Han}/u.test(text) && (words.match(/[A-Za-z']{2,}/gu) ?? []).length >= 4;
}

/** People are asked for in words that are no set phrase; nobody is asked whether that is another problem. */
function asksForPeople(draft: TurnDraft, { intent, answer }: Heard): boolean {
  const { thresholds } = draft.loaded.bundle.settings;
  if (intent.scenario !== HUMAN_REQUEST || answer !== undefined) return false;
  return intent.certain || intent.confidence >= thresholds.switch;
}
