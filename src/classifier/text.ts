import { simplify } from './traditional.js';

/** Longest text that is looked at, in code points. The rest is cut off before any other work is done. */
export const MAX_TEXT = 2000;

/** Zero-width and bidirectional controls, soft hyphen, variation selectors, combining marks. */
const INVISIBLE = /[\p{Cf}\p{Mn}\p{Me}\u{3164}\u{115f}\u{1160}]+/gu;
const LONE_SURROGATE = /\p{Cs}/gu;

/** A text made comparable: `shown` keeps the case for people, `plain` is what features are taken from. */
export interface CleanText {
  readonly shown: string;
  readonly plain: string;
}

/**
 * Cuts to {@link MAX_TEXT}, folds compatibility forms (full-width letters, mathematical alphabets: NFKC),
 * removes what can't be seen, and lower-cases. Both strings have the same length, so offsets fit both.
 */
export function cleanText(text: string): CleanText {
  const folded = firstCodePoints(text, MAX_TEXT)
    .normalize('NFKD')
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .replace(LONE_SURROGATE, ' ');
  // One ligature may unfold to eighteen letters, so the cap holds for the result too.
  const shown = firstCodePoints(folded, MAX_TEXT);
  const lower = shown.toLowerCase();
  const plain = simplify(lower);
  return { shown: plain.length === shown.length ? shown : plain, plain };
}

function firstCodePoints(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const short = text.slice(0, limit * 2);
  let units = 0;
  let points = 0;
  for (const char of short) {
    if (points === limit) break;
    points += 1;
    units += char.length;
  }
  return short.slice(0, units);
}
