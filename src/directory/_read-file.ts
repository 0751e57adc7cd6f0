import { open } from 'node:fs/promises';

import { mailmedicError, reasonOf } from '../domain/index.js';
import { readPeople, type DirectoryFile } from './_columns.js';
import { decodeUtf8, splitRows, type CsvProblem } from './_csv-text.js';

const LARGEST_FILE = 64 * 1024 * 1024;
const MOST_SHOWN = 20;

/**
 * Reads a directory file. Throws `MM_DIRECTORY` with every problem of it: line, column, what to write instead. What
 * stands there is never repeated.
 */
export async function readDirectoryFile(file: string): Promise<DirectoryFile> {
  const text = decodeUtf8(await bytesOf(file));
  if (!text.ok) throw unusable(file, [text.problem]);
  const rows = splitRows(text.value);
  if (!rows.ok) throw unusable(file, [rows.problem]);
  const problems: CsvProblem[] = [];
  const read = readPeople(rows.value, problems);
  if (problems.length > 0) throw unusable(file, problems);
  return read;
}

async function bytesOf(file: string): Promise<Uint8Array> {
  let size: number;
  try {
    const handle = await open(file, 'r');
    try {
      ({ size } = await handle.stat());
      if (size <= LARGEST_FILE) return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw mailmedicError(
      'MM_DIRECTORY',
      { file, problems: ` ${reasonOf(error)}` },
      'Name a CSV file that the server may read in MAILMEDIC_DIRECTORY_FILE.',
      error,
    );
  }
  throw mailmedicError(
    'MM_DIRECTORY',
    { file, problems: ' it is larger than 64 MB' },
    'Leave columns out that nobody reads (docs/directory.md).',
  );
}

function unusable(file: string, problems: readonly CsvProblem[]): Error {
  const shown = problems
    .slice(0, MOST_SHOWN)
    .map(({ line, column, what }) => `\n- line ${line}${column === undefined ? '' : `, ${column}`}: ${what}`);
  const more = problems.length - shown.length;
  return mailmedicError(
    'MM_DIRECTORY',
    { file, problems: `${shown.join('')}${more > 0 ? `\n- and ${more} more` : ''}` },
    'Correct these lines; docs/directory.md tells what each column holds. Until then the people read last stay known.',
  );
}
