import { afterEach, describe, expect, it, vi } from 'vitest';
import { decideTurn } from '../../src/desk/index.js';
import type { HandoffTarget, InboundMessage, InboxRow, Speaker } from '../../src/domain/index.js';
import { echoBundle } from '../soak/echo-bundle.js';
import { openHouse, typed, type TestHouse } from './_house.js';

const LIMIT = 5;
const TARGETS: HandoffTarget[] = [{ id: 'desk', post: () => Promise.resolve() }];

let house: TestHouse | undefined;

afterEach(async () => {
  await house?.close();
  house = undefined;
});

async function settled(): Promise<void> {
  await vi.waitFor(
    async () => {
      const { inbox, outbox, tasks } = await house!.store.counts();
      expect(inbox + outbox + tasks).toBe(0);
    },
    { timeout: 15_000 },
  );
}

/** The flood, seen by the rules of a turn: the clock of a database can't turn in between. */
function decided(count: number, before: number, some: Partial<InboundMessage> = {}) {
  const live = echoBundle();
  const from: Speaker = { id: 'u', language: 'en' };
  const inbox: InboxRow[] = Array.from({ length: count }, (_, index) => ({
    ...typed(`mailbox note ${index}`, { from, ...some }),
    id: index,
  }));
  return decideTurn(
    {
      key: 'fake:c',
      address: { channel: 'fake', conversation: 'c' },
      now: '2026-01-01T00:00:00.000Z',
      conversation: undefined,
      inbox,
      openCase: undefined,
      saidBefore: new Map([['fake:u', before]]),
      attempt: 1,
    },
    { live, bundleOf: () => live, messagesPerMinute: LIMIT },
  );
}

const KEPT = /^That was a lot at once/u;

describe('somebody who sends more than anybody reads', () => {
  it('is heard to the end and answered once', async () => {
    house = await openHouse({ messagesPerMinute: LIMIT });
    await Promise.all(Array.from({ length: 200 }, (_, n) => house!.desk.receive(typed(`mailbox note ${n}`))));
    await settled();

    const said = (await house.store.transcript('fake:c')).filter(({ who }) => who === 'person');
    expect(said).toHaveLength(200);
    // A minute of the database may end on the way.
    expect(house.sent.length).toBeLessThan(4 * LIMIT);
    const polite = house.sent.filter(({ reply }) => /一分钟|in a minute/u.test(reply.text));
    expect(polite.length).toBeGreaterThanOrEqual(1);
    expect(polite.length).toBeLessThanOrEqual(2);
  });

  it('is told once, in whichever turn the measure is full', () => {
    const full = decided(1, LIMIT).outbox.map(({ reply }) => reply.text);
    expect(full).toEqual([expect.stringMatching(KEPT)]);
    expect(decided(3, LIMIT + 1).outbox).toEqual([]);
    expect(decided(1, LIMIT - 1).outbox[0]?.reply.text).not.toMatch(KEPT);
  });

  it('gets a person whenever one is asked for', async () => {
    house = await openHouse({ messagesPerMinute: 1, targets: TARGETS });
    for (const text of [
      'mailbox log begins',
      'mailbox note 1',
      'mailbox note 2',
      'talk to a person',
      'hello?',
    ]) {
      await house.desk.receive(typed(text));
      await settled();
    }
    expect(await house.store.cases({ open: true })).toHaveLength(1);
  });

  it('among others goes on alone without another word in the thread', () => {
    const inPrivate = { channel: 'fake', conversation: 'd' };
    const { outbox, forward } = decided(3, 0, { shared: true, inPrivate });
    expect([outbox.length, forward?.length]).toEqual([3, 3]);
    const flood = decided(8, 0, { shared: true, inPrivate });
    expect([flood.outbox.length, flood.forward?.length]).toEqual([LIMIT, 8]);
  });
});
