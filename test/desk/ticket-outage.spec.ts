import { afterEach, expect, it, vi } from 'vitest';

import { mailmedicError, type HandoffTarget, type Store } from '../../src/domain/index.js';
import { openHouse, typed, type TestHouse } from './_house.js';

const SIX_HOURS_MS = 6 * 60 * 60_000;

let house: TestHouse;

afterEach(async () => {
  await house.close();
});

/** A ticket system that is down until the waits that were asked for add up to six hours; they are not waited for. */
async function openWithOutage(): Promise<{ tickets: string[]; waits: number[] }> {
  const tickets: string[] = [];
  const waits: number[] = [];
  const lasted = () => waits.reduce((sum, ms) => sum + ms, 0);
  const target: HandoffTarget = {
    id: 'tickets',
    post({ case: { id, reference } }) {
      if (lasted() >= SIX_HOURS_MS) return Promise.resolve(void tickets.push(id));
      return Promise.reject(
        mailmedicError('MM_TARGET_REFUSED', { target: 'tickets', reference, reason: 'HTTP 503' }, ''),
      );
    },
  };
  house = await openHouse({ targets: [target] }, true, (store: Store) => ({
    ...store,
    retryTask: (id, owner, ms) => {
      waits.push(ms);
      return store.retryTask(id, owner, 0);
    },
  }));
  return { tickets, waits };
}

it('of six hours: the person is told once that it waits, people see the case, and there is one ticket afterwards', async () => {
  const { tickets, waits } = await openWithOutage();
  await house.desk.receive(typed('mailbox log begins'));
  await house.desk.receive(typed('talk to a person'));

  await vi.waitFor(() => expect(waits.length).toBeGreaterThan(0), { timeout: 10_000 });
  const [waiting] = await house.store.cases({ open: true });
  expect(waiting?.reference).toMatch(/^MM-/u);

  await vi.waitFor(async () => expect((await house.store.cases({}))[0]?.state).toBe('posted'), {
    timeout: 20_000,
  });
  await vi.waitFor(async () => expect((await house.store.counts()).outbox).toBe(0));
  expect(tickets).toEqual([waiting?.id]);
  expect(Math.max(...waits)).toBeLessThanOrEqual(10 * 60_000);
  // Asked again sooner at first; not a storm over hours.
  expect(waits[0]).toBeLessThanOrEqual(10_000);
  expect(waits.length).toBeLessThan(60);
  const about = house.sent.filter(({ reply }) => reply.text.includes(waiting?.reference ?? 'none'));
  expect(about).toHaveLength(2);
});
