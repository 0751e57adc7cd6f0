import type { Language } from '../../domain/index.js';

/** What the size of a text is counted in. */
export const UNITS: Readonly<Record<Language, string>> = { zh: 'characters', en: 'words' };

/** How long a text is: Chinese in characters (a Latin word or number counts two), English in words. */
export function sizeOf(text: string, language: Language): number {
  const bare = text.replace(/\{([A-Za-z][\w.-]*)(?:\|[^{}]*)?\}/gu, '{$1}');
  if (language === 'en') return bare.split(/\s+/u).filter(Boolean).length;
  const han = bare.match(/\p{Script=Han}/gu)?.length ?? 0;
  const runs = bare.match(/[A-Za-z0-9{][\w.{}:@/-]*/gu)?.length ?? 0;
  return han + 2 * runs;
}
