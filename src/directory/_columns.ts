import { z } from 'zod';

import { isTimeZone, type DirectoryEntry } from '../domain/index.js';
import type { CsvProblem, CsvRow } from './_csv-text.js';

/** A person, and what finds them: addresses of their own (lower case) and accounts on the platforms. */
export interface Person {
  readonly entry: DirectoryEntry;
  readonly addresses: readonly string[];
  readonly accounts: ReadonlyMap<string, string>;
}

/** A directory file as it was read. `ignored`: columns it has and nobody reads. */
export interface DirectoryFile {
  readonly people: readonly Person[];
  readonly ignored: readonly string[];
}

function list(message: string, pattern: RegExp) {
  return z.string().transform((text, context): readonly string[] => {
    const parts = text.split(/[\s;]+/u).filter((part) => part !== '');
    if (parts.every((part) => pattern.test(part))) return parts.map((part) => part.toLowerCase());
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

const addresses = list(
  'is not a mail address, or several with spaces between',
  /^[^\s@,;<>"]{1,64}@[^\s@,;<>"]{1,253}$/u,
);
const words = z.string().max(200, 'is longer than 200 characters; shorten it');

/** Every column there is. All but `id` may be missing, and every cell but that of `id` may be empty. */
const COLUMNS = {
  id: z
    .string()
    .min(1, 'is empty; write what tells this person from all others, a staff number for one')
    .max(128, 'is longer than 128 characters; shorten it'),
  name: words,
  addresses,
  mailboxes: addresses,
  slack: z
    .string()
    .regex(
      /^(?:[UW][A-Z\d]{2,30})?$/u,
      'is not a Slack member id such as U024BE7LH; copy it from the profile',
    ),
  teams: z
    .string()
    .regex(
      /^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})?$/iu,
      'is not an Entra object id of the form 2f1c9c1e-5d43-4d3b-8f0e-6a3c8a1f7b52; copy it from the portal',
    )
    .transform((text) => text.toLowerCase()),
  department: words,
  manager: words,
  language: z
    .string()
    .regex(/^(?:(?:zh|en)(?:[-_].*)?)?$/iu, 'is neither zh nor en; write one of them or nothing')
    .transform((text) => text.slice(0, 2).toLowerCase() as 'zh' | 'en' | ''),
  time_zone: z
    .string()
    .refine(
      (text) => text === '' || isTimeZone(text),
      'is no time zone; write one such as Asia/Shanghai or nothing',
    ),
} as const;

type Column = keyof typeof COLUMNS;
type Cells = { readonly [Name in Column]: z.output<(typeof COLUMNS)[Name]> };

const row = z.object(COLUMNS);
const FINDING: readonly Column[] = ['addresses', 'slack', 'teams'];

/** Reads rows as people; the first row names the columns. Puts what is wrong on `problems`. */
export function readPeople(rows: readonly CsvRow[], problems: CsvProblem[]): DirectoryFile {
  const [header, ...others] = rows;
  if (header === undefined) {
    problems.push({ line: 1, what: 'is empty; name the columns: id,name,addresses,slack,teams' });
    return { people: [], ignored: [] };
  }
  const named = header.cells.map((cell) => cell.toLowerCase().replace(/[\s-]+/gu, '_'));
  const before = problems.length;
  problems.push(...headerProblems(named, header.line));
  const ignored = header.cells.filter((_cell, at) => !isColumn(named[at] ?? ''));
  if (problems.length > before) return { people: [], ignored };

  const taken = new Map<string, number>();
  const people = others.flatMap((one) => {
    const cells = readRow(one, named, problems);
    if (cells === undefined) return [];
    claim(cells, one.line, taken, problems);
    return [personOf(cells)];
  });
  return { people, ignored };
}

function isColumn(name: string): name is Column {
  return Object.hasOwn(COLUMNS, name);
}

function headerProblems(named: readonly string[], line: number): readonly CsvProblem[] {
  const twice = named.find((name, at) => isColumn(name) && named.indexOf(name) !== at);
  if (twice !== undefined) return [{ line, column: twice, what: 'is named twice; keep one of the columns' }];
  if (!named.includes('id')) {
    return [{ line, what: 'names no column id; add one with what tells each person from all others' }];
  }
  if (FINDING.some((name) => named.includes(name))) return [];
  return [{ line, what: 'names none of addresses, slack and teams, so nobody would be found; add one' }];
}

function readRow(
  { line, cells }: CsvRow,
  named: readonly string[],
  problems: CsvProblem[],
): Cells | undefined {
  if (cells.length > named.length) {
    problems.push({
      line,
      what: `has ${cells.length} cells for ${named.length} columns; put a cell with a comma inside in quotation marks`,
    });
    return undefined;
  }
  const texts = Object.fromEntries(
    Object.keys(COLUMNS).map((name) => [name, cells[named.indexOf(name)] ?? '']),
  );
  const read = row.safeParse(texts);
  if (read.success) return read.data;
  for (const { path, message } of read.error.issues) {
    problems.push({ line, column: String(path[0]), what: message });
  }
  return undefined;
}

/** What finds a person must find one only. */
function claim(cells: Cells, line: number, taken: Map<string, number>, problems: CsvProblem[]): void {
  const keys: readonly (readonly [Column, string])[] = [
    ['id', cells.id],
    ['slack', cells.slack],
    ['teams', cells.teams],
    ...[...new Set(cells.addresses)].map((address) => ['addresses', address] as const),
  ];
  for (const [column, value] of keys) {
    if (value === '') continue;
    const key = `${column} ${value}`;
    const first = taken.get(key);
    if (first === undefined) taken.set(key, line);
    else {
      const remedy = column === 'addresses' ? '; what several people share belongs under mailboxes' : '';
      problems.push({ line, column, what: `stands on line ${first} already${remedy}` });
    }
  }
}

function personOf(cells: Cells): Person {
  const { id, name, department, manager, language, time_zone: timeZone, slack, teams } = cells;
  const [address, ...further] = [...new Set(cells.addresses)];
  const mailboxes = [...new Set([...further, ...cells.mailboxes])];
  return {
    entry: {
      id,
      ...(name === '' ? {} : { name }),
      ...(address === undefined ? {} : { address }),
      ...(mailboxes.length === 0 ? {} : { mailboxes }),
      ...(department === '' ? {} : { department }),
      ...(manager === '' ? {} : { manager }),
      ...(language === '' ? {} : { language }),
      ...(timeZone === '' ? {} : { timeZone }),
    },
    addresses: address === undefined ? [] : [address, ...further],
    accounts: new Map(Object.entries({ slack, teams }).filter(([, account]) => account !== '')),
  };
}
