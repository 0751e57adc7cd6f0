import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Channel, HandoffTarget, WorkShown } from '../../src/domain/index.js';
import { openHouse, typed, type TestHouse } from './_house.js';

let house: TestHouse;

afterEach(async () => {
  await house.close();
});

/** A platform on which somebody sees what is shown and said, in this order. */
async function open() {
  const seen: string[] = [];
  const channel: Channel = {
    id: 'fake',
    send: ({ reply }) => {
      seen.push(`said ${reply.text}`);
      return Promise.resolve({ kind: 'sent', platformId: `p${seen.length}` });
    },
    showWork: (_address, work: WorkShown) => {
      seen.push(work.kind === 'thinking' ? `thinking about ${work.message}` : work.kind);
      return Promise.resolve();
    },
  };
  const targets: HandoffTarget[] = [{ id: 'desk', post: () => Promise.resolve() }];
  house = await openHouse({ channels: new Map([['fake', channel]]), targets });
  return seen;
}

describe('somebody who writes', () => {
  it('sees that it is looked at before it is answered', async () => {
    const seen = await open();
    await house.desk.receive(typed('mailbox log begins', { platformId: 'm-1' }));
    await house.settled();

    expect(seen).toEqual(['thinking about m-1', 'said Which note?']);
  });

  it('sees the sign gone when nothing is said', async () => {
    const seen = await open();
    for (const text of ['hello', '👍', '👍']) {
      await house.desk.receive(typed(text));
      await house.settled();
    }

    await vi.waitFor(() => {
      expect(seen.at(-1)).toBe('nothing');
    });
  });

  it('sees no sign of the bot once people have the case', async () => {
    const seen = await open();
    await house.desk.receive(typed('mailbox log begins'));
    await house.settled();
    await house.desk.receive(typed('talk to a person'));
    await house.settled();
    await vi.waitFor(async () => {
      expect((await house.store.cases({ open: true })).map(({ state }) => state)).toEqual(['posted']);
    });
    const before = seen.filter((one) => one.startsWith('thinking')).length;
    await house.desk.receive(typed('are you there?'));
    await house.settled();

    expect(seen.filter((one) => one.startsWith('thinking'))).toHaveLength(before);
    expect(seen.at(-1)).toMatch(/^said/u);
  });
});
