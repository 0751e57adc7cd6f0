import type { Language } from '../../domain/index.js';
import { TROUBLE_WORDS } from './console-words.js';
import type { Trouble } from './trouble.js';

/** A trouble as a sentence for the agent; the server's own words where this page has none. */
export function troubleWords(trouble: Trouble, language: Language): string {
  return TROUBLE_WORDS[trouble.code]?.[language] ?? `${trouble.message}. ${trouble.remedy}`.trim();
}
