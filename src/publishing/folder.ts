import type { Dirent } from 'node:fs';
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
  await readInto(files, folder, 'intents', 1);
  await readInto(files, folder, 'playbooks', DEEPEST);
  return files;
}

async function readInto(
  files: Map<string, string>,
  folder: string,
  below: string,
  levels: number,
): Promise<void> {
  if (levels === 0) return;
  const entries = (await entriesOf(join(folder, below))) ?? [];
  for (const name of entries.map((entry) => entry.name).sort()) {
    if (name.startsWith('.')) continue;
    const path = `${below}/${name}`;
    const place = join(folder, path);
    // Through the link, where it is one: mounted configuration is made of them.
    const found = await statOf(place);
    if (found.isDirectory()) await readInto(files, folder, path, levels - 1);
    else if (found.isFile() && /\.ya?ml$/iu.test(name)) files.set(path, await readStart(place));
  }
}

/** A file as text, but not all of a large one: enough for the loader to refuse it, and it alone, for its size. */
async function readStart(place: string): Promise<string> {
  const file = await open(place);
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
    throw mailmedicError(
      'MM_INPUT',
      { reason: `${place} can’t be read (${reasonOf(error)})` },
      'Remove it, or correct its link or its rights.',
      error,
    );
  }
}

async function entriesOf(folder: string): Promise<readonly Dirent[] | undefined> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
