import { beforeEach, describe, expect, it } from 'vitest';
import type { ProbeStart, Speaker, Store, TurnSnapshot } from '../../src/domain/index.js';
import { message, writes, type StorePair } from './_store.js';

const KIM: Speaker = { id: 'kim' };
const KNOWN: Speaker = { id: '1042', isKnown: true };

/** What every store must do so that nobody takes more than their share, over replicas. */
export function storeLimitsContract(pairOf: () => StorePair): void {
  let store: Store;
  let other: Store;
  let pair: StorePair;

  beforeEach(() => {
    pair = pairOf();
    ({ store, other } = pair);
  });

  const replica = (index: number): Store => (index % 2 ? store : other);
  const start = (task: string, some: Partial<ProbeStart> = {}): ProbeStart => ({
    task,
    person: 'slack:kim',
    targets: ['imap.corp.example'],
    ...some,
  });
  const shares = { person: 3, target: 100 };

  describe('measurements', () => {
    it('of one person are granted so often in an hour, however many begin at once', async () => {
      const leaves = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          replica(index).limits.startProbe(start(`t${index}`), shares),
        ),
      );

      expect(leaves.filter(({ kind }) => kind === 'granted')).toHaveLength(3);
      expect(leaves.filter(({ kind }) => kind === 'refused')).toHaveLength(9);
      const somebodyElse = start('t99', { person: 'slack:lee' });
      expect(await store.limits.startProbe(somebodyElse, shares)).toEqual({ kind: 'granted' });
    });

    it('that run again count once', async () => {
      for (const task of ['t1', 't2', 't3', 't3', 't1']) {
        expect(await store.limits.startProbe(start(task), shares)).toEqual({ kind: 'granted' });
      }
      expect(await store.limits.startProbe(start('t4'), shares)).toEqual({ kind: 'refused' });
    });

    it('count again after an hour, and old ones are dropped', async () => {
      for (const task of ['t1', 't2', 't3']) await store.limits.startProbe(start(task), shares);
      await pair.damage('update probe_starts set at = at - 3600001');
      await store.limits.tidy();

      expect(await store.limits.startProbe(start('t1'), { ...shares, person: 1 })).toEqual({
        kind: 'granted',
      });
      expect(await store.limits.startProbe(start('t4'), { ...shares, person: 1 })).toEqual({
        kind: 'refused',
      });
    });

    it('towards one target wait for their minute, whoever asks, and count for nobody meanwhile', async () => {
      const crowd = { person: 3, target: 2 };
      for (const person of ['a', 'b']) {
        await replica(person.length).limits.startProbe(start(person, { person }), crowd);
      }

      const late = await store.limits.startProbe(start('c', { person: 'c' }), crowd);
      expect(late).toMatchObject({ kind: 'later' });
      expect(late.kind === 'later' && late.afterMs > 0 && late.afterMs <= 60_000).toBe(true);
      const elsewhere = start('d', { person: 'c', targets: ['imap.other.example'] });
      expect(await store.limits.startProbe(elsewhere, crowd)).toEqual({ kind: 'granted' });
      await pair.damage('update probe_starts set at = at - 60001');
      expect(await store.limits.startProbe(start('c', { person: 'c' }), crowd)).toEqual({ kind: 'granted' });
    });

    it('without a person, such as an agent’s, count for the target alone', async () => {
      for (const task of ['t1', 't2', 't3', 't4', 't5']) {
        const nobodys: ProbeStart = { task, targets: start(task).targets };
        expect(await store.limits.startProbe(nobodys, shares)).toEqual({ kind: 'granted' });
      }
    });
  });

  describe('what somebody says', () => {
    async function said(chat: string, from: Speaker, ...ids: string[]): Promise<TurnSnapshot | undefined> {
      for (const id of ids) await replica(id.length).receive({ ...message(chat, id), from });
      let seen: TurnSnapshot | undefined;
      await store.takeTurn(`web:${chat}`, (turn) => {
        seen = turn;
        return writes(turn);
      });
      return seen;
    }

    /** The minute of the database turned in between: then the count began anew, which is right. */
    async function inOneMinute(work: () => Promise<void>): Promise<void> {
      const minute = async () => (await store.now()).slice(0, 16);
      const before = await minute();
      try {
        await work();
      } catch (error) {
        if ((await minute()) === before) throw error;
      }
    }

    it('is counted over all chats of a person', () =>
      inOneMinute(async () => {
        expect((await said('a', KNOWN, '1', '2'))?.saidBefore).toEqual(new Map([['person:1042', 0]]));
        expect((await said('b', KNOWN, '3'))?.saidBefore).toEqual(new Map([['person:1042', 2]]));
        expect((await said('a', KIM, '4'))?.saidBefore).toEqual(new Map([['web:kim', 0]]));
        expect((await said('a', KNOWN, '5'))?.saidBefore).toEqual(new Map([['person:1042', 3]]));
      }));

    it('is not counted by a turn that failed, and begins anew with the next minute', () =>
      inOneMinute(async () => {
        await store.receive({ ...message('a', '1'), from: KIM });
        await expect(
          store.takeTurn('web:a', () => {
            throw new Error('broken');
          }),
        ).rejects.toThrow('broken');
        expect((await said('a', KIM, '2'))?.saidBefore).toEqual(new Map([['web:kim', 0]]));
        expect((await said('a', KIM, '3'))?.saidBefore).toEqual(new Map([['web:kim', 2]]));
        await pair.damage('update heard set minute = minute - 1');
        expect((await said('a', KIM, '4'))?.saidBefore).toEqual(new Map([['web:kim', 0]]));
      }));
  });
}
