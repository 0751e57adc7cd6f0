/** Larger files are refused unread. */
const MAX_FILE_BYTES = 256 * 1024;
/** Levels of nesting in one file. */
export const MAX_DEPTH = 50;

const MAX_LINES = 6_000;
const MAX_COLONS = 8_000;
/** Opening and closing ones each: a stray closing bracket costs the parser as much as all before it. */
const MAX_BRACKETS = 4_000;
/** Of both kinds, apostrophes too: texts that begin and end without a break between them cost the square. */
const MAX_QUOTES = 6_000;
const MAX_DASHES = 6_000;
/** Those of texts too; in a list that is not closed each costs the parser as much as all before it. */
const MAX_COMMAS = 3_000;
/** Words that begin with a tag, anchor or alias: a chain of them costs the parser the square of its length. */
const MAX_MARKS = 500;
/** In double quotes; each that has no meaning costs the parser as much as all of the file. */
const MAX_BACKSLASHES = 1_000;
/** Closing brackets that close nothing; brackets inside texts count too. */
const MAX_STRAY_BRACKETS = 200;
/** Unclosed brackets one inside the other; brackets inside texts count too, so it is above {@link MAX_DEPTH}. */
const MAX_OPEN_BRACKETS = 4 * MAX_DEPTH;
/** `a: a: a: …` in one line: the parser's time grows with the square of it. */
const MAX_COLONS_IN_LINE = 400;

/** What {@link findFlood} says; the caller adds the file. */
export interface Flood {
  readonly line: number;
  readonly column: number;
  readonly rule: string;
  readonly message: string;
  readonly remedy: string;
}

/**
 * Looks at the raw text before it is parsed: the YAML parser takes minutes for 100,000 keys and can end the whole
 * process on 100,000 brackets, so such files never reach it. One pass, no regular expressions.
 */
export function findFlood(text: string): Flood | undefined {
  // Each UTF-16 unit is at least one byte, so a longer text need not be encoded to be refused.
  if (text.length > MAX_FILE_BYTES || new TextEncoder().encode(text).length > MAX_FILE_BYTES)
    return tooLarge();
  const count = {
    lines: 1,
    colons: 0,
    brackets: 0,
    closers: 0,
    strays: 0,
    backslashes: 0,
    quotes: 0,
    dashes: 0,
    commas: 0,
    marks: 0,
    open: 0,
    colonsInLine: 0,
  };
  let lineStart = 0;
  for (let index = 0; index < text.length; index += 1) {
    const here = { line: count.lines, column: index - lineStart + 1 };
    switch (text[index]) {
      case '\n':
        count.lines += 1;
        count.colonsInLine = 0;
        lineStart = index + 1;
        break;
      case ':':
      case '?':
        count.colons += 1;
        count.colonsInLine += 1;
        break;
      case '!':
      case '&':
      case '*':
        if (beginsWord(text, index)) count.marks += 1;
        break;
      case "'":
      case '"':
        count.quotes += 1;
        break;
      case '\\':
        count.backslashes += 1;
        break;
      case ',':
        count.commas += 1;
        break;
      case '[':
      case '{':
        count.brackets += 1;
        count.open += 1;
        break;
      case ']':
      case '}':
        count.closers += 1;
        if (count.open === 0) count.strays += 1;
        else count.open -= 1;
        break;
      case '-':
        if (' \t\n'.includes(text[index + 1] ?? ' ')) count.dashes += 1;
        break;
      case '\0':
        return notText(here, 'a NUL character', text.slice(0, index));
      case '\uFFFD':
        return notText(here, 'a byte that is not UTF-8', text.slice(0, index));
      default:
        break;
    }
    if (count.open > MAX_OPEN_BRACKETS) return tooDeep(here);
    if (count.strays > MAX_STRAY_BRACKETS) return tooManyClosed(here);
    if (isTooMuch(count)) return tooMuch(here);
  }
  return undefined;
}

function beginsWord(text: string, index: number): boolean {
  return index === 0 || ' \t\n'.includes(text[index - 1] ?? '');
}

function isTooMuch(count: {
  readonly lines: number;
  readonly colons: number;
  readonly brackets: number;
  readonly closers: number;
  readonly quotes: number;
  readonly dashes: number;
  readonly commas: number;
  readonly backslashes: number;
  readonly marks: number;
  readonly colonsInLine: number;
}): boolean {
  return (
    count.lines > MAX_LINES ||
    count.colons > MAX_COLONS ||
    count.brackets > MAX_BRACKETS ||
    count.closers > MAX_BRACKETS ||
    count.quotes > MAX_QUOTES ||
    count.dashes > MAX_DASHES ||
    count.commas > MAX_COMMAS ||
    count.backslashes > MAX_BACKSLASHES ||
    count.marks > MAX_MARKS ||
    count.colonsInLine > MAX_COLONS_IN_LINE
  );
}

/** The problem of a file above {@link MAX_FILE_BYTES}. */
function tooLarge(): Flood {
  return {
    line: 1,
    column: 1,
    rule: 'file-too-large',
    message: 'The file is larger than 256 KB.',
    remedy: 'Split it, or remove what does not belong in a bundle.',
  };
}

function tooMuch(at: { readonly line: number; readonly column: number }): Flood {
  return {
    ...at,
    rule: 'file-too-much',
    message: `The file holds too many entries: more than ${MAX_COLONS} keys or ${MAX_LINES} lines.`,
    remedy: 'Split it into several files.',
  };
}

function tooManyClosed(at: { readonly line: number; readonly column: number }): Flood {
  return {
    ...at,
    rule: 'yaml-bracket',
    message: 'Here a bracket is closed that was never opened, like many before it.',
    remedy: 'Remove the closing brackets, or put a text that holds brackets in quotes.',
  };
}

function tooDeep(at: { readonly line: number; readonly column: number }): Flood {
  return {
    ...at,
    rule: 'yaml-depth',
    message: `More than ${MAX_OPEN_BRACKETS} brackets are open here.`,
    remedy: 'Close the brackets, or put a text that holds brackets in quotes.',
  };
}

function notText(
  at: { readonly line: number; readonly column: number },
  what: string,
  before: string,
): Flood {
  return {
    ...at,
    rule: 'file-not-utf8',
    message: `The file holds ${what} here (byte ${new TextEncoder().encode(before).length}), so it was not saved as UTF-8 text.`,
    remedy: 'Save the file again with the encoding UTF-8 (not UTF-16, not GBK).',
  };
}
