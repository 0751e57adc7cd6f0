import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { reasonOf, type GiftFile } from '../domain/index.js';

/**
 * Writes files into a folder and says what became of each, one line per file. Never writes over a file that is there,
 * nor outside the folder, whatever a file is called.
 */
export async function saveFiles(files: readonly GiftFile[], folder: string): Promise<string> {
  if (files.length === 0) return 'No file was handed over yet.';
  const lines = await Promise.all(files.map((file) => saveFile(file, folder)));
  return lines.join('\n');
}

async function saveFile({ name, content }: GiftFile, folder: string): Promise<string> {
  const path = join(folder, basename(name.replaceAll('\\', '/')).replace(/\p{C}/gu, ''));
  try {
    await writeFile(path, content, { flag: 'wx' });
    return `Saved: ${path}`;
  } catch (error) {
    return `Not saved: ${path} (${reasonOf(error)})`;
  }
}
