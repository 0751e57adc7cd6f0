import { beforeEach, describe, expect, it } from 'vitest';
import type { Misunderstood, Store } from '../../src/domain/index.js';
import { turnWith, type StorePair } from './_store.js';

const DAY = 24 * 3_600_000;

/** What every store must do for words that were not understood. */
export function storeMisunderstoodContract(pairOf: () => StorePair): void {
  let store: Store;
  let other: Store;

  beforeEach(() => {
    ({ store, other } = pairOf());
  });

  async function kept(daysAgo: number, words: string): Promise<Misunderstood> {
    const day = new Date(Date.parse(await store.now()) - daysAgo * DAY).toISOString().slice(0, 10);
    return { day, language: 'en', words, guessed: 'unclear', confidence: 0.25 };
  }

  describe('words that were not understood', () => {
    it('are kept with what they turned out to be, for every replica', async () => {
      const one = await kept(0, 'one');
      const two: Misunderstood = { ...(await kept(1, 'two')), turnedOut: 'certificate', by: 'lesson' };
      await turnWith(store, 'a', { misunderstood: [one, two] });

      expect((await other.misunderstood.list()).map(({ id, ...rest }) => (id > 0 ? rest : id))).toEqual([
        one,
        two,
      ]);
    });

    it('are dropped once', async () => {
      await turnWith(store, 'a', { misunderstood: [await kept(0, 'one')] });
      const [one] = await store.misunderstood.list();

      expect(await other.misunderstood.drop(one?.id ?? 0)).toBe(true);
      expect(await store.misunderstood.drop(one?.id ?? 0)).toBe(false);
      expect(await store.misunderstood.list()).toEqual([]);
    });

    it('are gone after 30 days', async () => {
      await turnWith(store, 'a', { misunderstood: [await kept(29, 'younger'), await kept(32, 'older')] });

      expect((await store.misunderstood.list()).map(({ words }) => words)).toEqual(['younger']);
    });
  });
}
