import type { Log } from '../domain/index.js';
import type { OpenDirectory } from './_room.js';
import { openCsvDirectory } from './csv.js';
import { openNoDirectory } from './none.js';

export type { DirectoryFile } from './_columns.js';
export { readDirectoryFile } from './_read-file.js';
export type { OpenDirectory } from './_room.js';

/** Where the house learns who is who. */
export type DirectorySettings = { readonly kind: 'none' } | { readonly kind: 'csv'; readonly file: string };

type Open<Kind extends DirectorySettings['kind']> = (
  settings: Extract<DirectorySettings, { kind: Kind }>,
  log: Log,
) => Promise<OpenDirectory>;

/** Every kind of directory. One line per file of this room. */
export const DIRECTORIES: { readonly [Kind in DirectorySettings['kind']]: Open<Kind> } = {
  none: () => Promise.resolve(openNoDirectory()),
  csv: ({ file }, log) => openCsvDirectory(file, log),
};

/** Opens the directory that the settings name. One that can't be read now is opened all the same, and knows nobody yet. */
export function openDirectory(settings: DirectorySettings, log: Log): Promise<OpenDirectory> {
  return settings.kind === 'csv' ? DIRECTORIES.csv(settings, log) : DIRECTORIES.none(settings, log);
}
