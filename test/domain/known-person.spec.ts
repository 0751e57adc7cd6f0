import { describe, expect, it, vi } from 'vitest';

import { knownPerson, type Directory, type Speaker } from '../../src/domain/index.js';

const TOLD: Speaker = { id: 'U1', name: 'kim', address: 'kim@corp.example', verified: true, language: 'en' };

function setUp(find: Directory['find']) {
  const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const asked = vi.fn(find);
  return { log, asked, know: (told: Speaker) => knownPerson('slack', told, { find: asked }, log) };
}

describe('a person whom the directory knows', () => {
  it('has its id on every platform, and what it says of them', async () => {
    const { know } = setUp(() =>
      Promise.resolve({ id: 'E1', name: 'Kim Li', language: 'zh', mailboxes: ['info@corp.example'] }),
    );

    expect(await know({ ...TOLD, timeZone: 'Europe/Berlin' })).toEqual({
      id: 'E1',
      name: 'Kim Li',
      address: 'kim@corp.example',
      verified: true,
      language: 'zh',
      timeZone: 'Europe/Berlin',
      isKnown: true,
      mailboxes: ['info@corp.example'],
    });
  });

  it('has the time zone of the directory only where the platform tells none', async () => {
    const { know } = setUp(() => Promise.resolve({ id: 'E1', timeZone: 'Asia/Shanghai' }));

    expect((await know(TOLD)).timeZone).toBe('Asia/Shanghai');
    expect((await know({ ...TOLD, timeZone: 'Europe/Berlin' })).timeZone).toBe('Europe/Berlin');
  });

  it('is looked for by an address that the platform vouches for, and by no other', async () => {
    const { asked, know } = setUp(() => Promise.resolve(undefined));

    await know(TOLD);
    await know({ ...TOLD, verified: false });

    expect(asked.mock.calls).toEqual([
      [{ channel: 'slack', id: 'U1', address: 'kim@corp.example' }],
      [{ channel: 'slack', id: 'U1' }],
    ]);
  });

  it('keeps an address that nobody vouches for unverified', async () => {
    const { know } = setUp(() => Promise.resolve({ id: 'E1' }));

    expect(await know({ ...TOLD, verified: false })).toMatchObject({ id: 'E1', verified: false });
  });
});

describe('a directory that fails', () => {
  it('leaves the platform’s own word, and is logged', async () => {
    const { log, know } = setUp(() => Promise.reject(new Error('down')));

    expect(await know(TOLD)).toEqual(TOLD);
    expect(log.error).toHaveBeenCalledOnce();
  });
});
