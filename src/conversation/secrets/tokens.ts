import { isGroupedCode, isTechnical } from './values.js';

/** A piece of the folded text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const TOKEN = /[\x21-\x7e\u00a1-\u024f£€]{1,256}/uy;
const LONGEST_QUOTED = 64;
const CLOSING: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '‘': '’',
  '「': '」',
  '『': '』',
};

/** Single characters with spaces between them: `a b c 1 2 3`. */
const SPACED = /[\x21-\x7e](?: [\x21-\x7e]){3,63}(?![\x21-\x7e])/uy;
/** Groups of four letters as Google and Apple show an app password. */
const GROUPED = /[a-z]{4}(?:[ -][a-z]{4}){2,3}(?![a-z0-9])/iuy;
const GROUPED_DIGITS = /\d{4}(?:[ -]\d{4}){1,4}(?![\d])/uy;
/** `password=abc&user=zhang`, `pwd=abc,user=zhang`: the next field begins. */
const NEXT_FIELD = /[,;&|](?=[\w.-]{2,24}[=:])/u;

/**
 * The value that begins at `at`: what stands in quotes if a quote opens right before it, else the run of
 * characters without space, without the marks that end a sentence. An exclamation mark stays: passwords end so.
 */
export function readToken(text: string, at: number | undefined): Span | undefined {
  if (at === undefined) return undefined;
  const quoted = readQuoted(text, at);
  if (quoted) return quoted;
  TOKEN.lastIndex = at;
  const run = TOKEN.exec(text)?.[0];
  if (!run) return undefined;
  const field = NEXT_FIELD.exec(run);
  const tag = run.indexOf('</');
  const ends = [run.length, field?.index ?? run.length, tag > 0 ? tag : run.length];
  const value = run.slice(0, Math.min(...ends)).replace(/[.,;?)\]}"'`>*]{1,16}$/u, '');
  return value === '' ? undefined : { start: at, end: at + value.length };
}

function readQuoted(text: string, at: number): Span | undefined {
  const closing = CLOSING[text[at - 1] ?? ''];
  if (closing === undefined) return undefined;
  const length = text.slice(at, at + LONGEST_QUOTED + 1).indexOf(closing);
  if (length <= 0) return undefined;
  const end = at + length;
  const value = text.slice(at, end);
  return /^[\x21-\x7e\u00a1-\u024f£€]+$/u.test(value) ? { start: at, end } : undefined;
}

/** A code in groups or spaced out, where a label stands before it. */
export function readCode(text: string, at: number): Span | undefined {
  const spaced = matchAt(SPACED, text, at);
  if (spaced && isSecretSpelt(spaced.replaceAll(' ', ''))) return { start: at, end: at + spaced.length };
  const grouped = matchAt(GROUPED, text, at);
  if (grouped && isGroupedCode(grouped.split(/[ -]/u))) return { start: at, end: at + grouped.length };
  const digits = matchAt(GROUPED_DIGITS, text, at);
  return digits === undefined ? undefined : { start: at, end: at + digits.length };
}

/** Spelt out it is meant to be read: digits too, but no version or code. */
function isSecretSpelt(value: string): boolean {
  return /^\d+$/u.test(value) || !isTechnical(value);
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
