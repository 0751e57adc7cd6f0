import type { Language } from '../../domain/index.js';
import { LOST_WORDS, TROUBLE_WORDS } from './console-words.js';
import type { Trouble } from './trouble.js';

/** Why a deed did not happen, or that nobody knows whether it did: sent again, the person may read it twice. */
export function deedTroubleWords(trouble: Trouble, language: Language): string {
  return trouble.code === 'unreachable' ? LOST_WORDS[language] : troubleWords(trouble, language);
}

/** A trouble as a sentence for the agent; the server's own words where this page has none. */
export function troubleWords(trouble: Trouble, language: Language): string {
  return TROUBLE_WORDS[trouble.code]?.[language] ?? `${trouble.message}. ${trouble.remedy}`.trim();
}
