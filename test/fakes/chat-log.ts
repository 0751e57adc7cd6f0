import {
  conversationKey,
  type Address,
  type ChatLine,
  type ChatLog,
  type InboundMessage,
  type ProgressRow,
} from '../../src/domain/index.js';

export interface FakeChatLog extends ChatLog {
  /** Writes what a person said, as the store does for a message with `echo`. */
  heard(message: InboundMessage): void;
  /** Progress rows to show, until replaced. */
  showProgress(rows: readonly ProgressRow[]): void;
  /** The next `deliver` fails, before or after it is written. */
  failNext(when: 'before' | 'after'): void;
}

const AT = '2026-03-01T09:00:00.000Z';

/** A chat log in memory with the promises of the stored one: once per key, ids grow. */
export function createFakeChatLog(): FakeChatLog {
  const written: { readonly chat: string; readonly line: ChatLine }[] = [];
  let rows: readonly ProgressRow[] = [];
  let failing: 'before' | 'after' | undefined;

  function linesOf(address: Address, afterId = 0): ChatLine[] {
    const chat = conversationKey(address);
    return written.filter((one) => one.chat === chat && one.line.id > afterId).map(({ line }) => line);
  }

  return {
    deliver(address, key, reply) {
      const failure = failing;
      failing = undefined;
      if (failure === 'before') return Promise.reject(new Error('the store is gone'));
      let line = linesOf(address).find((one) => one.kind === 'reply' && one.key === key);
      if (line === undefined) {
        line = { kind: 'reply', id: written.length + 1, key, at: AT, reply };
        written.push({ chat: conversationKey(address), line });
      }
      if (failure === 'after') return Promise.reject(new Error('the answer of the store got lost'));
      return Promise.resolve(line.id);
    },
    delivered(address, afterId, limit) {
      const replies = linesOf(address, afterId).flatMap((line) =>
        line.kind === 'reply' ? [{ id: line.id, key: line.key, at: line.at, reply: line.reply }] : [],
      );
      return Promise.resolve(replies.slice(0, limit));
    },
    lines: (address, afterId, limit) => Promise.resolve(linesOf(address, afterId).slice(0, limit)),
    newestLines: (address, limit) => Promise.resolve(linesOf(address).slice(-limit)),
    working: () => Promise.resolve(false),
    progress: () => Promise.resolve(rows),
    heard({ address, platformId, text, press }) {
      const said = {
        kind: 'said',
        id: written.length + 1,
        key: platformId,
        at: AT,
        text: text ?? '',
      } as const;
      const line = press === undefined ? said : { ...said, press };
      written.push({ chat: conversationKey(address), line });
    },
    showProgress: (shown) => {
      rows = shown;
    },
    failNext: (when) => {
      failing = when;
    },
  };
}
