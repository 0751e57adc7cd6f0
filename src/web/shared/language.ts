import type { Language } from '../../domain/index.js';

const KEY = 'mailmedic.language';

/** The language chosen before on this browser, else the browser's own: Chinese if it is any Chinese, else English. */
export function firstLanguage(): Language {
  const chosen = storage()?.getItem(KEY);
  if (chosen === 'zh' || chosen === 'en') return chosen;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** Keeps a choice and tells the document, so that screen readers pronounce it right. */
export function keepLanguage(language: Language): void {
  storage()?.setItem(KEY, language);
}

export function tellDocument(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}

// A browser may forbid storage, for instance in a frame of another site.
function storage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
