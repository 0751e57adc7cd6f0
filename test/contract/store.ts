import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  mailmedicError,
  type Reply,
  type Speaker,
  type Store,
  type TurnSnapshot,
  type TurnWrites,
} from '../../src/domain/index.js';
import {
  aCase,
  act,
  conversation,
  message,
  nextTurn,
  out,
  problem,
  result,
  task,
  timer,
  turnWith,
  writes,
  type StorePair,
} from './_store.js';
import { storeBundlesContract } from './store-bundles.js';
import { storeChannelsContract } from './store-channels.js';
import { storeIncidentsContract } from './store-incidents.js';
import { storeMisunderstoodContract } from './store-misunderstood.js';
import { storeLimitsContract } from './store-limits.js';
import { storeSignInContract } from './store-sign-ins.js';
import { storeWebContract } from './store-web.js';

/** What every store must do. `open` gives an empty, migrated database. */
export function storeContract(name: string, open: () => Promise<StorePair>): void {
  describe(`store contract: ${name}`, () => {
    let pair: StorePair;
    let store: Store;
    let other: Store;

    beforeEach(async () => {
      pair = await open();
      ({ store, other } = pair);
    });
    afterEach(async () => {
      await pair.close();
    });

    describe('inbox', () => {
      it('stores a message once', async () => {
        expect(await store.receive(message('a', '1'))).toBe('stored');
        expect(await other.receive(message('a', '1'))).toBe('duplicate');
        expect((await store.counts()).inbox).toBe(1);
      });

      it('tells kinds, revisions and conversations of one platform id apart', async () => {
        await store.receive(message('a', '1'));
        expect(await store.receive({ ...message('a', '1'), kind: 'press' })).toBe('stored');
        expect(await store.receive({ ...message('a', '1'), revision: 1 })).toBe('stored');
        expect(await store.receive(message('b', '1'))).toBe('stored');
      });

      it('gives a turn its rows in platform order, compared byte by byte', async () => {
        await store.receive({ ...message('a', '2'), order: '2026-01-01T00:00:00.2Z' });
        await store.receive({ ...message('a', '1'), order: '2026-01-01T00:00:00.1Z' });
        await store.receive({ ...message('a', 'x'), order: '2026-01-01T00:00:00.1a' });
        const seen: string[] = [];
        await store.takeTurn('web:a', (turn) => {
          seen.push(...turn.inbox.map((row) => row.platformId));
          return writes(turn);
        });
        expect(seen).toEqual(['1', 'x', '2']);
      });

      it('lists conversations with unread rows, oldest first', async () => {
        await store.receive(message('b', '1'));
        await store.receive(message('a', '1'));
        await store.receive(message('b', '2'));
        expect(await store.conversationsWithInput(10)).toEqual(['web:b', 'web:a']);
        await store.takeTurn('web:b', writes);
        expect(await store.conversationsWithInput(10)).toEqual(['web:a']);
      });

      it('replaces the text of an unread message by its edit, and needs no turn for the edit', async () => {
        await store.receive({ ...message('a', '1'), text: 'frist' });
        await store.receive({ ...message('a', '1'), kind: 'edit', revision: 1, text: 'first' });
        const turn = await nextTurn(store, 'web:a');
        expect(turn?.inbox.map(({ kind, text }) => [kind, text])).toEqual([['message', 'first']]);
      });

      it('keeps the newest of two edits that arrive in the wrong order', async () => {
        await store.receive(message('a', '1'));
        await store.receive({ ...message('a', '1'), kind: 'edit', revision: 2, text: 'second' });
        await store.receive({ ...message('a', '1'), kind: 'edit', revision: 1, text: 'first' });
        expect((await nextTurn(store, 'web:a'))?.inbox[0]?.text).toBe('second');
      });

      it('takes an unread message away with its deletion', async () => {
        await store.receive({ ...message('a', '1'), text: 'my password is …' });
        await store.receive({ ...message('a', '1'), kind: 'delete' });
        expect(await nextTurn(store, 'web:a')).toBeUndefined();
      });

      it('hands an edit of a message that was read to a turn', async () => {
        await store.receive(message('a', '1'));
        await store.takeTurn('web:a', writes);
        await store.receive({ ...message('a', '1'), kind: 'edit', revision: 1, text: 'late' });
        expect((await nextTurn(store, 'web:a'))?.inbox[0]?.kind).toBe('edit');
      });
    });

    describe('turns', () => {
      it('keeps what a turn wrote', async () => {
        await store.receive(message('a', '1'));
        await store.takeTurn('web:a', (turn) => ({
          ...writes(turn),
          conversation: { ...conversation('a'), greeted: true },
          transcript: [{ at: turn.now, who: 'person', text: 'hello' }],
        }));
        expect((await other.conversation('web:a'))?.greeted).toBe(true);
        expect((await other.transcript('web:a')).map(({ text }) => text)).toEqual(['hello']);
        expect(await store.takeTurn('web:a', writes)).toBe('nothing');
      });

      it('takes the words of a deleted message out of the transcript, and no others', async () => {
        const turn = async (id: string, some: Partial<TurnWrites>): Promise<void> => {
          await store.receive(message('a', id));
          await store.takeTurn('web:a', (snapshot) => ({ ...writes(snapshot), ...some }));
        };
        const line = { at: '2026-01-01T00:00:00.000Z', who: 'person' as const };
        await turn('1', {
          transcript: [
            { ...line, text: 'Sunshine2024', message: '7' },
            { ...line, text: 'other', message: '8' },
            { ...line, text: 'pressed' },
          ],
        });
        await turn('2', { transcript: [{ ...line, text: 'again', message: '9' }], deleted: ['7', '9'] });

        expect((await other.transcript('web:a')).map(({ text }) => text)).toEqual([
          '●●●',
          'other',
          'pressed',
          '●●●',
        ]);
      });

      it('leaves rows that arrive during a turn to the next one', async () => {
        await store.receive(message('a', '1'));
        let during: Promise<unknown> = Promise.resolve();
        await store.takeTurn('web:a', (turn) => {
          during = store.receive(message('a', '2'));
          return writes(turn);
        });
        await during;
        expect((await nextTurn(store, 'web:a'))?.inbox.map((row) => row.platformId)).toEqual(['2']);
      });

      it('writes nothing but the count of tries when the decision throws', async () => {
        await store.receive(message('a', '1'));
        for (const attempt of [1, 2]) {
          await expect(
            store.takeTurn('web:a', (turn) => {
              expect(turn.attempt).toBe(attempt);
              throw mailmedicError('MM_ENGINE_STEP', { playbook: 'p', step: 's' }, '');
            }),
          ).rejects.toThrow('no step');
        }
        const third = await nextTurn(store, 'web:a');
        expect(third?.attempt).toBe(3);
        expect(await store.conversation('web:a')).toBeDefined();
        await store.receive(message('a', '2'));
        expect((await nextTurn(store, 'web:a'))?.attempt).toBe(1);
      });

      it('lets one of many that try at once take the turn, and counts one try', async () => {
        for (let round = 0; round < 15; round += 1) {
          await store.receive(message('a', `${round}`));
          const attempts: number[] = [];
          const outcomes = await Promise.all(
            [store, other, store, other, store, other].map((replica) =>
              replica.takeTurn('web:a', (turn) => {
                attempts.push(turn.attempt);
                return writes(turn);
              }),
            ),
          );
          expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(1);
          expect(attempts).toEqual([1]);
        }
      });

      it('keeps a case that changes while a turn of its conversation runs', async () => {
        await turnWith(store, 'a', { newCase: aCase('a') });
        await store.receive(message('a', 'x'));
        let claim: Promise<unknown> = Promise.resolve();
        await store.takeTurn('web:a', (turn) => {
          const openCase = turn.openCase ?? aCase('a');
          claim = other.changeCase('MM-1', (present, now) => ({
            to: { ...present, claimedBy: 'Ann' },
            event: { id: 'e', caseId: present.id, at: now, by: 'Ann', kind: 'claimed' },
          }));
          const to = { ...openCase, severity: 'P1' };
          return { ...writes(turn), caseChange: { caseId: openCase.id, to } };
        });
        await claim;
        expect(await store.case('MM-1')).toMatchObject({ claimedBy: 'Ann', severity: 'P1' });
      });

      it('loses nothing and keeps the order with eight workers on two replicas', async () => {
        const conversations = 10;
        const each = 20;
        const sent = Array.from({ length: conversations * each }, (_, index) => index);
        await Promise.all(
          Array.from({ length: conversations }, async (_, index) => {
            for (const number of sent.slice(0, each)) {
              await (number % 2 === 0 ? store : other).receive(
                message(`c${index}`, String(number).padStart(3, '0')),
              );
            }
          }).concat(
            Array.from({ length: 8 }, async (_, worker) => {
              const mine = worker % 2 === 0 ? store : other;
              for (let idle = 0; idle < 20;) {
                const keys = await mine.conversationsWithInput(5);
                idle = keys.length === 0 ? idle + 1 : 0;
                for (const key of keys) await mine.takeTurn(key, countRows);
              }
            }),
          ),
        );
        for (let index = 0; index < conversations; index += 1) {
          const lines = (await store.transcript(`web:c${index}`)).map(({ text }) => text);
          expect(lines).toEqual([...lines].sort());
          expect(lines).toHaveLength(each);
          expect((await store.conversation(`web:c${index}`))?.problems).toBe(each);
        }
      });

      it('says what is wrong with a damaged row', async () => {
        await store.receive(message('a', '1'));
        await store.takeTurn('web:a', writes);
        await pair.damage(`update conversations set state = '{"greeted": "perhaps"}'`);
        await expect(store.conversation('web:a')).rejects.toMatchObject({ code: 'MM_STORE_CORRUPT' });
      });
    });

    describe('timers', () => {
      it('fires each due timer once, whichever replica looks', async () => {
        await turnWith(store, 'a', { timers: [timer('t1', 0), timer('t2', 0), timer('t3', 60_000)] });
        const fired = await Promise.all([
          store.fireDueTimers(10),
          other.fireDueTimers(10),
          store.fireDueTimers(10),
        ]);
        expect(fired.reduce((sum, count) => sum + count, 0)).toBe(2);
        const turn = await nextTurn(store, 'web:a');
        expect(turn?.inbox.map(({ kind, payload }) => [kind, payload])).toEqual([
          ['timer', { token: 'k', purpose: 'wait' }],
          ['timer', { token: 'k', purpose: 'wait' }],
        ]);
        expect((await store.counts()).timers).toBe(1);
      });

      it('forgets the timers of a token', async () => {
        await turnWith(store, 'a', { timers: [timer('t1', 0)] });
        await turnWith(store, 'a', { cancelTimers: ['k'] });
        expect(await store.fireDueTimers(10)).toBe(0);
      });
    });

    describe('tasks', () => {
      it('leases a task to one owner and takes its result once', async () => {
        await turnWith(store, 'a', { tasks: [task('x')] });
        const [mine, theirs] = await Promise.all([
          store.leaseTasks('me', 5, 60_000),
          other.leaseTasks('you', 5, 60_000),
        ]);
        expect(mine.length + theirs.length).toBe(1);
        const owner = mine.length === 1 ? 'me' : 'you';
        await store.saveProgress('x', owner, [
          { probe: 'tls', target: 'h', phase: 'tls', status: 'running' },
        ]);
        expect((await other.chat.progress({ channel: 'web', conversation: 'a' }))[0]?.lines[0]?.probe).toBe(
          'tls',
        );
        expect(await store.finishTask('x', owner, result('a', 'x'))).toBe(true);
        expect(await store.finishTask('x', owner, result('a', 'x'))).toBe(false);
        expect(await store.chat.progress({ channel: 'web', conversation: 'a' })).toEqual([]);
        expect((await nextTurn(store, 'web:a'))?.inbox.map(({ kind }) => kind)).toEqual(['result']);
      });

      it('gives a task to the next one when its lease ran out, and the first one loses', async () => {
        await turnWith(store, 'a', { tasks: [task('x')] });
        await store.leaseTasks('dead', 5, 0);
        const again = await other.leaseTasks('alive', 5, 60_000);
        expect(again.map(({ attempt }) => attempt)).toEqual([2]);
        expect(await store.finishTask('x', 'dead', result('a', 'x'))).toBe(false);
        expect(await store.finishTask('x', 'alive', result('a', 'x'))).toBe(true);
      });

      it('leases no more tasks than asked for, oldest first', async () => {
        await turnWith(store, 'a', { tasks: [task('x'), task('y'), task('z')] });
        expect(await store.leaseTasks('me', 2, 60_000)).toHaveLength(2);
        expect((await other.leaseTasks('you', 5, 60_000)).map(({ id }) => id)).toEqual(['z']);
      });

      it('keeps a task that is to be tried later until then', async () => {
        await turnWith(store, 'a', { tasks: [task('x')] });
        await store.leaseTasks('me', 5, 60_000);
        await store.retryTask('x', 'me', 60_000);
        expect(await store.leaseTasks('me', 5, 60_000)).toEqual([]);
      });

      it('keeps with a task what is to be known at its next run', async () => {
        await turnWith(store, 'a', { tasks: [act('x')] });
        const [first] = await store.leaseTasks('me', 5, 60_000);
        expect(first?.work).toEqual(act('x').work);
        await store.retryTask('x', 'you', 0, { ...act('x').work, notTaken: 7 });
        await store.retryTask('x', 'me', 0, { ...act('x').work, notTaken: 1 });
        const [again] = await other.leaseTasks('you', 5, 60_000);
        expect([again?.attempt, again?.work]).toEqual([2, { ...act('x').work, notTaken: 1 }]);
        await store.retryTask('x', 'you', 0);
        expect((await store.leaseTasks('me', 5, 60_000))[0]?.work).toMatchObject({ notTaken: 1 });
      });
    });

    describe('outbox', () => {
      it('gives out the head of each conversation only, in order', async () => {
        await turnWith(store, 'a', { outbox: [out('a1'), out('a2')] });
        await turnWith(store, 'b', { outbox: [out('b1')] });
        const first = await store.leaseOutbox('me', 10, 60_000);
        expect(first.map(({ key }) => key)).toEqual(['a1', 'b1']);
        expect(await other.leaseOutbox('you', 10, 60_000)).toEqual([]);
        await store.settleOutbox(first[0]?.id ?? 0, 'me', { kind: 'sent', platformId: 'p' });
        expect((await other.leaseOutbox('you', 10, 60_000)).map(({ key }) => key)).toEqual(['a2']);
      });

      it('never leases one row to two senders', async () => {
        await turnWith(store, 'a', { outbox: [out('a1')] });
        const leased = await Promise.all(
          Array.from({ length: 6 }, (_, index) =>
            (index % 2 ? store : other).leaseOutbox(`s${index}`, 5, 60_000),
          ),
        );
        expect(leased.flat()).toHaveLength(1);
      });

      it('marks a row whose sender died as uncertain', async () => {
        await turnWith(store, 'a', { outbox: [out('a1')] });
        const [fresh] = await store.leaseOutbox('dead', 5, 0);
        expect(fresh?.uncertain).toBe(false);
        const [again] = await other.leaseOutbox('alive', 5, 60_000);
        expect(again).toMatchObject({ key: 'a1', uncertain: true, attempt: 2 });
        await store.settleOutbox(again?.id ?? 0, 'dead', { kind: 'sent', platformId: 'p' });
        expect((await store.counts()).outbox).toBe(1);
      });

      it('holds the later rows back while one waits, and lets them go when one is refused', async () => {
        await turnWith(store, 'a', { outbox: [out('a1'), out('a2')] });
        const [row] = await store.leaseOutbox('me', 5, 60_000);
        await store.settleOutbox(row?.id ?? 0, 'me', { kind: 'later', afterMs: 60_000, reason: '429' });
        expect(await store.leaseOutbox('me', 5, 60_000)).toEqual([]);
        await pair.damage('update outbox set due_at = 0');
        const [second] = await store.leaseOutbox('me', 5, 60_000);
        expect(second).toMatchObject({ key: 'a1', uncertain: false });
        await store.settleOutbox(second?.id ?? 0, 'me', { kind: 'refused', reason: 'blocked' });
        expect((await store.leaseOutbox('me', 5, 60_000)).map(({ key }) => key)).toEqual(['a2']);
      });

      it('looks an unknown send up before the next one, and counts a repetition', async () => {
        await turnWith(store, 'a', { outbox: [out('a1')] });
        const [row] = await store.leaseOutbox('me', 5, 60_000);
        await store.settleOutbox(row?.id ?? 0, 'me', { kind: 'unknown', reason: 'reset' });
        await pair.damage('update outbox set due_at = 0');
        const [again] = await store.leaseOutbox('me', 5, 60_000);
        expect(again?.uncertain).toBe(true);
        await store.settleOutbox(again?.id ?? 0, 'me', { kind: 'sent', platformId: 'p', repeated: true });
        expect(await store.counts()).toMatchObject({ outbox: 0, repeated: 1 });
      });

      it('keeps a send uncertain when the next try was not taken', async () => {
        await turnWith(store, 'a', { outbox: [out('a1')] });
        const [row] = await store.leaseOutbox('me', 5, 60_000);
        await store.settleOutbox(row?.id ?? 0, 'me', { kind: 'unknown', reason: 'reset' });
        await pair.damage('update outbox set due_at = 0');
        const [again] = await store.leaseOutbox('me', 5, 60_000);
        await store.settleOutbox(again?.id ?? 0, 'me', { kind: 'later', afterMs: 0, reason: '429' });
        await turnWith(store, 'a', { silence: true });
        const [third] = await store.leaseOutbox('me', 5, 60_000);
        expect(third).toMatchObject({ key: 'a1', uncertain: true, repeated: 0 });
      });

      it('tells the next sender that an uncertain row may have gone out twice', async () => {
        await turnWith(store, 'a', { outbox: [out('a1')] });
        await store.leaseOutbox('dead', 5, 0);
        const [second] = await store.leaseOutbox('dead too', 5, 0);
        expect(second).toMatchObject({ uncertain: true, repeated: 0 });
        const [third] = await other.leaseOutbox('alive', 5, 60_000);
        expect(third).toMatchObject({ uncertain: true, repeated: 1 });
        await other.settleOutbox(third?.id ?? 0, 'alive', { kind: 'unknown', reason: '?', repeated: true });
        expect((await store.counts()).repeated).toBe(2);
      });

      it('tells of a row that is given up in the commit that settles it, and counts those nobody knows of', async () => {
        await turnWith(store, 'a', { outbox: [out('a1'), out('a2')] });
        await store.leaseOutbox('dead', 5, 0);
        await store.leaseOutbox('dead too', 5, 0);
        const [row] = await store.leaseOutbox('me', 5, 60_000);
        const outcome = { kind: 'unsure', reason: 'nobody can be asked' } as const;
        await store.settleOutbox(row?.id ?? 0, 'dead', outcome, message('a', 'lost-lease'));
        expect(await store.counts()).toMatchObject({ inbox: 0, outbox: 2, unsure: 0 });
        await store.settleOutbox(row?.id ?? 0, 'me', outcome, message('a', 'told'));
        expect(await store.counts()).toMatchObject({ inbox: 1, outbox: 1, unsure: 1 });
        expect((await store.leaseOutbox('me', 5, 60_000)).map(({ key }) => key)).toEqual(['a2']);
      });

      it('drops the bot’s unsent rows when a human has the case, not one that may have arrived', async () => {
        await turnWith(store, 'a', {
          outbox: [out('sending'), out('bot'), { ...out('agent'), from: 'agent' }],
        });
        const [row] = await store.leaseOutbox('me', 5, 60_000);
        await turnWith(store, 'a', { silence: true, outbox: [out('after')] });
        await store.settleOutbox(row?.id ?? 0, 'me', { kind: 'sent', platformId: 'p' });
        const keys: string[] = [];
        for (let next = await store.leaseOutbox('me', 1, 60_000); next[0];) {
          keys.push(next[0].key);
          await store.settleOutbox(next[0].id, 'me', { kind: 'sent', platformId: 'p' });
          next = await store.leaseOutbox('me', 1, 60_000);
        }
        expect(keys).toEqual(['agent', 'after']);
      });
    });

    describe('rows that can not be read', () => {
      it('do not hold back the other outgoing rows, and are told apart', async () => {
        await turnWith(store, 'a', { outbox: [out('a1'), out('a2')] });
        await turnWith(store, 'b', { outbox: [out('b1')] });
        await pair.damage(`update outbox set reply = '{"text": 7}' where key = 'a1'`);
        const [bad, good] = await store.leaseOutbox('me', 10, 60_000);
        expect(bad).toMatchObject({ key: 'a1', reply: { text: '' } });
        expect(bad?.unreadable).toContain('reply');
        expect(good).toMatchObject({ key: 'b1', reply: { text: 'b1' } });
        expect(good?.unreadable).toBeUndefined();
        await store.settleOutbox(bad?.id ?? 0, 'me', { kind: 'refused', reason: bad?.unreadable ?? '' });
        expect((await store.leaseOutbox('me', 10, 60_000)).map(({ key }) => key)).toEqual(['a2']);
      });

      it('do not hold back the other tasks, and can be finished', async () => {
        await turnWith(store, 'a', { tasks: [task('x'), task('y')] });
        await pair.damage(`update tasks set work = 'no JSON' where id = 'x'`);
        const leased = await store.leaseTasks('me', 5, 60_000);
        const byId = new Map(leased.map(({ id, work }) => [id, work]));
        expect(byId.get('x')).toMatchObject({ kind: 'unreadable' });
        expect(byId.get('y')).toEqual(task('y').work);
        expect(await store.finishTask('x', 'me', result('a', 'x'))).toBe(true);
      });
    });

    describe('cases', () => {
      it('lets exactly one of two agents claim', async () => {
        await turnWith(store, 'a', { newCase: aCase('a') });
        const claims = await Promise.allSettled(
          ['Ann', 'Bob', 'Cid', 'Dee'].map((agent, index) =>
            (index % 2 ? store : other).changeCase('MM-1', (present, now) => {
              if (present.claimedBy !== undefined) {
                throw mailmedicError('MM_CASE_TAKEN', { reference: 'MM-1', who: present.claimedBy }, '');
              }
              return {
                to: { ...present, state: 'claimed', claimedBy: agent },
                event: { id: agent, caseId: present.id, at: now, by: agent, kind: 'claimed' },
                tell: { ...message('a', `claim-${agent}`), kind: 'case', payload: { agent } },
              };
            }),
          ),
        );
        expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        expect(await store.caseEvents('case-a')).toHaveLength(1);
        expect((await nextTurn(store, 'web:a'))?.inbox).toHaveLength(1);
      });

      it('shows the open case to a turn until it is closed', async () => {
        await turnWith(store, 'a', { newCase: aCase('a') });
        await store.receive(message('a', '2'));
        expect((await nextTurn(store, 'web:a'))?.openCase?.reference).toBe('MM-1');
        await store.changeCase('case-a', (present, now) => ({
          to: { ...present, state: 'closed' },
          event: { id: 'e', caseId: present.id, at: now, by: 'Ann', kind: 'resolved' },
        }));
        await store.receive(message('a', '3'));
        expect((await nextTurn(store, 'web:a'))?.openCase).toBeUndefined();
        expect(await store.cases({ open: true })).toEqual([]);
        expect(await store.cases({})).toHaveLength(1);
      });

      it('tells whose cases they are: of one chat, and of one person whom the directory knows', async () => {
        const kim = { id: 'kim', isKnown: true } as const;
        await turnWith(store, 'a', { newCase: { ...aCase('a'), person: kim } });
        await turnWith(store, 'b', { newCase: { ...aCase('b'), reference: 'MM-2', person: kim } });
        // The same id, but by the word of a platform only.
        await turnWith(store, 'c', { newCase: { ...aCase('c'), reference: 'MM-3', person: { id: 'kim' } } });
        const seen = async (key: string, person?: Speaker) =>
          (await other.casesOf(key, person)).map(({ reference }) => reference);

        expect(await seen('web:a')).toEqual(['MM-1']);
        expect(await seen('web:a', kim)).toEqual(['MM-2', 'MM-1']);
        expect(await seen('web:a', { id: 'kim' })).toEqual(['MM-1']);
        expect(await seen('web:c', kim)).toEqual(['MM-3', 'MM-2', 'MM-1']);
      });

      it('allows one open case per conversation', async () => {
        await turnWith(store, 'a', { newCase: aCase('a') });
        const second = { ...aCase('a'), id: 'case-b', reference: 'MM-2' };
        await expect(turnWith(store, 'a', { newCase: second })).rejects.toMatchObject({
          code: 'MM_STORE_CONFLICT',
        });
      });

      it('knows no case that is not there', async () => {
        const unknown = store.changeCase('MM-9', (present, now) => ({
          to: present,
          event: { id: 'e', caseId: present.id, at: now, by: 'Ann', kind: 'noted' },
        }));
        await expect(unknown).rejects.toMatchObject({ code: 'MM_CASE_UNKNOWN' });
      });
    });

    describe('bundles, models, chat', () => {
      it('keeps a bundle’s files in order, and knows which ones are pinned', async () => {
        const files = new Map([
          ['playbooks/b.yaml', '二'],
          ['playbooks/a.yaml', '一'],
        ]);
        await store.published.publish({ hash: 'h1', files, from: 'folder' });
        await other.published.publish({ hash: 'h1', files: new Map(), from: 'folder' });
        expect([...((await other.bundleFiles('h1')) ?? [])]).toEqual([...files]);
        expect(await store.bundleFiles('h2')).toBeUndefined();
        await turnWith(store, 'a', { conversation: { ...conversation('a'), problem: problem('h1') } });
        expect(await store.pinnedBundles()).toEqual(['h1']);
      });

      it('keeps a model', async () => {
        await store.putModel('k', '{}');
        expect(await other.model('k')).toBe('{}');
        expect(await other.model('q')).toBeUndefined();
      });

      it('delivers a reply once per key and reads on from an id', async () => {
        const address = { channel: 'web', conversation: 'a' };
        const first = await store.chat.deliver(address, 'k1', { text: 'one' });
        expect(await other.chat.deliver(address, 'k1', { text: 'again' })).toBe(first);
        await store.chat.deliver(address, 'k2', { text: 'two' });
        expect((await other.chat.delivered(address, 0, 10)).map(({ reply }) => reply.text)).toEqual([
          'one',
          'two',
        ]);
        expect((await other.chat.delivered(address, first, 10)).map(({ key }) => key)).toEqual(['k2']);
      });

      it('reads gifts of before they could hold several files', async () => {
        const address = { channel: 'web', conversation: 'a' };
        const file = { name: 'a.mobileconfig', mediaType: 'x', content: '<plist/>' };
        const before = { text: 'one', gift: { kind: 'settings', servers: [], file } } as unknown as Reply;
        await store.chat.deliver(address, 'k1', before);
        await store.chat.deliver(address, 'k2', { text: 'two', gift: { kind: 'settings', files: [file] } });
        await store.chat.deliver(address, 'k3', { text: 'three', gift: { kind: 'settings' } });
        expect((await other.chat.delivered(address, 0, 10)).map(({ reply }) => reply.gift)).toEqual([
          { kind: 'settings', servers: [], files: [file] },
          { kind: 'settings', files: [file] },
          { kind: 'settings' },
        ]);
      });

      it('knows whether a conversation is being worked on', async () => {
        const address = { channel: 'web', conversation: 'a' };
        expect(await store.chat.working(address)).toBe(false);
        await store.receive(message('a', '1'));
        expect(await other.chat.working(address)).toBe(true);
        await store.takeTurn('web:a', writes);
        expect(await store.chat.working(address)).toBe(false);
      });
    });

    storeWebContract(() => pair);
    storeChannelsContract(() => pair);
    storeIncidentsContract(() => pair);
    storeMisunderstoodContract(() => pair);

    storeBundlesContract(() => pair);
    storeLimitsContract(() => pair);
    storeSignInContract(() => pair);

    it('wakes this replica at once, until it stops listening', async () => {
      let woken = 0;
      const stop = store.onWork(() => (woken += 1));
      await store.receive(message('a', '1'));
      const after = woken;
      expect(after).toBeGreaterThan(0);
      stop();
      await store.receive(message('a', '2'));
      expect(woken).toBe(after);
    });

    it('says what kind of work came, so that nobody else gets up for it', async () => {
      const kinds: unknown[] = [];
      const stop = store.onWork((kind) => kinds.push(kind));
      await store.receive(message('a', '1'));
      stop();
      // An undefined kind is the poll's word for what other processes may have done.
      expect(kinds.filter((kind) => kind !== undefined)).toEqual(['turns']);
    });

    it('refuses calls once it is closed', async () => {
      await other.close();
      await expect(other.now()).rejects.toMatchObject({ code: 'MM_STORE_UNREACHABLE' });
    });

    it('wakes the other replica when there is work', async () => {
      const heard = new Promise<void>((resolve) => {
        other.onWork(() => {
          resolve();
        });
      });
      await store.receive(message('a', '1'));
      await heard;
    });
  });
}

function countRows(turn: TurnSnapshot): TurnWrites {
  const before = turn.conversation ?? conversation(turn.address.conversation);
  return {
    ...writes(turn),
    conversation: { ...before, problems: before.problems + turn.inbox.length },
    transcript: turn.inbox.map((row) => ({ at: turn.now, who: 'person', text: row.platformId })),
  };
}
