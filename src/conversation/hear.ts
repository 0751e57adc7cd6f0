import type { Classify, Entity, GlossaryTerm, Heard, Language } from '../domain/index.js';
import { readAnswer } from './answer.js';
import { readQuestionAside } from './asks-about.js';
import { withHeardCommas } from './clauses.js';
import { readCorrection } from './correction.js';
import { readEntities } from './entities.js';
import { detectLanguage } from './language.js';
import type { Names } from './names.js';
import { isCut, normaliseText } from './normalise.js';
import { readSign } from './signs.js';
import type { LocalTime } from './told/calendar.js';
import { readTalk } from './talk.js';

/** What understanding a message needs: the classifier and the names of the bundle. */
export interface HearTools extends Names {
  readonly classify: Classify;
  readonly glossary: ReadonlyMap<string, GlossaryTerm>;
  /** Where the person is; without it nothing is read of when the trouble began. */
  readonly now?: LocalTime;
}

/** In a longer text (a log, a forwarded message) an address counts only where it is the only one. */
const LONG_TEXT = 400;

/**
 * Makes sense of one message: its language (a text without letters keeps the person's), the talk of the
 * conversation, yes or no, the values in it, the term it asks about with what is said beside it, the words that
 * take something back, and the cause it points to. Never throws.
 */
export function hear(text: string, language: Language | undefined, tools: HearTools): Heard {
  const plain = normaliseText(text);
  const dictated = withHeardCommas(plain);
  const talk = readTalk(plain) ?? readTalk(dictated);
  const answer = readAnswer(plain) ?? readAnswer(dictated) ?? readSign(plain);
  const instead = readCorrection(plain);
  const asked = readQuestionAside(plain, tools.glossary);
  return {
    text: plain,
    language: detectLanguage(plain) ?? language ?? 'zh',
    entities: entitiesIn(plain, instead, tools),
    intent: tools.classify(plain),
    ...(talk === undefined ? {} : { talk }),
    ...(answer === undefined ? {} : { answer }),
    ...(instead === undefined ? {} : { instead }),
    ...(isCut(text) ? { cut: true } : {}),
    ...(asked === undefined ? {} : { asksAbout: asked.term }),
    ...(asked?.beside ? { beside: hear(asked.beside, language, tools) } : {}),
  };
}

/** What replaces something said before wins over what it replaces. */
function entitiesIn(plain: string, instead: string | undefined, tools: HearTools): readonly Entity[] {
  const all = readEntities(plain, tools);
  if ([...plain].length > LONG_TEXT) return all.filter(({ kind }) => isTheOnlyOne(kind, all));
  const meant = instead === undefined ? [] : readEntities(instead, tools);
  return [...meant, ...all.filter(({ kind }) => !meant.some((one) => one.kind === kind))];
}

function isTheOnlyOne(kind: Entity['kind'], all: readonly Entity[]): boolean {
  return (kind !== 'email' && kind !== 'hostname') || all.filter((one) => one.kind === kind).length === 1;
}
