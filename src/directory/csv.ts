import { stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

import { reasonOf, type Log } from '../domain/index.js';
import { indexPeople, type People } from './_people.js';
import { readDirectoryFile } from './_read-file.js';
import { createSettled } from './_settled.js';
import type { OpenDirectory } from './_room.js';

const LOOK_EVERY_MS = 5_000;

/**
 * People from a CSV file, which is read again when it has changed. One that can't be read changes nothing: the people
 * read last stay known, and at the start nobody is.
 */
export async function openCsvDirectory(
  file: string,
  log: Log,
  everyMs = LOOK_EVERY_MS,
): Promise<OpenDirectory> {
  let people: People = indexPeople([]);
  let broken = false;
  const isSettled = createSettled(await look());
  await read();

  /** Differs after the file was written or exchanged; what is wrong where there is none. */
  async function look(): Promise<string> {
    try {
      const { ino, size, mtimeMs } = await stat(file);
      return `${ino} ${size} ${mtimeMs}`;
    } catch (error) {
      return reasonOf(error);
    }
  }

  async function read(): Promise<void> {
    try {
      const found = await readDirectoryFile(file);
      people = indexPeople(found.people);
      broken = false;
      log.info('the directory was read', { people: people.size, ignored: found.ignored });
    } catch (error) {
      broken = true;
      log.error('the directory can not be read; who was known stays known', {
        people: people.size,
        error: reasonOf(error),
      });
    }
  }

  const closing = new AbortController();
  async function watch(): Promise<void> {
    while (!closing.signal.aborted) {
      await setTimeout(everyMs, undefined, { signal: closing.signal, ref: false }).catch(() => undefined);
      if (!closing.signal.aborted && isSettled(await look())) await read();
    }
  }
  const watching = watch();

  return {
    find: (sought) => Promise.resolve(people.find(sought)),
    figures: () => ({ people: people.size, broken }),
    async close() {
      closing.abort();
      await watching;
    },
  };
}
