import porterStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';

/** The smallest piece that is compared: a Latin word (as its stem), a number, or one Han character. */
export interface Unit {
  readonly text: string;
  readonly kind: 'word' | 'han' | 'mark';
  /** Offsets in the plain text, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** A word ends where Han begins, because in mixed text the two touch. */
const UNIT =
  /\p{Script=Han}|(?!\p{Script=Han})[\p{L}\p{N}](?:(?!\p{Script=Han})[\p{L}\p{N}_]|['’](?=\p{L}))*|[!?？！。；;]/gu;
const HAN = /^\p{Script=Han}$/u;
const WORD = /^[\p{L}\p{N}]/u;
const LATIN = /^[a-z]+$/u;
/** Longer runs are keys, hashes or noise; only their beginning is looked at. */
const LONGEST_WORD = 24;

/** Cuts a plain text into units. Apostrophes inside a word are dropped: “can't” and “cant” are one word. */
export function unitsOf(plain: string): Unit[] {
  return Array.from(plain.matchAll(UNIT), (match) => unitAt(match[0], match.index));
}

function unitAt(found: string, start: number): Unit {
  const end = start + found.length;
  if (HAN.test(found)) return { text: found, kind: 'han', start, end };
  if (!WORD.test(found)) return { text: found, kind: 'mark', start, end };
  const word = found.replace(/['’]/gu, '').slice(0, LONGEST_WORD);
  return { text: stem(word), kind: 'word', start, end };
}

/** Porter's stem of a Latin word; anything else stays as it is. */
export function stem(word: string): string {
  return LATIN.test(word) ? porterStemmer.stem(word) : word;
}
