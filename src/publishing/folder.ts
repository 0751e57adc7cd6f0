import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { mailmedicError } from '../domain/index.js';

const LARGEST_FILE = 256 * 1024;

/** Reads the YAML files of `intents/` and `playbooks/` below a folder. Errors: `MM_BUNDLE_MISSING`, `MM_INPUT`. */
export async function readBundleFolder(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const part of [
    'intents',
    'playbooks',
    'playbooks/parts',
    'playbooks/providers',
    'playbooks/clients',
  ]) {
    const path = join(folder, part);
    if (!existsSync(path)) {
      if (part === 'intents' || part === 'playbooks') {
        throw mailmedicError(
          'MM_BUNDLE_MISSING',
          { folder },
          'Set MAILMEDIC_BUNDLE_DIR to the right folder.',
        );
      }
      continue;
    }
    for (const name of (await readdir(path)).sort()) {
      if (name.startsWith('.') || !name.endsWith('.yaml')) continue;
      const file = join(path, name);
      // Looked at before it is read: a file of 50 MB must not fill the memory first.
      if ((await stat(file)).size > LARGEST_FILE) {
        throw mailmedicError('MM_INPUT', { reason: `${file} is larger than 256 KB` }, 'Split the file.');
      }
      files.set(`${part}/${name}`, await readFile(file, 'utf8'));
    }
  }
  return files;
}
