import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { OutboundRow, Reply, Store } from '../../src/domain/index.js';
import { message, nextTurn, turnWith, type StorePair } from './_store.js';

/** What every store must do for chat platforms: their memory, messages that replace one another, other places. */
export function storeChannelsContract(pairOf: () => StorePair): void {
  let store: Store;
  let other: Store;

  beforeEach(() => {
    ({ store, other } = pairOf());
  });

  describe('the memory of channels', () => {
    it('keeps the latest under each key, apart per channel, for every replica', async () => {
      await store.memory.put('slack', 'user/U1', { name: 'Kim' });
      await other.memory.put('slack', 'user/U1', { name: 'Kim Li' });
      await store.memory.put('teams', 'user/U1', null);

      expect(await other.memory.get('slack', 'user/U1')).toEqual({ name: 'Kim Li' });
      expect(await other.memory.get('teams', 'user/U1')).toBeNull();
      expect(await other.memory.get('slack', 'user/U2')).toBeUndefined();
    });

    it('lists what begins with a prefix, and only that', async () => {
      for (const key of ['dm/D1', 'dm/D2', 'dm', 'dn/D3', 'dm/中']) await store.memory.put('slack', key, key);

      const found = await store.memory.all('slack', 'dm/');

      expect([...found.keys()].sort()).toEqual(['dm/D1', 'dm/D2', 'dm/中']);
      expect(found.get('dm/D1')).toBe('dm/D1');
    });

    it('forgets what was last put too long ago, under a prefix of one channel', async () => {
      for (const key of ['card 1', 'card 2', 'chat 1']) await store.memory.put('teams', key, key);
      await store.memory.put('slack', 'card 3', 1);
      const begun = Date.parse(await store.now());
      await vi.waitFor(async () => expect(Date.parse(await store.now()) - begun).toBeGreaterThan(300));
      await store.memory.put('teams', 'card 2', 'again');

      const dropped = await other.memory.prune('teams', 'card ', 300);

      expect(dropped).toBe(1);
      expect([...(await store.memory.all('teams', '')).keys()]).toEqual(['card 2', 'chat 1']);
      expect(await store.memory.get('slack', 'card 3')).toBe(1);
      expect(await store.memory.prune('teams', 'card ', 60_000)).toBe(0);
    });

    it('forgets', async () => {
      await store.memory.put('slack', 'user/U1', 1);
      await other.memory.drop('slack', 'user/U1');

      expect(await store.memory.get('slack', 'user/U1')).toBeUndefined();
    });
  });

  describe('a message that may take the place of one before it', () => {
    async function sendNext(): Promise<OutboundRow> {
      const [row] = await store.leaseOutbox('me', 1, 60_000);
      if (!row) throw new Error('nothing to send');
      await store.settleOutbox(row.id, 'me', { kind: 'sent', platformId: `ts-${row.key}` });
      return row;
    }

    async function say(...replies: readonly Reply[]): Promise<void> {
      const outbox = replies.map((reply, index) => ({ key: `m${index}`, reply, from: 'bot' as const }));
      await turnWith(store, 'a', { outbox });
    }

    it('is told the platform id of the progress just before it', async () => {
      await say({ text: 'Checking …', progress: true }, { text: 'Done.' }, { text: 'And now?' });
      await sendNext();
      const done = await sendNext();
      const now = await sendNext();

      expect(await other.progressBefore(done.id)).toBe('ts-m0');
      expect(await other.progressBefore(now.id)).toBeUndefined();
    });

    it('takes no place of another conversation, nor of one that was never sent', async () => {
      await say({ text: 'Checking …', progress: true });
      await turnWith(store, 'b', { outbox: [{ key: 'b1', reply: { text: 'Hello' }, from: 'bot' }] });
      const rows = await store.leaseOutbox('me', 5, 60_000);
      const elsewhere = rows.find(({ key }) => key === 'b1');
      await turnWith(store, 'a', { outbox: [{ key: 'a9', reply: { text: 'Done.' }, from: 'bot' }] });
      const progress = rows.find(({ key }) => key === 'm0');
      await store.settleOutbox(progress?.id ?? 0, 'me', { kind: 'refused', reason: 'gone' });
      const [after] = await store.leaseOutbox('me', 5, 60_000);

      expect(await store.progressBefore(elsewhere?.id ?? 0)).toBeUndefined();
      expect(after?.key).toBe('a9');
      expect(await store.progressBefore(after?.id ?? 0)).toBeUndefined();
    });

    it('carries the language of its words', async () => {
      await turnWith(store, 'a', {
        outbox: [
          { key: 'm0', reply: { text: '好。' }, from: 'bot', language: 'zh' },
          { key: 'm1', reply: { text: 'OK.' }, from: 'bot' },
        ],
      });

      expect([(await sendNext()).language, (await sendNext()).language]).toEqual(['zh', undefined]);
    });
  });

  describe('what people think of answers', () => {
    const finished = { playbook: 'certificate', step: 'certificate/done' };

    beforeEach(async () => {
      await turnWith(store, 'a', {
        outbox: [
          { key: 'm0', reply: { text: 'What does it say?' }, from: 'bot' },
          { key: 'm1', reply: { text: 'Renewed.', finished }, from: 'bot' },
        ],
      });
    });

    it('is counted once per answer by playbook and step, and may change', async () => {
      expect(await store.verdicts.judge({ conversation: 'web:a', key: 'm1' }, 'good')).toBe(true);
      expect(await other.verdicts.judge({ conversation: 'web:a', key: 'm1' }, 'bad')).toBe(true);

      expect(await store.verdicts.counts()).toEqual([{ ...finished, verdict: 'bad', answers: 1 }]);
    });

    it('finds the answer by what its platform calls it, in its own chat only', async () => {
      for (const platformId of ['ts-0', 'ts-1']) {
        const [row] = await store.leaseOutbox('me', 1, 60_000);
        await store.settleOutbox(row?.id ?? 0, 'me', { kind: 'sent', platformId });
      }

      expect(await store.verdicts.judge({ conversation: 'web:b', platformId: 'ts-1' }, 'bad')).toBe(false);
      expect(await store.verdicts.judge({ conversation: 'web:a', platformId: 'ts-1' }, 'good')).toBe(true);
      expect(await store.verdicts.counts()).toEqual([{ ...finished, verdict: 'good', answers: 1 }]);
    });

    it('does not count for what ended no problem', async () => {
      expect(await store.verdicts.judge({ conversation: 'web:a', key: 'm0' }, 'good')).toBe(false);
      expect(await store.verdicts.judge({ conversation: 'web:a', key: 'm9' }, 'good')).toBe(false);
      expect(await store.verdicts.judge({ conversation: 'web:b', key: 'm1' }, 'good')).toBe(false);
      expect(await store.verdicts.counts()).toEqual([]);
    });
  });

  describe('a turn that goes on elsewhere', () => {
    const elsewhere = { channel: 'web', conversation: 'private' };

    it('writes the other conversation an unread row, once', async () => {
      const forward = [{ ...message('private', 'there/1'), address: elsewhere, text: 'my mail' }];
      await turnWith(store, 'a', { forward });
      await turnWith(store, 'a', { forward });

      expect(await other.conversationsWithInput(5)).toEqual(['web:private']);
      const seen = await nextTurn(other, 'web:private');
      expect(seen?.inbox.map(({ text, platformId }) => [text, platformId])).toEqual([['my mail', 'there/1']]);
      expect(await store.conversationsWithInput(5)).toEqual([]);
    });

    it('keeps that a message came from where others read along', async () => {
      await store.receive({ ...message('a', '1'), shared: true, inPrivate: elsewhere });

      const seen = await nextTurn(other, 'web:a');

      expect(seen?.inbox[0]).toMatchObject({ shared: true, inPrivate: elsewhere });
    });
  });
}
