import { describe, expect, it } from 'vitest';

import { createWebChannel } from '../../../src/channels/web/index.js';
import { describeChannel } from '../../contract/channel.js';
import { createFakeChatLog } from '../../fakes/chat-log.js';

const HERE = { channel: 'web', conversation: 'c1' };

function open() {
  const chat = createFakeChatLog();
  return { chat, channel: createWebChannel(chat) };
}

describeChannel('web', () => {
  const { chat, channel } = open();
  return Promise.resolve({
    channel,
    faults: ['lost-before', 'lost-after'],
    seen: async (address) => (await chat.delivered(address, 0, 100)).map((line) => line.reply.text),
    failNext: (fault) => {
      chat.failNext(fault === 'lost-before' ? 'before' : 'after');
    },
    close: () => Promise.resolve(),
  });
});

describe('createWebChannel', () => {
  it('shows a message once per key, however often it is sent', async () => {
    const { chat, channel } = open();
    const message = { address: HERE, key: 'k1', reply: { text: 'hello' } };

    const outcomes = [await channel.send(message), await channel.send(message)];

    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(await chat.delivered(HERE, 0, 10)).toHaveLength(1);
  });

  it('finds a key beyond the first page of a long conversation', async () => {
    const { chat, channel } = open();
    for (let line = 1; line <= 1_001; line += 1) await chat.deliver(HERE, `k${line}`, { text: 'x' });

    expect(await channel.find?.(HERE, 'k1001')).toBe('1001');
    expect(await channel.find?.(HERE, 'k1002')).toBeUndefined();
  });
});
