import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Case, Reply, SendOutcome, TurnWrites } from '../../src/domain/index.js';
import { decideTurn } from '../../src/desk/index.js';
import { claim, reply } from '../../src/handoff/index.js';
import { echoBundle } from '../soak/echo-bundle.js';
import { openHouse, typed, type TestHouse } from './_house.js';
import { turnOf } from './_turn.js';

const LOST: SendOutcome = { kind: 'unknown', reason: 'reset' };
const NOTICE = "My last message may not have reached you. Say “again” and I'll repeat it.";

let house: TestHouse;

afterEach(async () => {
  await house.close();
});

function texts(): readonly string[] {
  return house.sent.map(({ reply: { text } }) => text);
}

/** The question of a new problem, of which nobody knows whether it arrived. */
async function askedInVain(): Promise<void> {
  house = await openHouse({}, false);
  house.outcomes.push(LOST, LOST);
  await house.desk.receive(typed('mailbox log begins'));
  await house.settled();
}

/** Waits for the turn that hears of it, and for what that turn says. */
async function settled(): Promise<void> {
  await house.settled();
  await house.settled();
}

describe('a message of which nobody will know whether it arrived', () => {
  it('is sent twice at most; then one line offers it again', async () => {
    await askedInVain();
    await settled();
    expect(texts()).toEqual(['Which note?', 'Which note?', NOTICE]);
    expect(house.sent[2]?.reply.buttons).toEqual([{ id: 'again', label: 'Again', press: 'desk:again' }]);
    expect(await house.store.counts()).toMatchObject({ repeated: 1, unsure: 1 });
    const lines = (await house.store.transcript('fake:c')).map(({ text }) => text);
    expect(lines).toContain('(may not have arrived: Which note?)');
  });

  it.each(['again', 'Again, please', 'say that again', '再发一次', '重复一下', '再来一次'])(
    'is said anew under a key of its own to %s',
    async (wish) => {
      await askedInVain();
      await settled();
      await house.desk.receive(typed(wish));
      await settled();
      expect(texts().slice(3)).toEqual(['Which note?']);
      expect(house.sent[3]?.key).not.toBe(house.sent[0]?.key);
      expect((await house.store.conversation('fake:c'))?.unsure).toBeUndefined();
    },
  );

  it('is said anew to the button, once', async () => {
    await askedInVain();
    await settled();
    const press = { kind: 'press', press: 'desk:again' } as const;
    await house.desk.receive(typed('Again', press));
    await settled();
    await house.desk.receive(typed('Again', press));
    await settled();
    expect(texts().slice(3)).toEqual(['Which note?', expect.stringContaining('used already')]);
  });

  it('is left alone where the person goes on', async () => {
    await askedInVain();
    await settled();
    const sentAt = new Date(Date.now() + 60_000).toISOString();
    await house.desk.receive(typed('note 1', { sentAt }));
    await settled();
    expect(texts().slice(3)).toEqual(['Heard note 1', 'Which note?']);
    expect((await house.store.conversation('fake:c'))?.unsure).toBeUndefined();
  });

  it('is kept for words that were on their way before the notice', async () => {
    await askedInVain();
    await settled();
    await house.desk.receive(typed('note 1'));
    await settled();
    expect((await house.store.conversation('fake:c'))?.unsure).toHaveLength(1);
  });

  it('has one notice, and none about the notice', async () => {
    house = await openHouse({}, false);
    house.outcomes.push(LOST, LOST, LOST, LOST);
    await house.desk.receive(typed('mailbox log begins'));
    await settled();
    await settled();
    expect(texts()).toEqual(['Which note?', 'Which note?', NOTICE, NOTICE]);
    expect(await house.store.counts()).toMatchObject({ repeated: 2, unsure: 2 });
  });

  it('is repeated in a thread where it was said', async () => {
    house = await openHouse({}, false);
    house.outcomes.push(LOST, LOST);
    const shared = { shared: true, inPrivate: { channel: 'fake', conversation: 'D1' } } as const;
    await house.desk.receive(typed('hello', shared));
    await settled();
    const [greeting = ''] = texts();
    expect(texts()[2]).toBe(NOTICE);
    await house.desk.receive(typed('again', shared));
    await settled();
    expect(texts().slice(3)).toEqual([greeting]);
    expect(await house.store.conversation('fake:D1')).toBeUndefined();
  });
});

describe('while people have the case', () => {
  async function claimed(canFind: boolean): Promise<Case> {
    house = await openHouse({}, canFind);
    await house.desk.receive(typed('mailbox log begins'));
    await house.desk.receive(typed('talk to a person'));
    const found = await vi.waitFor(async () => {
      const [one] = await house.store.cases({ open: true });
      expect(one?.state).toBe('posted');
      return one as Case;
    });
    await house.store.changeCase(found.id, (present, now) =>
      claim(present, { by: 'Ann', now, eventId: 'e1' }),
    );
    await settled();
    return found;
  }

  async function answer(id: string, ...outcomes: SendOutcome[]): Promise<void> {
    house.outcomes.push(...outcomes);
    await house.store.changeCase(id, (present, now) =>
      reply(present, { by: 'Ann', now, eventId: 'e2' }, 'Try it once more.'),
    );
    await settled();
  }

  it('the bot says nothing, and the agent is told', async () => {
    const { id } = await claimed(false);
    const before = house.sent.length;
    await answer(id, LOST, LOST);
    expect(texts().slice(before)).toEqual(['Try it once more.', 'Try it once more.']);
    const [last] = (await house.store.caseEvents(id)).slice(-1);
    expect(last).toMatchObject({ kind: 'may-not-have-arrived', text: 'Try it once more.' });
    expect((await house.store.case(id))?.awaitsAnswer).toBe(false);
  });

  it('an answer that the platform refuses for good is told to the agent, and still awaited', async () => {
    const { id } = await claimed(true);
    const before = house.sent.length;
    await answer(id, { kind: 'refused', reason: 'channel_not_found' });
    expect(house.sent).toHaveLength(before);
    const [last] = (await house.store.caseEvents(id)).slice(-1);
    expect(last).toMatchObject({ kind: 'not-delivered', text: 'Try it once more.', by: 'mailmedic' });
    expect((await house.store.case(id))?.awaitsAnswer).toBe(true);
  });
});

describe('what is written down of it', () => {
  function hearing(lost: Reply): TurnWrites {
    const loaded = echoBundle();
    const { inbox, ...rest } = turnOf('');
    const payload = { kind: 'unsure', from: 'bot', reply: lost };
    const rows = inbox.map((row) => ({ ...row, kind: 'result' as const, payload }));
    return decideTurn({ ...rest, inbox: rows }, { live: loaded, bundleOf: () => loaded });
  }

  it('has no link, and is short', async () => {
    house = await openHouse();
    const [line] = hearing({ text: `Open https://mail.example/sign-in/abc ${'x'.repeat(500)}` }).transcript;
    expect(line?.text).toContain('(may not have arrived: Open … x');
    expect(line?.text).not.toContain('sign-in/abc');
    expect(line?.text.length).toBeLessThan(160);
  });

  it('is nothing for progress, which is over by now', async () => {
    house = await openHouse();
    const { outbox, transcript } = hearing({ text: 'Checking…', progress: true });
    expect([outbox, transcript]).toEqual([[], []]);
  });
});
