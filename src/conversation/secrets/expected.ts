import { readToken, type Span } from './tokens.js';
import { isTechnical, looksSecret } from './values.js';
import { isOrdinaryWord } from './words.js';

/** Words that hand something over, in front of it: “here it is:”, “就是”. */
const HANDS_OVER =
  /^(?:[\s,，.。:：;；!！"'“”‘’`「」-]|here (?:it is|you go|you are)|here'?s? (?:it|mine)|(?:it|this|mine|that)(?: is|'s)(?![a-z])|it was|i use|try|ok(?:ay)?(?![\w])|sure(?![\w])|yes(?![\w])|好的?|嗯|给你|喏|就是|应该是|我的是|是的?|用的是|填的是|这个|这是)+/iu;
/** What may stand behind it and still say no more. */
const NOTHING_MORE =
  /^[\s,，.。;；!！?？~"'”’`」]*(?:这个|就这个|对吗|对不对|right|ok|please|thanks|谢谢)?[\s.。!！?？~]*$/iu;
/** A longer message is a story; what a label or a shape gives away in it is found anyway. */
const LONGEST = 80;
const SHORTEST = 4;
const SHORTEST_WORD = 6;

/**
 * Secrets in a message that follows talk of a password: the word that is all of it (“Tr0ub4dor”, “here it is: sunshine”),
 * and whatever mixes letters, digits and marks in a longer one. `isKnown` tells the words of the bundle.
 */
export function expectedSecrets(text: string, isKnown: (word: string) => boolean): readonly Span[] {
  if (text.length > LONGEST) return [];
  const lone = loneWord(text, isKnown);
  if (lone) return [lone];
  return [...text.matchAll(/(?<![\x21-\x7e\p{Script=Han}])[\x21-\x7e]{6,64}/gu)].flatMap(({ index }) => {
    const token = readToken(text, index);
    if (!token) return [];
    const word = text.slice(token.start, token.end);
    return looksSecret(word) && isMixed(word) && !isKnown(word.toLowerCase()) ? [token] : [];
  });
}

function loneWord(text: string, isKnown: (word: string) => boolean): Span | undefined {
  const start = HANDS_OVER.exec(text)?.[0].length ?? 0;
  // “is” may be how the secret itself begins.
  for (const at of new Set([start, /\S/u.exec(text)?.index ?? 0])) {
    const token = readToken(text, at);
    if (!token || !NOTHING_MORE.test(text.slice(token.end))) continue;
    return isLoneSecret(text.slice(token.start, token.end), isKnown) ? token : undefined;
  }
  return undefined;
}

function isLoneSecret(word: string, isKnown: (word: string) => boolean): boolean {
  if (word.length < SHORTEST || isOrdinaryWord(word) || isKnown(word.toLowerCase())) return false;
  // A port or a year is no secret, a row of six digits is.
  if (/^\d+$/u.test(word)) return word.length >= 6;
  if (isTechnical(word)) return false;
  if (/^\p{L}+$/u.test(word)) return word.length >= SHORTEST_WORD || /^\P{Lu}+\p{Lu}/u.test(word);
  return /[\p{L}\d]/u.test(word) && !/^\p{L}+[-'’]\p{L}+$/u.test(word);
}

function isMixed(word: string): boolean {
  return !/^\d+\p{L}+$|[:/\\<>(){}=]/u.test(word) && /\p{L}/u.test(word) && /[\d!@#$%^&*~]/u.test(word);
}
