import type { Classify, GlossaryTerm, Heard, Language } from '../domain/index.js';
import { readAnswer } from './answer.js';
import { readAskedTerm } from './asks-about.js';
import { readEntities, type Names } from './entities.js';
import { detectLanguage } from './language.js';
import { normaliseText } from './normalise.js';
import { readTalk } from './talk.js';

/** What understanding a message needs: the classifier and the names of the bundle. */
export interface HearTools extends Names {
  readonly classify: Classify;
  readonly glossary: ReadonlyMap<string, GlossaryTerm>;
}

/**
 * Makes sense of one message: its language (a text without letters keeps the person's), the talk of the
 * conversation, yes or no, the values in it, the term it asks about, and the cause it points to. Never throws.
 */
export function hear(text: string, language: Language | undefined, tools: HearTools): Heard {
  const plain = normaliseText(text);
  const talk = readTalk(plain);
  const answer = readAnswer(plain);
  const asksAbout = readAskedTerm(plain, tools.glossary);
  return {
    text: plain,
    language: detectLanguage(plain) ?? language ?? 'zh',
    entities: readEntities(plain, tools),
    intent: tools.classify(plain),
    ...(talk === undefined ? {} : { talk }),
    ...(answer === undefined ? {} : { answer }),
    ...(asksAbout === undefined ? {} : { asksAbout }),
  };
}
