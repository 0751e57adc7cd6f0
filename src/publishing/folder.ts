import type { Dirent, Stats } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { mailmedicError, reasonOf } from '../domain/index.js';

const LARGEST_FILE = 256 * 1024;
/** Folders of a bundle are two levels deep; more is a loop of links. */
const DEEPEST = 4;

/**
 * Reads the YAML files of `intents/` and below `playbooks/` in a folder, keyed by their path with `/`
 * (`playbooks/parts/ask-host.yaml`). Hidden files and folders are skipped, links are followed.
 * Files called `.yml` come too, for
 * the loader to refuse them, and no more than the first 256 KB of any. Errors: `MM_BUNDLE_MISSING` when neither
 * folder is there, `MM_INPUT` for what can't be read.
 */
export async function readBundleFolder(folder: string): Promise<ReadonlyMap<string, string>> {
  const intents = await entriesOf(join(folder, 'intents'));
  const playbooks = await entriesOf(join(folder, 'playbooks'));
  if (!intents && !playbooks) {
    throw mailmedicError('MM_BUNDLE_MISSING', { folder }, 'Set MAILMEDIC_BUNDLE_DIR to the right folder.');
  }
  const files = new Map<string, string>();
  for await (const { path, place } of yamlFiles(folder)) files.set(path, await readStart(place));
  return files;
}

/**
 * What a folder looks like from outside, without reading a file: differs after any of its YAML files was written,
 * added, removed or exchanged, also where a link now leads elsewhere. Takes about a millisecond for sixty files.
 */
export async function lookAtFolder(folder: string): Promise<string> {
  const seen: string[] = [];
  for await (const { path, found } of yamlFiles(folder)) {
    // The time of the last change of the file's entry can't be set by hand: copies that keep their time are seen.
    seen.push(`${path} ${found.ino} ${found.size} ${found.mtimeMs} ${found.ctimeMs}`);
  }
  return seen.join('\n');
}

interface FoundFile {
  /** Below the folder, with `/`. */
  readonly path: string;
  readonly place: string;
  readonly found: Stats;
}

async function* yamlFiles(folder: string): AsyncGenerator<FoundFile> {
  yield* filesBelow(folder, 'intents', 1);
  yield* filesBelow(folder, 'playbooks', DEEPEST);
}

async function* filesBelow(folder: string, below: string, levels: number): AsyncGenerator<FoundFile> {
  if (levels === 0) return;
  const entries = (await entriesOf(join(folder, below))) ?? [];
  for (const name of entries.map((entry) => entry.name).sort()) {
    if (name.startsWith('.')) continue;
    const path = `${below}/${name}`;
    const place = join(folder, path);
    // Through the link, where it is one: mounted configuration is made of them.
    const found = await statOf(place);
    if (found.isDirectory()) yield* filesBelow(folder, path, levels - 1);
    else if (found.isFile() && /\.ya?ml$/iu.test(name)) yield { path, place, found };
  }
}

/** A file as text, but not all of a large one: enough for the loader to refuse it, and it alone, for its size. */
async function readStart(place: string): Promise<string> {
  const file = await open(place).catch((error: unknown) => {
    throw unreadable(place, error, 'Correct its rights.');
  });
  try {
    const bytes = Buffer.alloc(LARGEST_FILE + 1);
    let length = 0;
    for (let read = 1; read > 0 && length < bytes.length; length += read) {
      ({ bytesRead: read } = await file.read(bytes, length, bytes.length - length));
    }
    return bytes.toString('utf8', 0, length);
  } finally {
    await file.close();
  }
}

async function statOf(place: string) {
  try {
    return await stat(place);
  } catch (error) {
    throw unreadable(place, error, 'Remove it, or correct its link or its rights.');
  }
}

function unreadable(place: string, error: unknown, remedy: string): Error {
  return mailmedicError('MM_INPUT', { reason: `${place} can’t be read (${reasonOf(error)})` }, remedy, error);
}

async function entriesOf(folder: string): Promise<readonly Dirent[] | undefined> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unreadable(folder, error, 'Correct its rights.');
  }
}
