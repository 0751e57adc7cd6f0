import type { Conversation, InboxRow, TurnSnapshot } from '../../src/domain/index.js';

const NOW = '2026-11-24T09:00:00.000Z';
const ADDRESS = { channel: 'fake', conversation: 'c' };

/** What a turn sees when a person wrote this, in a new conversation or an open one. */
export function turnOf(text: string, conversation?: Conversation): TurnSnapshot {
  const row: InboxRow = {
    id: 1,
    address: ADDRESS,
    kind: 'message',
    platformId: 'm1',
    revision: 0,
    order: NOW,
    sentAt: NOW,
    from: { id: 'u', name: 'Kim' },
    text,
  };
  return {
    key: 'fake:c',
    address: ADDRESS,
    now: NOW,
    conversation,
    inbox: [row],
    openCase: undefined,
    attempt: 1,
  };
}
