import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';

import { openCsvDirectory } from '../../src/directory/csv.js';
import { DIRECTORIES, openDirectory } from '../../src/directory/index.js';
import { createSettled } from '../../src/directory/_settled.js';
import { describeDirectory } from '../contract/directory.js';
import { fileWith } from './_file.js';

function fakeLog() {
  return { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
}

describeDirectory('csv', async (people) => {
  const folder = await mkdtemp(join(tmpdir(), 'mailmedic-directory-'));
  const file = join(folder, 'people.csv');
  const rows = people.map(({ id, name, addresses, mailboxes, slack, teams }) =>
    [id, name, addresses?.join(' '), mailboxes?.join(' '), slack, teams].join(','),
  );
  writeFileSync(file, ['id,name,addresses,mailboxes,slack,teams', ...rows].join('\r\n'));
  const directory = await DIRECTORIES.csv({ kind: 'csv', file }, fakeLog());
  return {
    directory,
    async close() {
      await directory.close();
      await rm(folder, { recursive: true });
    },
  };
});

async function opened(file: string, log = fakeLog()) {
  const directory = await openCsvDirectory(file, log, 5);
  onTestFinished(() => directory.close());
  const nameOf = async (id: string) => (await directory.find({ channel: 'slack', id }))?.name;
  return { directory, log, nameOf };
}

describe('a directory file that changes', () => {
  it('is read again', async () => {
    const file = fileWith('id,name,slack\n1,Kim,U01');
    const { nameOf } = await opened(file);
    expect(await nameOf('U01')).toBe('Kim');

    writeFileSync(file, 'id,name,slack\n1,Kim Li,U01');

    await expect.poll(() => nameOf('U01')).toBe('Kim Li');
  });

  it('is read again when another one is moved into its place', async () => {
    const file = fileWith('id,name,slack\n1,Kim,U01');
    const { nameOf } = await opened(file);

    writeFileSync(`${file}.new`, 'id,name,slack\n1,Bo,U01');
    renameSync(`${file}.new`, file);

    await expect.poll(() => nameOf('U01')).toBe('Bo');
  });

  it('changes nothing while it is broken or gone, says so once, and recovers', async () => {
    const file = fileWith('id,name,slack\n1,Kim,U01');
    const { directory, log, nameOf } = await opened(file);

    writeFileSync(file, 'id,name,slack\n1,Kim,not an id');
    await expect.poll(() => directory.figures()).toEqual({ people: 1, broken: true });
    expect(await nameOf('U01')).toBe('Kim');
    rmSync(file);
    await expect.poll(() => log.error.mock.calls.length).toBe(2);
    expect(await nameOf('U01')).toBe('Kim');

    writeFileSync(file, 'id,name,slack\n1,Bo,U01\n2,Al,U02');
    await expect.poll(() => directory.figures()).toEqual({ people: 2, broken: false });
    expect(log.error).toHaveBeenCalledTimes(2);
  });

  it('is not read while it still grows', () => {
    const isSettled = createSettled('10 bytes');

    const looks = [
      '10 bytes',
      '20 bytes',
      '30 bytes',
      '30 bytes',
      '30 bytes',
      '10 bytes',
      '30 bytes',
      '10 bytes',
      '10 bytes',
    ];

    expect(looks.map(isSettled)).toEqual([false, false, false, true, false, false, false, false, true]);
  });
});

describe('a directory that can not be read at the start', () => {
  it('knows nobody, and everybody once it can', async () => {
    const file = fileWith('id;name');
    const { directory, log, nameOf } = await opened(file);

    expect(directory.figures()).toEqual({ people: 0, broken: true });
    expect(log.error).toHaveBeenCalledOnce();

    writeFileSync(file, 'id;name;slack\n1;Kim;U01');
    await expect.poll(() => nameOf('U01')).toBe('Kim');
  });
});

describe('no directory', () => {
  it('knows nobody', async () => {
    const none = await openDirectory({ kind: 'none' }, fakeLog());

    expect(await none.find({ channel: 'slack', id: 'U1', address: 'a@corp.example' })).toBeUndefined();
    expect(none.figures()).toBeUndefined();
    await none.close();
  });
});
