import { chineseAgain } from '../../domain/index.js';

/** Longest error text that is looked at, in UTF-16 units; a client's log is cut down to its telling lines before. */
const LONGEST_TEXT = 4_000;
const HAN_PAIR = /(?<=\p{Script=Han}) (?=\p{Script=Han})/gu;
/** A reply of several lines repeats its code: “534-5.7.9 …” and then “534 5.7.9 …” (RFC 5321, section 4.2.1). */
const REPEATED_CODE = /[\r\n]+\s*[45]\d\d[ -](?:#?[45]\.\d{1,3}\.\d{1,3}\s)?/gu;

/**
 * An error text as rules see it: Chinese that a program took for Latin letters made Chinese again, full-width letters
 * plain, lines joined, quotation marks and blanks of one kind.
 */
export function plainErrorText(text: string): string {
  return chineseAgain(text.slice(0, LONGEST_TEXT))
    .normalize('NFKC')
    .replace(/[\p{Cf}\u{fe00}-\u{fe0f}]/gu, '')
    .replace(REPEATED_CODE, (code, at: number) => (at === 0 ? code : ' '))
    .replace(/[‘’]/gu, "'")
    .replace(/\s+/gu, ' ')
    .replace(HAN_PAIR, '')
    .trim();
}
