import { afterEach, describe, expect, it } from 'vitest';

import type { Address, Channel, OutboundMessage, SendOutcome } from '../../src/domain/index.js';

/** What may happen to the next send: nobody takes it, or the answer gets lost before or after it was taken. */
export type ChannelFault = 'later' | 'refused' | 'lost-before' | 'lost-after';

export interface ChannelHouse {
  readonly channel: Channel;
  /** Texts that people see in this conversation, in order. */
  readonly seen: (address: Address) => Promise<readonly string[]>;
  /** Faults this platform can have; a promise about one it can't have is skipped. */
  readonly faults: readonly ChannelFault[];
  readonly failNext: (fault: ChannelFault) => void;
  readonly close: () => Promise<void>;
}

/** What every channel promises to the desk. `chats`: two conversations by the platform's names. */
export function describeChannel(
  id: string,
  open: () => Promise<ChannelHouse>,
  chats: readonly [string, string] = ['conversation-aaaaaaaaaa', 'conversation-bbbbbbbbbb'],
): void {
  describe(`the channel ${id}`, () => {
    const here: Address = { channel: id, conversation: chats[0] };
    const there: Address = { channel: id, conversation: chats[1] };
    let house: ChannelHouse | undefined;

    async function move(): Promise<ChannelHouse> {
      house = await open();
      return house;
    }

    afterEach(async () => {
      await house?.close();
      house = undefined;
    });

    it('carries its own name', async () => {
      expect((await move()).channel.id).toBe(id);
    });

    it('sends a message and tells its id', async () => {
      const { channel, seen } = await move();

      const outcome = await channel.send(message(here, 'k1', 'hello'));

      expect(outcome).toEqual({ kind: 'sent', platformId: expect.any(String) as string });
      expect(await seen(here)).toEqual(['hello']);
      expect(await seen(there)).toEqual([]);
    });

    it('keeps the order of a conversation', async () => {
      const { channel, seen } = await move();
      const texts = Array.from({ length: 12 }, (_, index) => `line ${index}`);

      for (const text of texts) await channel.send(message(here, text, text));

      expect(await seen(here)).toEqual(texts);
    });

    it('gives every message an id of its own, the one that a look-up finds', async (test) => {
      const { channel } = await move();
      if (!channel.find || channel.canFind?.(here) === false)
        return test.skip('this platform can not be asked');

      const first = await channel.send(message(here, 'k1', 'one'));
      const second = await channel.send(message(here, 'k2', 'two'));

      expect(await channel.find(here, 'k1')).toBe(platformId(first));
      expect(await channel.find(here, 'k2')).toBe(platformId(second));
      expect(platformId(first)).not.toBe(platformId(second));
    });

    it('finds nothing that was not sent, or was sent elsewhere', async (test) => {
      const { channel } = await move();
      if (!channel.find || channel.canFind?.(here) === false)
        return test.skip('this platform can not be asked');

      await channel.send(message(there, 'k1', 'hello'));

      expect(await channel.find(here, 'k1')).toBeUndefined();
      expect(await channel.find(there, 'k9')).toBeUndefined();
    });

    it.for([
      ['later', 'later'],
      ['refused', 'refused'],
      ['lost-before', 'unknown'],
      ['lost-after', 'unknown'],
    ] as const)('calls a send that was %s by its name: %s', async ([fault, kind], test) => {
      const { channel, faults, failNext } = await move();
      if (!faults.includes(fault)) return test.skip(`this platform has no fault ${fault}`);
      failNext(fault);

      const outcome = await channel.send(message(here, 'k1', 'hello'));

      expect(outcome.kind).toBe(kind);
      if (outcome.kind === 'later') expect(outcome.afterMs).toBeGreaterThan(0);
    });

    it.for(['later', 'refused', 'lost-before'] as const)(
      'has shown nothing when it was %s',
      async (fault, test) => {
        const { channel, faults, failNext, seen } = await move();
        if (!faults.includes(fault)) return test.skip(`this platform has no fault ${fault}`);
        failNext(fault);

        await channel.send(message(here, 'k1', 'hello'));

        expect(await seen(here)).toEqual([]);
      },
    );

    it.for(['lost-before', 'lost-after'] as const)(
      'lets a careful sender show a message once although its answer was %s',
      async (fault, test) => {
        const { channel, faults, failNext, seen } = await move();
        if (!faults.includes(fault)) return test.skip(`this platform has no fault ${fault}`);
        if (!channel.find || channel.canFind?.(here) === false)
          return test.skip('this platform can not be asked');
        failNext(fault);

        const first = await channel.send(message(here, 'k1', 'hello'));
        const found = await channel.find(here, 'k1');
        if (found === undefined) await channel.send(message(here, 'k1', 'hello'));

        expect(first.kind).toBe('unknown');
        expect(found === undefined).toBe(fault === 'lost-before');
        expect(await seen(here)).toEqual(['hello']);
      },
    );
  });
}

function message(address: Address, key: string, text: string): OutboundMessage {
  return { address, key, reply: { text } };
}

function platformId(outcome: SendOutcome): string {
  return outcome.kind === 'sent' ? outcome.platformId : `not sent but ${outcome.kind}`;
}
