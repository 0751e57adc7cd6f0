import { chineseAgain } from '../domain/index.js';
import { ALL_INVISIBLE, LONE_SURROGATE } from './characters.js';

/** Longest text that is looked at, in code points; what is beyond is not understood, only kept in the transcript. */
export const LONGEST_TEXT = 2_000;

/**
 * A text as it is understood: Chinese that was taken for Latin letters made Chinese again, NFKC (full-width and mathematical letters become plain ones), without invisible,
 * bidi and control characters, lone surrogates as U+FFFD, at most two combining marks on a letter, at most
 * {@link LONGEST_TEXT} code points. Line breaks stay.
 */
export function normaliseText(text: string): string {
  // Cut first: NFKC makes up to 18 characters out of one, and its cost must stay bounded.
  const clean = chineseAgain(cut(text))
    .replace(LONE_SURROGATE, '\uFFFD')
    .normalize('NFKC')
    .replace(ALL_INVISIBLE, '')
    .replace(/\r\n?|[\u2028\u2029]/gu, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/(\p{M}{2})\p{M}+/gu, '$1');
  return cut(clean).trim();
}

/** True when {@link normaliseText} reads only the beginning of this text. */
export function isCut(text: string): boolean {
  // No code point has more than two units.
  if (text.length > 2 * LONGEST_TEXT) return true;
  return text.length > LONGEST_TEXT && [...text].length > LONGEST_TEXT;
}

function cut(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  return [...text.slice(0, 2 * LONGEST_TEXT)].slice(0, LONGEST_TEXT).join('');
}
