import {
  conversationKey,
  type ChatLog,
  type DeliveredReply,
  type ProgressRow,
} from '../../src/domain/index.js';

export interface FakeChatLog extends ChatLog {
  /** Progress rows to show, until replaced. */
  showProgress(rows: readonly ProgressRow[]): void;
  /** The next `deliver` fails, before or after it is written. */
  failNext(when: 'before' | 'after'): void;
}

/** A chat log in memory with the promises of the stored one: once per key, ids grow. */
export function createFakeChatLog(): FakeChatLog {
  const lines: (DeliveredReply & { readonly chat: string })[] = [];
  let rows: readonly ProgressRow[] = [];
  let failing: 'before' | 'after' | undefined;

  return {
    deliver(address, key, reply) {
      const failure = failing;
      failing = undefined;
      if (failure === 'before') return Promise.reject(new Error('the store is gone'));
      const chat = conversationKey(address);
      let line = lines.find((written) => written.key === key);
      if (line === undefined) {
        line = { id: lines.length + 1, key, at: '2026-03-01T09:00:00.000Z', reply, chat };
        lines.push(line);
      }
      if (failure === 'after') return Promise.reject(new Error('the answer of the store got lost'));
      return Promise.resolve(line.id);
    },
    delivered(address, afterId, limit) {
      const chat = conversationKey(address);
      const found = lines.filter((line) => line.chat === chat && line.id > afterId).slice(0, limit);
      return Promise.resolve(found.map(({ id, key, at, reply }) => ({ id, key, at, reply })));
    },
    lines(address, afterId, limit) {
      const chat = conversationKey(address);
      const found = lines.filter((line) => line.chat === chat && line.id > afterId).slice(0, limit);
      return Promise.resolve(found.map(({ id, key, at, reply }) => ({ kind: 'reply' as const, id, key, at, reply })));
    },
    newestLines(address, limit) {
      const chat = conversationKey(address);
      const found = lines.filter((line) => line.chat === chat).slice(-limit);
      return Promise.resolve(found.map(({ id, key, at, reply }) => ({ kind: 'reply' as const, id, key, at, reply })));
    },
    working: () => Promise.resolve(false),
    progress: () => Promise.resolve(rows),
    showProgress: (shown) => {
      rows = shown;
    },
    failNext: (when) => {
      failing = when;
    },
  };
}
