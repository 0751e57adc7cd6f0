import type { Dirent } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { mailmedicError } from '../domain/index.js';

const LARGEST_FILE = 256 * 1024;
/** Folders of a bundle are two levels deep; more is a loop of links. */
const DEEPEST = 4;

/**
 * Reads the YAML files of `intents/` and below `playbooks/` in a folder, keyed by their path with `/`
 * (`playbooks/parts/ask-host.yaml`). Hidden files and folders are skipped, links are followed.
 * Errors: `MM_BUNDLE_MISSING` when neither folder is there, `MM_INPUT` for a file above 256 KB, unread.
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
    const found = await stat(place);
    if (found.isDirectory()) await readInto(files, folder, path, levels - 1);
    else if (found.isFile() && name.endsWith('.yaml')) {
      // Looked at before it is read: a file of 50 MB must not fill the memory first.
      if (found.size > LARGEST_FILE) {
        throw mailmedicError('MM_INPUT', { reason: `${place} is larger than 256 KB` }, 'Split the file.');
      }
      files.set(path, await readFile(place, 'utf8'));
    }
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
