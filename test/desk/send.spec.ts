import { describe, expect, it, vi } from 'vitest';
import type { House } from '../../src/desk/index.js';
import { createSender } from '../../src/desk/send.js';
import { createSignal } from '../../src/desk/signal.js';
import type { OutboundRow, SendOutcome } from '../../src/domain/index.js';

describe('an outgoing row that can not be read', () => {
  it('is given up with its reason, said once, and never sent', async () => {
    const row: OutboundRow = {
      id: 7,
      key: 'm1.1',
      conversation: 'fake:c',
      address: { channel: 'fake', conversation: 'c' },
      from: 'bot',
      reply: { text: '' },
      attempt: 1,
      uncertain: false,
      unreadable: 'text: expected string',
    };
    const waiting = [row];
    const settled: SendOutcome[] = [];
    const send = vi.fn();
    const error = vi.fn();
    const house = {
      store: {
        leaseOutbox: () => Promise.resolve(waiting.splice(0)),
        settleOutbox: (_id: number, _owner: string, outcome: SendOutcome) => {
          settled.push(outcome);
          return Promise.resolve();
        },
      },
      channels: new Map([['fake', { id: 'fake', send }]]),
      log: { error },
      owner: 'test',
    } as unknown as House;
    const sender = createSender(house, createSignal());
    sender.start();
    await vi.waitFor(() => expect(settled).toHaveLength(1));
    await sender.stop();
    expect(settled).toEqual([{ kind: 'refused', reason: 'text: expected string' }]);
    expect(error).toHaveBeenCalledTimes(1);
    expect(send).not.toHaveBeenCalled();
  });
});
