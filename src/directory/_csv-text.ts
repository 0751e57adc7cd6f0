/** A row of a file of comma-separated values; `line` is where it begins, from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** What is wrong, and where. Never holds what stands there: it is about people. */
export interface CsvProblem {
  readonly line: number;
  readonly column?: string;
  readonly what: string;
}

export type CsvText<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: CsvProblem };

/** The text of a file in UTF-8, without its byte order mark. Every other encoding is refused, by its name if it can be told. */
export function decodeUtf8(bytes: Uint8Array): CsvText<string> {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return wrong(1, 'is in UTF-16; save the file as UTF-8 (in Excel: “CSV UTF-8”)');
  }
  const text = decoded(bytes, 'utf-8');
  if (text !== undefined) return { ok: true, value: text };
  const looksChinese = decoded(bytes, 'gb18030') !== undefined;
  return wrong(
    firstBrokenLine(bytes),
    looksChinese
      ? 'is not UTF-8 but most likely GBK, which Excel writes as “CSV”; save the file as “CSV UTF-8”'
      : 'is not UTF-8; save the file as UTF-8 (in Excel: “CSV UTF-8”)',
  );
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function firstBrokenLine(bytes: Uint8Array): number {
  let begin = 0;
  for (let line = 1; ; line += 1) {
    const end = bytes.indexOf(0x0a, begin);
    if (decoded(bytes.subarray(begin, end === -1 ? undefined : end), 'utf-8') === undefined) return line;
    if (end === -1) return line;
    begin = end + 1;
  }
}

function wrong(line: number, what: string): CsvText<never> {
  return { ok: false, problem: { line, what } };
}

/** Excel writes semicolons where a comma is the decimal mark. */
function separatorOf(text: string): string {
  const header = /^[^\r\n]*/u.exec(text)?.[0] ?? '';
  return [',', ';', '\t'].find((mark) => header.includes(mark)) ?? ',';
}

/** Rows of cells (RFC 4180; any end of line; commas, semicolons or tabs between). Empty lines are left out. */
export function splitRows(text: string): CsvText<readonly CsvRow[]> {
  const separator = separatorOf(text);
  const rows: CsvRow[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const cells: string[] = [];
    const begun = line;
    for (;;) {
      const cell = text[at] === '"' ? quotedCell(text, at, line) : plainCell(text, at, separator);
      if ('problem' in cell) return { ok: false, problem: cell.problem };
      cells.push(cell.text);
      at = cell.end;
      line += cell.lines;
      if (text[at] !== separator) break;
      at += 1;
    }
    if (at < text.length && text[at] !== '\n' && text[at] !== '\r') {
      return wrong(line, 'goes on after a closing quotation mark; write a quotation mark inside as two');
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    at += 1;
    line += 1;
    if (cells.some((cell) => cell !== '')) rows.push({ line: begun, cells });
  }
  return { ok: true, value: rows };
}

type Cell =
  { readonly text: string; readonly end: number; readonly lines: number } | { readonly problem: CsvProblem };

function plainCell(text: string, from: number, separator: string): Cell {
  let end = from;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { text: text.slice(from, end).trim(), end, lines: 0 };
}

function quotedCell(text: string, from: number, line: number): Cell {
  for (let at = from + 1; ; at += 1) {
    at = text.indexOf('"', at);
    if (at === -1)
      return { problem: { line, what: 'opens a quotation mark that is never closed; close it' } };
    if (text[at + 1] === '"') {
      at += 1;
      continue;
    }
    const inside = text.slice(from + 1, at).replaceAll('""', '"');
    return { text: inside.trim(), end: at + 1, lines: inside.split('\n').length - 1 };
  }
}
