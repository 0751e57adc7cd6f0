import { describe } from 'vitest';

import { describeChannel, type ChannelHouse } from '../../contract/channel.js';
import type { SlackFault } from '../../fakes/slack.js';
import { openSlackHouse } from './_house.js';

const FAULTS: Readonly<Record<string, SlackFault>> = {
  later: { kind: 'status', status: 429, retryAfter: '1' },
  refused: { kind: 'error', error: 'is_archived' },
  'lost-before': { kind: 'reset' },
  'lost-after': { kind: 'reset', after: true },
};

async function open(): Promise<ChannelHouse> {
  const { slack, channel, close } = await openSlackHouse();
  return {
    channel,
    faults: ['later', 'refused', 'lost-before', 'lost-after'],
    seen: ({ conversation }) =>
      Promise.resolve(slack.messages(conversation.split(':')[0] ?? '').map(({ text }) => text)),
    failNext: (fault) => {
      slack.failNext('chat.postMessage', FAULTS[fault]!);
    },
    close,
  };
}

describe('in direct messages, which a bot may read', () => {
  describeChannel('slack', open, ['D0AAAAAAAAA', 'D0BBBBBBBBB']);
});

describe('in threads of a channel, which it may not', () => {
  describeChannel('slack', open, ['C0AAAAAAAAA:1700000000.000001', 'C0BBBBBBBBB:1700000000.000002']);
});
