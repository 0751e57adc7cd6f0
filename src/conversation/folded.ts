import { INVISIBLE } from './characters.js';

/** A text made plain for matching, with the way back: UTF-16 unit `i` came from `starts[i]` to `ends[i]`. */
export interface Folded {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Full-width marks that end a word in Chinese; NFKC would glue them to a Latin word before them. */
const SEPARATORS = new Set('，；？（）！、。…【】「」『』“”‘’');
const LONGEST_FOLD = 4;
const FULL_WIDTH_LETTER = /[０-９Ａ-Ｚａ-ｚ]/u;

/**
 * Folds full-width, mathematical and other compatibility letters to plain ones and drops invisible characters,
 * letter by letter, so that a match can be cut out of the text as it was typed.
 */
export function foldText(text: string): Folded {
  const characters = [...text];
  const starts: number[] = [];
  const ends: number[] = [];
  let folded = '';
  let at = 0;
  characters.forEach((character, index) => {
    const end = at + character.length;
    const plain = plainOf(character, characters[index - 1]);
    for (let unit = 0; unit < plain.length; unit += 1) {
      starts.push(at);
      ends.push(end);
    }
    folded += plain;
    at = end;
  });
  return { text: folded, starts, ends };
}

function plainOf(character: string, before: string | undefined): string {
  if (character <= '\x7e') return character;
  if (INVISIBLE.test(character)) return '';
  // Behind a full-width word it is typed in the same width, not the end of a Chinese sentence.
  if (character === '！' && before !== undefined && FULL_WIDTH_LETTER.test(before)) return '!';
  if (SEPARATORS.has(character)) return character;
  const plain = character.normalize('NFKC');
  // Nobody writes a secret in ligatures that stand for whole words.
  return plain.length > LONGEST_FOLD ? character : plain;
}
