import { INVISIBLE } from './characters.js';
import type { Span } from './secrets/tokens.js';

/** A text made plain for matching, with the way back. */
export interface Folded {
  readonly text: string;
  /** A span of the folded text as a span of the text as it was typed; letters that were folded are whole. */
  readonly typed: (span: Span) => Span;
}

/** One letter that folding made longer, shorter or nothing. */
interface Change {
  /** Where it stands in the folded text, and how long it is there. */
  readonly at: number;
  readonly length: number;
  readonly typed: Span;
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
  const known = new Map<number, string>();
  const changes: Change[] = [];
  let folded = '';
  let kept = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (isPlain(text.charCodeAt(at))) continue;
    const code = text.codePointAt(at) ?? 0;
    const end = at + (code > 0xffff ? 2 : 1);
    const plain = plainIn(known, code, text.charAt(at - 1));
    if (plain !== text.slice(at, end)) {
      folded += text.slice(kept, at);
      remember(changes, { at: folded.length, length: plain.length, typed: { start: at, end } }, kept);
      kept = end;
      folded += plain;
    }
    at = end - 1;
  }
  if (changes.length === 0) return { text, typed: (span) => span };
  return {
    text: folded + text.slice(kept),
    typed: ({ start, end }) => ({ start: placeOf(start, changes).start, end: placeOf(end - 1, changes).end }),
  };
}

/** A flood of invisible characters is one change. */
function remember(changes: Change[], change: Change, kept: number): void {
  const last = changes.at(-1);
  if (last?.length === 0 && change.length === 0 && kept === change.typed.start)
    changes[changes.length - 1] = { ...last, typed: { start: last.typed.start, end: change.typed.end } };
  else changes.push(change);
}

/** ASCII and Chinese characters: nearly all that is ever typed stays as it is. */
function isPlain(unit: number): boolean {
  return unit <= 0x7e || (unit >= 0x4e00 && unit <= 0x9fff);
}

function plainIn(known: Map<number, string>, code: number, before: string): string {
  const seen = known.get(code);
  // Behind a full-width word it is typed in the same width, not the end of a Chinese sentence.
  if (seen === '！') return FULL_WIDTH_LETTER.test(before) ? '!' : seen;
  if (seen !== undefined) return seen;
  known.set(code, plainOf(String.fromCodePoint(code)));
  return plainIn(known, code, before);
}

function plainOf(character: string): string {
  if (INVISIBLE.test(character)) return '';
  if (SEPARATORS.has(character)) return character;
  const plain = character.normalize('NFKC');
  // Nobody writes a secret in ligatures that stand for whole words.
  return plain.length > LONGEST_FOLD ? character : plain;
}

/** Where one unit of the folded text was typed. */
function placeOf(unit: number, changes: readonly Change[]): Span {
  let [low, high] = [0, changes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((changes[middle]?.at ?? 0) <= unit) low = middle + 1;
    else high = middle;
  }
  const before = changes[low - 1];
  if (before === undefined) return { start: unit, end: unit + 1 };
  const behind = unit - before.at - before.length;
  if (behind < 0) return before.typed;
  return { start: before.typed.end + behind, end: before.typed.end + behind + 1 };
}
