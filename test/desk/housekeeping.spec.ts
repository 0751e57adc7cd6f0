import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createHousekeeping } from '../../src/desk/housekeeping.js';
import type { House } from '../../src/desk/index.js';
import type { Channel, Store } from '../../src/domain/index.js';
import { openStore } from '../../src/store/index.js';

let folder: string;
let store: Store;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mailmedic-desk-'));
  store = await openStore({ kind: 'sqlite', file: join(folder, 'mailmedic.db'), role: 'server' });
  await store.migrate();
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const teams: Channel = {
  id: 'teams',
  forgets: [{ prefix: 'card ', afterMs: 0 }],
  send: () => Promise.reject(new Error('nothing is sent here')),
};

async function aDay(owner: string): Promise<void> {
  const house = { store, owner, channels: new Map([['teams', teams]]) } as unknown as House;
  const housekeeping = createHousekeeping(house);
  housekeeping.start();
  await housekeeping.stop();
}

describe('housekeeping', () => {
  it('drops what a channel need not remember, and nothing else', async () => {
    await store.memory.put('teams', 'card 1', 1);
    await store.memory.put('teams', 'chat 1', 1);
    await store.memory.put('slack', 'card 1', 1);

    await aDay('one');

    expect([...(await store.memory.all('teams', '')).keys()]).toEqual(['chat 1']);
    expect(await store.memory.get('slack', 'card 1')).toBe(1);
  });

  it('is done once a day, by whichever replica comes first', async () => {
    await aDay('one');
    await store.memory.put('teams', 'card 1', 1);

    await aDay('two');
    await aDay('one');

    expect(await store.memory.get('teams', 'card 1')).toBe(1);
  });
});
