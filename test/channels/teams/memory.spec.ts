import { describe, expect, it } from 'vitest';

import { createTeamsMemory, type ChatReference } from '../../../src/channels/teams/memory.js';

const reference: ChatReference = {
  conversation: 'a:1',
  kind: 'personal',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  bot: { id: '28:bot' },
  person: { id: '29:li', aadObjectId: 'li' },
};

describe('what Teams is remembered by', () => {
  it('does not ask the store again for what it just wrote', async () => {
    const { memory, asked, rows } = house();
    await memory.keepChat(reference, 'li');
    const before = asked();
    await memory.keepChat(reference, 'li');
    expect(asked()).toBe(before);
    expect([...rows.keys()]).toEqual(['chat a:1', 'person li']);
  });

  it('writes what changed', async () => {
    const { memory } = house();
    await memory.keepChat(reference, 'li');
    await memory.keepChat({ ...reference, locale: 'zh-CN' }, 'li');
    expect(await memory.chat('a:1')).toMatchObject({ locale: 'zh-CN' });
  });

  it('writes a chat anew after it was dropped here', async () => {
    const { memory } = house();
    await memory.keepChat(reference, 'li');
    await memory.dropChat('a:1');
    await memory.keepChat(reference, 'li');
    expect(await memory.chat('a:1')).toEqual(reference);
    expect(await memory.privateChat('li')).toBe('a:1');
  });

  it('writes a chat anew a minute after another replica dropped it', async () => {
    const { memory, rows, pass } = house();
    await memory.keepChat(reference, 'li');
    rows.clear();
    pass(60_000);
    await memory.keepChat(reference, 'li');
    expect(await memory.chat('a:1')).toEqual(reference);
  });
});

function house() {
  const rows = new Map<string, unknown>();
  let now = Date.parse('2026-03-02T09:00:00Z');
  let asked = 0;
  const memory = createTeamsMemory(
    {
      get: (_channel, key) => {
        asked += 1;
        return Promise.resolve(rows.get(key));
      },
      put: (_channel, key, body) => {
        asked += 1;
        rows.set(key, body);
        return Promise.resolve();
      },
      drop: (_channel, key) => {
        rows.delete(key);
        return Promise.resolve();
      },
      all: () => Promise.resolve(new Map()),
    },
    { now: () => new Date(now) },
  );
  return { memory, rows, asked: () => asked, pass: (ms: number) => (now += ms) };
}
