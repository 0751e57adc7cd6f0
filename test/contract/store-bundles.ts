import { beforeEach, describe, expect, it } from 'vitest';
import type { BundleSource, PublishedBundle, Store } from '../../src/domain/index.js';
import { conversation, problem, turnWith, type StorePair } from './_store.js';

const LEASE_MS = 60_000;

/** What every store must do for bundles: numbers that are given once, and a live one. */
export function storeBundlesContract(pairOf: () => StorePair): void {
  let pair: StorePair;
  let store: Store;
  let other: Store;

  beforeEach(() => {
    pair = pairOf();
    ({ store, other } = pair);
  });

  function publish(replica: Store, hash: string, from: BundleSource = 'folder'): Promise<PublishedBundle> {
    return replica.published.publish({ hash, files: new Map([['a', hash]]), from });
  }

  describe('published bundles', () => {
    it('are numbered from 1, and the last one is live', async () => {
      expect(await store.published.live()).toBeUndefined();
      const first = await publish(store, 'h1');
      const second = await publish(other, 'h2', 'command');
      expect([first.number, second.number]).toEqual([1, 2]);
      expect(await store.published.live()).toEqual(second);
      expect(await other.published.list()).toEqual([second, first]);
      expect(second).toMatchObject({ hash: 'h2', from: 'command' });
      expect(new Date(second.publishedAt).toISOString()).toBe(second.publishedAt);
    });

    it('keep their number when the live content is published again', async () => {
      const first = await publish(store, 'h1');
      expect(await publish(other, 'h1', 'command')).toEqual(first);
      expect(await store.published.list()).toHaveLength(1);
    });

    it('get a new number when old content comes back, with the files it had', async () => {
      await publish(store, 'h1');
      await publish(store, 'h2');
      const back = await store.published.publish({ hash: 'h1', files: new Map(), from: 'folder' });
      expect(back.number).toBe(3);
      expect([...((await other.bundleFiles('h1')) ?? [])]).toEqual([['a', 'h1']]);
    });

    it('are given one number each when many replicas publish at once', async () => {
      const all = Array.from({ length: 20 }, (_, index) => publish(index % 2 ? store : other, `h${index}`));
      const numbers = (await Promise.all(all)).map(({ number }) => number);
      expect(numbers.sort((one, two) => one - two)).toEqual(
        Array.from({ length: 20 }, (_, index) => index + 1),
      );
    });

    it('are one when many replicas publish the same at once', async () => {
      const all = Array.from({ length: 10 }, (_, index) => publish(index % 2 ? store : other, 'h'));
      expect(new Set((await Promise.all(all)).map(({ number }) => number))).toEqual(new Set([1]));
    });

    it('are not undone by a folder that has not changed since', async () => {
      await publish(store, 'h1');
      const live = await publish(store, 'h2', 'command');
      const files = new Map([['a', 'h1']]);
      const unchanged = { hash: 'h1', files, from: 'folder', onlyIfChanged: true } as const;
      expect(await other.published.publish(unchanged)).toEqual(live);
      expect(await other.published.publish({ ...unchanged, hash: 'h3' })).toMatchObject({ number: 3 });
    });

    it('know how many problems are pinned to each', async () => {
      const parked = [{ ...problem('h1'), id: 'q' }, problem('h2')];
      await turnWith(store, 'a', { conversation: { ...conversation('a'), problem: problem('h1'), parked } });
      await turnWith(store, 'b', { conversation: { ...conversation('b'), problem: problem('h2') } });
      expect(await other.published.problems()).toEqual(
        new Map([
          ['h1', 2],
          ['h2', 2],
        ]),
      );
    });

    it('wake the other replica', async () => {
      const woken = new Promise<void>((resolve) =>
        other.onWork(() => {
          resolve();
        }),
      );
      await publish(store, 'h1');
      await woken;
    });
  });

  describe('leases', () => {
    it('are held by one of many who ask at once', async () => {
      const held = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          (index % 2 ? store : other).holdLease('watch', `owner ${index}`, LEASE_MS),
        ),
      );
      expect(held.filter(Boolean)).toHaveLength(1);
    });

    it('are kept by who has them, and free when they are given back or run out', async () => {
      expect(await store.holdLease('watch', 'one', LEASE_MS)).toBe(true);
      expect(await store.holdLease('watch', 'one', LEASE_MS)).toBe(true);
      await other.dropLease('watch', 'two');
      expect(await other.holdLease('watch', 'two', LEASE_MS)).toBe(false);
      await store.dropLease('watch', 'one');
      expect(await other.holdLease('watch', 'two', LEASE_MS)).toBe(true);
      await pair.damage(`update leases set ends_at = ends_at - ${LEASE_MS}`);
      expect(await store.holdLease('watch', 'one', LEASE_MS)).toBe(true);
    });
  });
}
