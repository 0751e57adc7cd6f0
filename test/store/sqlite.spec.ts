import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/index.js';
import { storeContract } from '../contract/store.js';

function newFile(): { file: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'mailmedic-store-'));
  return {
    file: join(folder, 'mailmedic.db'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

storeContract('sqlite', async () => {
  const { file, remove } = newFile();
  const store = await openStore({ kind: 'sqlite', file, role: 'server' });
  await store.migrate();
  const other = await openStore({ kind: 'sqlite', file, role: 'cli' });
  return {
    store,
    other,
    damage(sql) {
      const database = new Database(file);
      database.exec(sql);
      database.close();
      return Promise.resolve();
    },
    async close() {
      await other.close();
      await store.close();
      remove();
    },
  };
});

describe('the embedded store', () => {
  it('is held by one server at a time', async () => {
    const { file, remove } = newFile();
    const first = await openStore({ kind: 'sqlite', file, role: 'server' });
    await expect(openStore({ kind: 'sqlite', file, role: 'server' })).rejects.toMatchObject({
      code: 'MM_STORE_LOCKED',
    });
    await first.close();
    const second = await openStore({ kind: 'sqlite', file, role: 'server' });
    await second.close();
    remove();
  });

  it('keeps everything over a restart and migrates twice without harm', async () => {
    const { file, remove } = newFile();
    const first = await openStore({ kind: 'sqlite', file, role: 'server' });
    await first.migrate();
    await first.putModel('k', 'v');
    await first.close();
    const second = await openStore({ kind: 'sqlite', file, role: 'server' });
    await second.migrate();
    expect(await second.model('k')).toBe('v');
    await second.close();
    remove();
  });

  it('says what to do when the folder can not be made', async () => {
    const opening = openStore({ kind: 'sqlite', file: '/dev/null/mailmedic.db', role: 'server' });
    await expect(opening).rejects.toMatchObject({ code: 'MM_STORE_UNREACHABLE' });
  });

  it('syncs every commit to the disk', async () => {
    const { file, remove } = newFile();
    const store = await openStore({ kind: 'sqlite', file, role: 'server' });
    await store.migrate();
    const database = new Database(file);
    expect(database.prepare('pragma journal_mode').get([])).toMatchObject({ journal_mode: 'wal' });
    database.close();
    await store.close();
    remove();
  });
});
