import { beforeEach, describe, expect, it } from 'vitest';
import type { AttemptCount, InboundMessage, NewSignIn, Store } from '../../src/domain/index.js';
import { nextTurn, turnWith, type StorePair } from './_store.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What is kept of an offer beside its hash and its end. */
const KEPT: Omit<NewSignIn, 'hash' | 'ttlMs'> = {
  token: 'p1.7',
  target: {
    protocol: 'imap',
    address: 'li@corp.example',
    host: 'imap.corp.example',
    port: 993,
    tls: 'implicit',
  },
  language: 'zh',
  credential: 'password',
};
const OFFER: NewSignIn = { ...KEPT, hash: 'h1', ttlMs: 10 * MINUTE };

/** What every store must do for one-time sign-ins: one user of a link, one end of it, and the count of failures. */
export function storeSignInContract(pairOf: () => StorePair): void {
  let pair: StorePair;
  let store: Store;
  let other: Store;

  beforeEach(() => {
    pair = pairOf();
    ({ store, other } = pair);
  });

  const replica = (index: number): Store => (index % 2 ? store : other);
  const end = (outcome: string): InboundMessage => ({
    address: { channel: 'web', conversation: 'a' },
    kind: 'result',
    platformId: 'p1.7:sign-in',
    revision: 0,
    order: '2026-01-01T00:00:00Z',
    sentAt: '2026-01-01T00:00:00Z',
    payload: { kind: 'signed-in', token: 'p1.7', outcome },
  });
  const heard = async () => (await nextTurn(store, 'web:a'))?.inbox.map(({ payload }) => payload) ?? [];

  describe('a one-time sign-in', () => {
    it('is offered with its turn, and looking at it changes nothing', async () => {
      await turnWith(store, 'a', { signIns: [OFFER] });
      for (const from of [store, other]) {
        expect(await from.signIns.look('h1')).toEqual({ ...KEPT, conversation: 'web:a', typed: [] });
      }
      expect(await store.signIns.look('another')).toBeUndefined();
    });

    it('is taken by exactly one of a hundred at once, over replicas', async () => {
      await turnWith(store, 'a', { signIns: [OFFER] });
      const takers = Array.from({ length: 100 }, (_, index) => replica(index).signIns.take('h1', MINUTE));
      expect((await Promise.all(takers)).filter((offer) => offer !== undefined)).toHaveLength(1);
      expect(await store.signIns.look('h1')).toBeUndefined();
    });

    it('remembers each finding about what was typed once, and stays good', async () => {
      await turnWith(store, 'a', { signIns: [OFFER] });
      await store.signIns.note('h1', ['client.typed.spaces']);
      await other.signIns.note('h1', ['client.typed.spaces', 'client.typed.full-width']);
      expect((await store.signIns.take('h1', MINUTE))?.typed).toEqual([
        'client.typed.spaces',
        'client.typed.full-width',
      ]);
    });

    it('ends once, whoever says so', async () => {
      await turnWith(store, 'a', { signIns: [OFFER] });
      await store.signIns.take('h1', MINUTE);
      const ends = Array.from({ length: 10 }, (_, index) =>
        replica(index).signIns.close('h1', 'taken', end('tried')),
      );
      expect((await Promise.all(ends)).filter(Boolean)).toHaveLength(1);
      expect(await heard()).toMatchObject([{ outcome: 'tried' }]);
    });

    it('can not be declined once it is being tried', async () => {
      await turnWith(store, 'a', { signIns: [OFFER] });
      await store.signIns.take('h1', MINUTE);
      expect(await other.signIns.close('h1', 'offered', end('declined'))).toBe(false);
      expect(await heard()).toEqual([]);
    });

    it('that nobody used comes back as expired, once, with what was typed', async () => {
      await turnWith(store, 'a', { signIns: [OFFER] });
      await store.signIns.note('h1', ['client.typed.spaces']);
      expect(await store.fireDueTimers(10)).toBe(0);
      await pair.damage(`update sign_ins set ends_at = ends_at - ${10 * MINUTE}`);
      expect(await store.signIns.look('h1')).toBeUndefined();
      expect(await store.signIns.take('h1', MINUTE)).toBeUndefined();
      const fired = await Promise.all([store, other].map((one) => one.fireDueTimers(10)));
      expect(fired.reduce((sum, count) => sum + count, 0)).toBe(1);
      expect(await heard()).toEqual([
        { kind: 'signed-in', token: 'p1.7', outcome: 'expired', typed: ['client.typed.spaces'], results: [] },
      ]);
    });

    it('whose process died comes back as failed, and is never there again', async () => {
      await turnWith(store, 'a', { signIns: [OFFER] });
      await store.signIns.take('h1', MINUTE);
      await pair.damage(`update sign_ins set ends_at = ends_at - ${MINUTE}`);
      expect(await other.fireDueTimers(10)).toBe(1);
      expect(await heard()).toMatchObject([{ outcome: 'failed' }]);
      expect(await store.signIns.take('h1', MINUTE)).toBeUndefined();
      expect(await store.signIns.close('h1', 'taken', end('tried'))).toBe(false);
    });

    it('is void when its wait is over; one that is being tried is not', async () => {
      await turnWith(store, 'a', { signIns: [OFFER, { ...OFFER, hash: 'h2', token: 'p1.8' }] });
      await store.signIns.take('h2', MINUTE);
      await turnWith(store, 'a', { cancelTimers: ['p1.7', 'p1.8'] });
      expect(await store.signIns.look('h1')).toBeUndefined();
      expect(await store.signIns.close('h2', 'taken', end('tried'))).toBe(true);
    });
  });

  describe('the lockout guard', () => {
    const earlier = (ms: number) => pair.damage(`update sign_in_attempts set at = at - ${ms}`);

    it('lets two of eight hundred through that eight processes ask for at once', async () => {
      const answers: AttemptCount[] = [];
      const processes = Array.from({ length: 8 }, async (_, index) => {
        for (let left = 100; left > 0; left -= 10) {
          const asked = Array.from({ length: 10 }, () => replica(index).signIns.count('m'));
          answers.push(...(await Promise.all(asked)));
        }
      });
      await Promise.all(processes);
      expect(answers.filter(({ allowed }) => allowed)).toHaveLength(2);
      expect(answers.find(({ allowed }) => !allowed)).toMatchObject({ attempts: 2 });
    }, 60_000);

    it('counts each mailbox by itself', async () => {
      for (let count = 0; count < 2; count += 1) await store.signIns.count('m');
      expect((await other.signIns.count('m')).allowed).toBe(false);
      expect((await other.signIns.count('n')).allowed).toBe(true);
    });

    it('gives back what did no harm', async () => {
      for (let count = 0; count < 5; count += 1) {
        const answer = await store.signIns.count('m');
        expect(answer.allowed).toBe(true);
        if (answer.allowed) await other.signIns.giveBack(answer.attempt);
      }
    });

    it('opens again after half an hour, for one more that day, and says when', async () => {
      for (let count = 0; count < 2; count += 1) await store.signIns.count('m');
      const soon = await store.signIns.count('m');
      const now = Date.parse(await store.now());
      expect(soon.allowed ? 0 : Date.parse(soon.retryAfter) - now).toBeGreaterThan(29 * MINUTE);
      await earlier(31 * MINUTE);
      expect((await store.signIns.count('m')).allowed).toBe(true);
      await earlier(31 * MINUTE);
      const tomorrow = await other.signIns.count('m');
      expect(tomorrow).toMatchObject({ allowed: false, attempts: 3 });
      const wait = tomorrow.allowed ? 0 : Date.parse(tomorrow.retryAfter) - now;
      expect(Math.round(wait / HOUR)).toBe(23);
      await earlier(23 * HOUR);
      expect((await store.signIns.count('m')).allowed).toBe(true);
    });
  });
}
