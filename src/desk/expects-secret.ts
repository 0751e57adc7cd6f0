import type { Bundle } from '../domain/index.js';

const WORD = /[a-z0-9]+(?:[-'’][a-z0-9]+)*/giu;
const KNOWN = new WeakMap<Bundle, ReadonlySet<string>>();

/**
 * Tells the words of a bundle in lower case (its buttons, names, examples): one of them is an answer where a password
 * was spoken of, and no password.
 */
export function knownWords(bundle: Bundle): (word: string) => boolean {
  const words = KNOWN.get(bundle) ?? wordsOf(bundle);
  KNOWN.set(bundle, words);
  return (word) => words.has(word.replace(/[.,!?。！？]+$/u, ''));
}

function wordsOf({ files }: Bundle): ReadonlySet<string> {
  return new Set([...files.values()].flatMap((file) => file.toLowerCase().match(WORD) ?? []));
}
