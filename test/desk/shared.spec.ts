import { afterEach, describe, expect, it, vi } from 'vitest';
import type { InboundMessage } from '../../src/domain/index.js';
import { openHouse, typed, type TestHouse } from './_house.js';

const THREAD = { channel: 'fake', conversation: 'C1/17' };
const ALONE = { channel: 'fake', conversation: 'D1' };

let house: TestHouse;

afterEach(async () => {
  await house.close();
});

function inThread(text: string, some: Partial<InboundMessage> = {}): InboundMessage {
  return typed(text, { address: THREAD, shared: true, inPrivate: ALONE, ...some });
}

/** Where each of the first so many messages went, and its words. */
async function seen(count: number): Promise<string[]> {
  await vi.waitFor(() => expect(house.sent.length).toBeGreaterThanOrEqual(count), { timeout: 15_000 });
  return house.sent.map(({ address, reply }) => `${address.conversation}: ${reply.text}`).sort();
}

async function settled(): Promise<void> {
  await vi.waitFor(
    async () => {
      const { inbox, outbox } = await house.store.counts();
      expect(inbox + outbox).toBe(0);
    },
    { timeout: 15_000 },
  );
}

describe('where others read along', () => {
  it('what concerns a mailbox goes on where the person is alone', async () => {
    house = await openHouse();

    await house.desk.receive(inThread('my mailbox asks for a password again and again'));

    expect(await seen(2)).toEqual([
      "C1/17: This is about your own mailbox, so I've answered you in a direct message.",
      'D1: Which note?',
    ]);
    expect((await house.store.conversation('fake:C1/17'))?.problem).toBeUndefined();
    expect((await house.store.conversation('fake:D1'))?.problem?.words).toContain('password again');
  });

  it('mail trouble in few words does so too, whatever the classifier makes of it', async () => {
    house = await openHouse();

    await house.desk.receive(inThread('no mail arrives'));

    expect((await seen(2)).map((line) => line.split(':')[0])).toEqual(['C1/17', 'D1']);
    expect((await house.store.conversation('fake:D1'))?.problem?.words).toBe('no mail arrives');
  });

  it('the profile of whoever writes stays out of the thread', async () => {
    house = await openHouse();

    const from = { id: 'U1', name: 'Kim', address: 'kim@corp.example', verified: true };
    await house.desk.receive(inThread('my mailbox is broken since noon', { from }));
    await seen(2);

    expect(JSON.stringify(await house.store.conversation('fake:C1/17'))).not.toContain('kim@corp.example');
    expect((await house.store.conversation('fake:D1'))?.speaker?.address).toBe('kim@corp.example');
  });

  it('a greeting is returned and a term explained in place', async () => {
    house = await openHouse();

    await house.desk.receive(inThread('hello'));
    await house.desk.receive(inThread('what is IMAP?'));
    const places = (await seen(2)).map((line) => line.split(':')[0]);
    await settled();

    expect(places).toEqual(['C1/17', 'C1/17']);
    expect(await house.store.conversation('fake:D1')).toBeUndefined();
  });

  it('a wish for people, an edit and a deletion follow into the private place, silently but for the first', async () => {
    house = await openHouse();
    const wish = inThread('my mailbox is broken since noon');

    await house.desk.receive(wish);
    await seen(2);
    await house.desk.receive({ ...wish, kind: 'delete', revision: 1 });
    await settled();

    expect(house.sent.map(({ address }) => address.conversation).sort()).toEqual(['C1/17', 'D1']);
    const told = await house.store.transcript('fake:D1');
    expect(told.map(({ text }) => text)).toContain('(message deleted by its author)');
    expect(JSON.stringify([told, await house.store.conversation('fake:D1')])).not.toContain('since noon');
  });

  it('says where to write when there is no private place yet', async () => {
    house = await openHouse();

    await house.desk.receive(typed('my mailbox is broken since noon', { address: THREAD, shared: true }));

    expect(await seen(1)).toEqual([
      "C1/17: This is about your own mailbox. Please write to me in a direct chat and I'll look at it there.",
    ]);
  });

  it('moves a message once, however often it is delivered', async () => {
    house = await openHouse();
    const first = inThread('my mailbox is broken since noon');

    await house.desk.receive(first);
    await seen(2);
    await house.desk.receive(first);
    await settled();

    expect(house.sent).toHaveLength(2);
  });
});

describe('a message that takes the place of progress', () => {
  it('is told which one, and carries the language, on a channel that can replace', async () => {
    house = await openHouse();
    house.sent.splice(0);
    await house.desk.receive(typed('mailbox log begins, this is a whole sentence'));
    await seen(1);

    expect(house.sent[0]).toMatchObject({ language: 'en' });
    expect(house.sent[0]).not.toHaveProperty('replaces');
  });
});
