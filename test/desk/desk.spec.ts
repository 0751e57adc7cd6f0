import { afterEach, describe, expect, it, vi } from 'vitest';
import { mailmedicError, type Case, type HandoffTarget } from '../../src/domain/index.js';
import { claim, giveBack, reply, resolve } from '../../src/handoff/index.js';
import { openHouse, typed, type TestHouse } from './_house.js';

let house: TestHouse;

afterEach(async () => {
  await house.close();
});

/** Waits until the platform has seen so many messages; their texts. */
async function seen(count: number): Promise<string[]> {
  await vi.waitFor(() => expect(house.sent.length).toBeGreaterThanOrEqual(count), { timeout: 15_000 });
  return house.sent.map(({ reply: { text } }) => text);
}

describe('receiving and answering', () => {
  it('answers each message once, in order, however often it is delivered', async () => {
    house = await openHouse();
    const first = typed('mailbox log begins');
    const second = typed('mailbox note 1');
    await house.desk.receive(first);
    await house.desk.receive(second);
    expect(await house.desk.receive(second)).toBe('duplicate');
    expect(await seen(3)).toEqual(['Which note?', 'Heard mailbox note 1', 'Which note?']);
  });

  it('masks a password before the first write and says so', async () => {
    house = await openHouse();
    await house.desk.receive(typed('my password is Sunshine2024! and outlook rejects it'));
    const texts = await seen(1);
    await house.settled();
    const kept = JSON.stringify([texts, await house.store.transcript('fake:c')]);
    expect(kept).not.toContain('Sunshine2024');
    expect(kept).toContain('●●●');
    expect(texts[0]).toMatch(/password/iu);
  });
});

describe('a bare password', () => {
  async function said(...texts: string[]): Promise<string> {
    for (const text of texts) {
      await house.desk.receive(typed(text));
      await house.settled();
    }
    return house.written();
  }

  it.each(['密码是：', 'my password:', 'my password is Sunshine2024! and outlook rejects it'])(
    'leaves no trace on the disk behind talk of one: %s',
    async (before) => {
      house = await openHouse();
      const written = await said('mailbox log begins', before, 'Tr0ub4dor', 'sunshine');
      // The second one follows the bot's own words about the first.
      expect(['Tr0ub4dor', 'sunshine'].filter((canary) => written.includes(canary))).toEqual([]);
      expect(written.includes(Buffer.from('●●●').toString('latin1'))).toBe(true);
    },
  );

  it('is a word where nobody spoke of one', async () => {
    house = await openHouse();
    expect((await said('mailbox log begins', 'kittens')).includes('kittens')).toBe(true);
  });
});

describe('a pasted trace', () => {
  const secrets = ['c3Vuc2hpbmU5OQ==', 'sun shine', 'ya29.a0AfH6SMBx'];
  const trace = [
    'mailbox log begins',
    `C: AUTH LOGIN\nS: 334 UGFzc3dvcmQ6\nC: ${secrets[0] ?? ''}\nS: 535 5.7.8 no`,
    `C: a1 LOGIN "li" "${secrets[1] ?? ''}"`,
    `Authorization: Bearer ${secrets[2] ?? ''}`,
  ];

  it('leaves no credential on the disk, in the log or on the platform', async () => {
    const logged: string[] = [];
    const add = (message: string, data?: unknown) => void logged.push(`${message} ${JSON.stringify(data)}`);
    house = await openHouse({ log: { debug: add, info: add, warn: add, error: add } });
    await house.desk.receive(typed(trace.join('\n')));
    await house.settled();
    const everywhere = [house.written(), ...logged, JSON.stringify(house.sent)].join('\n');
    expect(secrets.filter((secret) => everywhere.includes(secret))).toEqual([]);
    expect(house.written()).toContain('535 5.7.8 no');
  });
});

describe('sending', () => {
  it('looks an unknown send up and does not send it again', async () => {
    house = await openHouse();
    house.outcomes.push({ kind: 'unknown', reason: 'reset' });
    await house.desk.receive(typed('mailbox log begins'));
    await house.settled();
    expect(house.sent.map(({ reply: { text } }) => text)).toEqual(['Which note?']);
  });

  it('repeats an unknown send once where nobody can be asked, and counts it', async () => {
    house = await openHouse({}, false);
    house.outcomes.push({ kind: 'unknown', reason: 'reset' });
    await house.desk.receive(typed('mailbox log begins'));
    await house.settled();
    expect(house.sent.map(({ reply: { text } }) => text)).toEqual(['Which note?', 'Which note?']);
    expect(await house.store.counts()).toMatchObject({ repeated: 1, unsure: 0 });
  });

  it('waits as told, then sends', async () => {
    house = await openHouse();
    house.outcomes.push({ kind: 'later', afterMs: 50, reason: '429' });
    await house.desk.receive(typed('mailbox log begins'));
    expect(await seen(1)).toEqual(['Which note?']);
  });

  it('gives a refused message up and goes on with the next', async () => {
    house = await openHouse();
    house.outcomes.push({ kind: 'refused', reason: 'blocked' });
    await house.desk.receive(typed('mailbox log begins'));
    await house.desk.receive(typed('mailbox note 1'));
    expect((await seen(1))[0]).toBe('Heard mailbox note 1');
  });
});

describe('handing over', () => {
  async function theCase(): Promise<Case> {
    let found: Case | undefined;
    await vi.waitFor(async () => {
      [found] = await house.store.cases({ open: true });
      expect(found?.state).toBe('posted');
    });
    if (!found) throw new Error('no case');
    return found;
  }

  function deed(eventId: string, now: string) {
    return { by: 'Ann', now, eventId };
  }

  it('tells the person only when every place has the case', async () => {
    let down = true;
    const target: HandoffTarget = {
      id: 'hook',
      post: ({ case: { reference } }) => {
        if (!down) return Promise.resolve();
        return Promise.reject(
          mailmedicError('MM_TARGET_REFUSED', { target: 'hook', reference, reason: '500' }, ''),
        );
      },
    };
    house = await openHouse({ targets: [target] });
    await house.desk.receive(typed('mailbox log begins'));
    await house.desk.receive(typed('talk to a person'));
    const texts = await seen(2);
    expect((await house.store.cases({}))[0]?.state).toBe('requested');
    expect(texts[1]).toContain('MM-');
    down = false;
    await vi.waitFor(async () => expect((await house.store.cases({}))[0]?.state).toBe('posted'), {
      timeout: 15_000,
    });
    expect((await seen(3)).length).toBe(3);
  });

  it('relays both ways, keeps silent meanwhile, and comes back', async () => {
    house = await openHouse();
    await house.desk.receive(typed('mailbox log begins'));
    await house.desk.receive(typed('talk to a person'));
    const { id } = await theCase();
    await house.store.changeCase(id, (present, now) => claim(present, deed('e1', now)));
    await vi.waitFor(() => expect(house.sent.at(-1)?.reply.text).toContain('Ann'));
    const before = house.sent.length;
    await house.desk.receive(typed('mailbox note while Ann has it'));
    await house.settled();
    expect(house.sent).toHaveLength(before);
    expect((await house.store.caseEvents(id)).at(-1)).toMatchObject({ kind: 'person-said' });
    await house.store.changeCase(id, (present, now) => reply(present, deed('e2', now), 'Try it once more.'));
    await vi.waitFor(() =>
      expect(house.sent.at(-1)?.reply).toMatchObject({ text: 'Try it once more.', speaker: 'Ann' }),
    );
    await house.store.changeCase(id, (present, now) => giveBack(present, deed('e3', now), 'Code was old.'));
    await vi.waitFor(() => expect(house.sent.length).toBeGreaterThan(before + 1));
    await house.settled();
    expect(house.sent.at(-1)?.reply.text).toBe('Which note?');
  });

  it('closes the problem with the case', async () => {
    house = await openHouse();
    await house.desk.receive(typed('mailbox log begins'));
    await house.desk.receive(typed('talk to a person'));
    const { id } = await theCase();
    await house.store.changeCase(id, (present, now) => claim(present, deed('e1', now)));
    await house.store.changeCase(id, (present, now) =>
      resolve(present, deed('e2', now), { cause: 'c', fix: 'f' }),
    );
    await house.settled();
    expect((await house.store.conversation('fake:c'))?.problem).toBeUndefined();
  });

  it('hands a turn that fails three times to people, and the bot does not go round', async () => {
    const loaded = (await import('../soak/echo-bundle.js')).echoBundle();
    const broken = {
      ...loaded,
      classify: () => {
        throw new TypeError('broken classifier');
      },
    };
    house = await openHouse({ shelf: { live: broken, get: () => broken, fetch: () => Promise.resolve() } });
    await house.desk.receive(typed('mailbox log begins'));
    const [text] = await seen(1);
    expect(text).toContain('MM-');
    expect((await house.store.cases({}))[0]).toMatchObject({ reason: 'failed', state: 'posted' });
  });
});
