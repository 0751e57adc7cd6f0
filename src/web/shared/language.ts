import type { Language } from '../../domain/index.js';
import { keep, kept } from './storage.js';
import { LANG_TAGS } from './words.js';

const NAME = 'mailmedic.language';

/**
 * The language chosen before on this browser, else the one the address asks for (`?language=zh`), else the browser's
 * own: Chinese if it is any Chinese, else English.
 */
export function firstLanguage(): Language {
  const chosen = kept(NAME) ?? new URLSearchParams(window.location.search).get('language');
  if (chosen === 'zh' || chosen === 'en') return chosen;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** Keeps a choice for the next visit, where the browser allows it. */
export function keepLanguage(language: Language): void {
  keep(NAME, language);
}

/** Tells the document, so that screen readers pronounce the page right. */
export function tellDocument(language: Language): void {
  document.documentElement.lang = LANG_TAGS[language];
}
