import { beforeEach, describe, expect, it } from 'vitest';
import type { ChatLine, InboundMessage, ProbeRun, Store, WebUser } from '../../src/domain/index.js';
import { aCase, message, nextTurn, result, turnWith, type StorePair } from './_store.js';

const A = { channel: 'web', conversation: 'a' };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const KIM: WebUser = { id: 'issuer|kim', name: 'Kim', address: 'kim@corp.example', roles: ['agent'] };

/** What every store must do for the web: a chat with both sides, sign-ins, pages of measurements. */
export function storeWebContract(pairOf: () => StorePair): void {
  let pair: StorePair;
  let store: Store;
  let other: Store;

  beforeEach(() => {
    pair = pairOf();
    ({ store, other } = pair);
  });

  describe('chat lines', () => {
    it('hold both sides in one order', async () => {
      await store.receive(said('1', { text: 'no mail since noon' }));
      const reply = await store.chat.deliver(A, 'm1.1', { text: 'Which app?' });
      await other.receive(said('2', { kind: 'press', press: 'p1.1:outlook', text: 'Outlook' }));
      const lines = await other.chat.lines(A, 0, 10);
      expect(lines.map(withoutTime)).toMatchObject([
        { kind: 'said', key: '1', text: 'no mail since noon' },
        { kind: 'reply', id: reply, key: 'm1.1', reply: { text: 'Which app?' } },
        { kind: 'said', key: '2', text: 'Outlook', press: 'p1.1:outlook' },
      ]);
      expect(lines.map(({ id }) => id)).toEqual([...lines.map(({ id }) => id)].sort((a, b) => a - b));
      expect(await store.chat.lines(A, reply, 10)).toEqual(lines.slice(2));
      expect((await store.chat.delivered(A, 0, 10)).map(({ key }) => key)).toEqual(['m1.1']);
    });

    it('end with the newest ones when a page is opened', async () => {
      for (const key of ['1', '2', '3']) await store.receive(said(key));
      expect((await store.chat.newestLines(A, 2)).map(({ key }) => key)).toEqual(['2', '3']);
      expect(await store.chat.newestLines({ ...A, conversation: 'b' }, 2)).toEqual([]);
    });

    it('hold what came once only once, and nothing that is not to be echoed', async () => {
      await store.receive(said('1'));
      expect(await other.receive(said('1'))).toBe('duplicate');
      await store.receive(message('a', '2'));
      expect((await store.chat.lines(A, 0, 10)).map(({ key }) => key)).toEqual(['1']);
      expect((await nextTurn(store, 'web:a'))?.inbox.map((row) => 'echo' in row)).toEqual([false, false]);
    });

    it('are there exactly when the message is', async () => {
      await pair.damage(
        `insert into chat (conversation, key, at, reply) values ('web:a', 'said message 0 1', 0, '{}')`,
      );
      await expect(store.receive(said('1'))).rejects.toMatchObject({ code: 'MM_STORE_CONFLICT' });
      expect((await store.counts()).inbox).toBe(0);
    });

    it('leave a reply its key, however a message is named', async () => {
      await store.receive(said('m1.1'));
      await store.chat.deliver(A, 'm1.1', { text: 'the answer' });
      expect((await store.chat.delivered(A, 0, 10)).map(({ reply }) => reply.text)).toEqual(['the answer']);
    });

    it('are never skipped by a reader who goes on from the last id', async () => {
      const each = 30;
      const writing = Promise.all(
        Array.from({ length: 2 * each }, (_, index) =>
          index % 2 === 0
            ? store.receive(said(`${index}`))
            : other.chat.deliver(A, `m${index}`, { text: `${index}` }),
        ),
      );
      let written = false;
      void writing.then(() => (written = true));
      const seen: ChatLine[] = [];
      for (let last = false; !last;) {
        last = written;
        seen.push(...(await store.chat.lines(A, seen.at(-1)?.id ?? 0, 100)));
      }
      expect(seen).toHaveLength(2 * each);
    });

    it('wake whoever listens, here and at the other replica', async () => {
      const heard = Promise.all(
        [store, other].map(
          (replica) =>
            new Promise<void>((resolve) =>
              replica.onWork(() => {
                resolve();
              }),
            ),
        ),
      );
      await store.chat.deliver(A, 'm1.1', { text: 'hello' });
      await heard;
    });
  });

  describe('measurements for a case', () => {
    const work = {
      kind: 'probe' as const,
      step: 'agent',
      request: { probes: ['tls'], with: { host: 'imap.corp.example' } },
      caseId: 'case-a',
    };

    function probe(id: string, caseId?: string): Promise<unknown> {
      return store.changeCase('case-a', (present, now) => ({
        to: { ...present, probing: id },
        event: { id: `probing-${id}`, caseId: present.id, at: now, by: 'Ann', kind: 'probing' },
        task: { id, token: id, work: { ...work, caseId: caseId ?? present.id } },
      }));
    }

    it('are written with the change of the case, and stay out of the person’s chat', async () => {
      await turnWith(store, 'a', { newCase: aCase('a') });
      await probe('x');
      expect(await store.chat.working(A)).toBe(false);
      const [leased] = await other.leaseTasks('me', 5, MINUTE);
      expect(leased).toMatchObject({ id: 'x', token: 'x', address: A, work });
      await store.saveProgress('x', 'me', [{ probe: 'tls', target: 'h', phase: 'tls', status: 'running' }]);
      expect(await store.chat.progress(A)).toEqual([]);
      expect(await store.finishTask('x', 'me', result('a', 'x'))).toBe(true);
      expect((await store.case('case-a'))?.probing).toBe('x');
    });

    it('change nothing when the task can not be written', async () => {
      await turnWith(store, 'a', { newCase: aCase('a'), tasks: [{ id: 'x', token: 'x', work }] });
      await expect(probe('x')).rejects.toMatchObject({ code: 'MM_STORE_CONFLICT' });
      expect((await store.case('case-a'))?.probing).toBeUndefined();
      expect(await store.caseEvents('case-a')).toEqual([]);
    });
  });

  describe('one-time tokens', () => {
    const token = { hash: 'h', purpose: 'sign-in', body: { to: '/console' }, ttlMs: 10 * MINUTE };

    it('give their body to exactly one of many who ask at once', async () => {
      await store.tokens.put(token);
      const taken = await Promise.all(
        Array.from({ length: 20 }, (_, index) => (index % 2 ? store : other).tokens.take('h', 'sign-in')),
      );
      expect(taken.filter((body) => body !== undefined)).toEqual([{ to: '/console' }]);
      expect(await store.tokens.take('h', 'sign-in')).toBeUndefined();
    });

    it('wait until they are taken, and looking takes nothing', async () => {
      await store.tokens.put(token);
      expect(await other.tokens.waits('h', 'sign-in')).toBe(true);
      expect(await other.tokens.waits('h', 'sign-in')).toBe(true);
      await store.tokens.take('h', 'sign-in');
      expect(await other.tokens.waits('h', 'sign-in')).toBe(false);
    });

    it('serve one purpose, and a wrong one does not use them up', async () => {
      await store.tokens.put(token);
      expect(await store.tokens.waits('h', 'password')).toBe(false);
      expect(await store.tokens.take('h', 'password')).toBeUndefined();
      expect(await store.tokens.take('h', 'sign-in')).toEqual({ to: '/console' });
    });

    it('run out by the database’s clock', async () => {
      await store.tokens.put({ ...token, ttlMs: 0 });
      expect(await store.tokens.waits('h', 'sign-in')).toBe(false);
      expect(await store.tokens.take('h', 'sign-in')).toBeUndefined();
    });

    it('go when they are long dead, and no sooner', async () => {
      await store.tokens.put({ ...token, hash: 'dead' });
      await store.tokens.put({ ...token, hash: 'late' });
      await pair.damage(`update tokens set ends_at = ends_at - ${2 * DAY} where hash = 'dead'`);
      await pair.damage(`update tokens set ends_at = ends_at - ${HOUR} where hash = 'late'`);
      await store.tokens.put(token);
      await pair.damage(`update tokens set ends_at = ends_at + ${3 * DAY}`);
      expect(await store.tokens.waits('dead', 'sign-in')).toBe(false);
      expect(await store.tokens.waits('late', 'sign-in')).toBe(true);
      expect(await store.tokens.waits('h', 'sign-in')).toBe(true);
    });
  });

  describe('sessions', () => {
    const idle = 30 * MINUTE;
    const session = { hash: 's', user: KIM, absoluteMs: 12 * HOUR };

    function unseenFor(ms: number): Promise<void> {
      return pair.damage(`update sessions set seen_at = seen_at - ${ms}`);
    }

    it('know their user until they are closed', async () => {
      await store.sessions.open(session);
      expect(await other.sessions.use('s', idle)).toEqual(KIM);
      expect(await other.sessions.use('another', idle)).toBeUndefined();
      await store.sessions.close('s');
      expect(await other.sessions.use('s', idle)).toBeUndefined();
    });

    it('end after being idle, and asking does not bring them back', async () => {
      await store.sessions.open(session);
      await unseenFor(idle);
      expect(await store.sessions.use('s', idle)).toBeUndefined();
      expect(await store.sessions.use('s', idle)).toBeUndefined();
    });

    it('go on while they are used', async () => {
      await store.sessions.open(session);
      await unseenFor(idle - MINUTE);
      expect(await store.sessions.use('s', idle)).toEqual(KIM);
      await unseenFor(idle - MINUTE);
      expect(await store.sessions.use('s', idle)).toEqual(KIM);
    });

    it('run out while they are only looked at', async () => {
      await store.sessions.open(session);
      await unseenFor(idle - MINUTE);
      expect(await store.sessions.look('s', idle)).toEqual(KIM);
      await unseenFor(idle + MINUTE);
      expect(await store.sessions.look('s', idle)).toBeUndefined();
      expect(await store.sessions.use('s', idle)).toBeUndefined();
    });

    it('are not written at each use', async () => {
      await store.sessions.open(session);
      await unseenFor(15_000);
      await store.sessions.use('s', idle);
      // Only a clock that was left alone has now run out.
      await unseenFor(idle - 14_000);
      expect(await store.sessions.use('s', idle)).toBeUndefined();
    });

    it('end for good, however much they are used', async () => {
      await store.sessions.open(session);
      await pair.damage(`update sessions set ends_at = ends_at - ${12 * HOUR}`);
      expect(await store.sessions.use('s', idle)).toBeUndefined();
    });

    it('go when they are long over, and no sooner', async () => {
      await store.sessions.open({ ...session, hash: 'dead' });
      await store.sessions.open({ ...session, hash: 'late' });
      await pair.damage(`update sessions set ends_at = ends_at - ${2 * DAY} where hash = 'dead'`);
      await pair.damage(`update sessions set ends_at = ends_at - ${13 * HOUR} where hash = 'late'`);
      await store.sessions.open(session);
      await pair.damage(`update sessions set ends_at = ends_at + ${3 * DAY}`);
      expect(await store.sessions.use('dead', idle)).toBeUndefined();
      expect(await store.sessions.use('late', idle)).toEqual(KIM);
    });
  });

  describe('probe runs', () => {
    it('are kept once, and listed newest first', async () => {
      await store.probeRuns.save(aRun('r1'));
      await store.probeRuns.save({ ...aRun('r1'), results: [] });
      await store.probeRuns.save(aRun('r2'));
      await store.probeRuns.save({ ...aRun('r3'), conversation: 'web:b' });
      expect(await other.probeRuns.find('r1')).toEqual(aRun('r1'));
      expect(await other.probeRuns.find('r9')).toBeUndefined();
      expect((await other.probeRuns.ofConversation('web:a', 5)).map(({ id }) => id)).toEqual(['r2', 'r1']);
      expect((await other.probeRuns.ofConversation('web:a', 1)).map(({ id }) => id)).toEqual(['r2']);
    });

    it('go after two weeks', async () => {
      for (const id of ['r1', 'r2']) await store.probeRuns.save(aRun(id));
      await pair.damage(`update probe_runs set stored_at = stored_at - ${15 * DAY} where id = 'r1'`);
      await pair.damage(`update probe_runs set stored_at = stored_at - ${13 * DAY} where id = 'r2'`);
      await store.probeRuns.save(aRun('r3'));
      expect((await store.probeRuns.ofConversation('web:a', 5)).map(({ id }) => id)).toEqual(['r3', 'r2']);
    });
  });
}

/** A message of a chat that lives in the store. */
function said(id: string, some: Partial<InboundMessage> = {}): InboundMessage {
  return { ...message('a', id), echo: true, ...some };
}

function withoutTime(line: ChatLine): unknown {
  expect(new Date(line.at).toISOString()).toBe(line.at);
  return { ...line, at: '' };
}

function aRun(id: string): ProbeRun {
  return {
    id,
    conversation: 'web:a',
    at: '2026-01-01T00:00:00.000Z',
    results: [
      {
        probe: 'tls',
        target: 'imap.corp.example:993',
        status: 'measured',
        findings: [],
        phases: [{ name: 'tls', status: 'ok', ms: 12, detail: 'TLSv1.3' }],
        startedAt: '2026-01-01T00:00:00.000Z',
        ms: 40,
      },
    ],
  };
}
