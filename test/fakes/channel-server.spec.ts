import { afterEach, describe, expect, it } from 'vitest';

import { describeChannel } from '../contract/channel.js';
import {
  BAD_DAY,
  drawFault,
  startChannelServer,
  type ChannelServer,
  type ChannelServerOptions,
  type Fault,
} from './channel-server.js';
import { createHttpChannel } from './http-channel.js';
import { seededRandom } from './random.js';

const HERE = { channel: 'fake', conversation: 'c1' };
const MESSAGE = { address: HERE, key: 'k1', reply: { text: 'hello' } };

let server: ChannelServer | undefined;

async function start(options?: ChannelServerOptions, timeoutMs = 5_000) {
  server = await startChannelServer(options);
  return { server, channel: createHttpChannel({ url: server.url, timeoutMs }) };
}

afterEach(async () => {
  await server?.close();
  server = undefined;
});

const FAULTS: readonly (readonly [Fault, object, number])[] = [
  [{ kind: 'error-before' }, { kind: 'unknown', reason: 'HTTP 500' }, 0],
  [{ kind: 'error-after' }, { kind: 'unknown', reason: 'HTTP 500' }, 1],
  [{ kind: 'reset-before' }, { kind: 'unknown' }, 0],
  [{ kind: 'reset-after' }, { kind: 'unknown' }, 1],
  [{ kind: 'hang-before' }, { kind: 'unknown', reason: 'no answer in time' }, 0],
  [{ kind: 'hang-after' }, { kind: 'unknown', reason: 'no answer in time' }, 1],
  [{ kind: 'html-before' }, { kind: 'unknown' }, 0],
  [{ kind: 'busy', retryAfter: '7' }, { kind: 'later', afterMs: 7_000 }, 0],
  [{ kind: 'busy' }, { kind: 'later', afterMs: 1_000 }, 0],
  [{ kind: 'busy', retryAfter: 'soon' }, { kind: 'later', afterMs: 1_000 }, 0],
  [{ kind: 'busy', retryAfter: '-5' }, { kind: 'later', afterMs: 1_000 }, 0],
  [{ kind: 'busy', retryAfter: '999999999' }, { kind: 'later', afterMs: 3_600_000 }, 0],
  [{ kind: 'refused' }, { kind: 'refused', reason: 'HTTP 403' }, 0],
];

describe('the fake chat platform and its channel', () => {
  it.each(FAULTS)('%j: the sender learns %j, and %i messages are seen', async (fault, outcome, seen) => {
    const hangs = fault.kind.startsWith('hang');
    const { server, channel } = await start({}, hangs ? 300 : 5_000);
    server.script(fault);

    expect(await channel.send(MESSAGE)).toMatchObject(outcome);
    expect(server.accepted()).toHaveLength(seen);
    expect(server.sends()).toBe(1);
    expect([...server.faults()]).toEqual([[fault.kind, 1]]);
  });

  it('has no idempotency: a message sent twice is seen twice', async () => {
    const { server, channel } = await start();

    await channel.send(MESSAGE);
    await channel.send(MESSAGE);

    expect(server.accepted().map((line) => line.key)).toEqual(['k1', 'k1']);
  });

  it('keeps the time of what it took, and shows its log over HTTP', async () => {
    const { server, channel } = await start();

    await channel.send(MESSAGE);
    await channel.send({ ...MESSAGE, key: 'k2' });

    const [first, second] = server.accepted();
    expect(second!.atMs).toBeGreaterThanOrEqual(first!.atMs);
    expect(await (await fetch(`${server.url}/log`)).json()).toEqual(server.accepted());
  });

  it('can be told that some conversations can not be looked up', async () => {
    const { channel } = await start({ blindPrefixes: ['blind-'] });

    await expect(channel.find!({ channel: 'fake', conversation: 'blind-1' }, 'k1')).rejects.toThrow('501');
    expect(await channel.find!(HERE, 'k1')).toBeUndefined();
    expect(createHttpChannel({ url: 'http://127.0.0.1', canFind: false })).not.toHaveProperty('find');
  });

  it('calls a failed look-up failed, never “not there”', async () => {
    const { server, channel } = await start({ findFailures: 1 });
    await channel.send(MESSAGE);

    await expect(channel.find!(HERE, 'k1')).rejects.toThrow('500');
    server.calm();
    expect(await channel.find!(HERE, 'k1')).toBe('m1');
  });

  it('knows that nothing can have arrived where nothing listens', async () => {
    const { server: gone, channel } = await start();
    await gone.close();
    server = undefined;

    expect(await channel.send(MESSAGE)).toMatchObject({ kind: 'later' });
    await expect(channel.find!(HERE, 'k1')).rejects.toThrow('ECONNREFUSED');
  });

  it('has the same bad day for the same seed, and about as bad as told', () => {
    function day(seed: number): readonly (string | undefined)[] {
      const random = seededRandom(seed);
      return Array.from({ length: 10_000 }, () => drawFault(BAD_DAY, random)?.kind);
    }

    expect(day(7)).toEqual(day(7));
    expect(day(7)).not.toEqual(day(8));
    const faults = day(7).filter((kind) => kind !== undefined);
    expect(faults.length).toBeGreaterThan(700);
    expect(faults.length).toBeLessThan(900);
    expect(new Set(faults)).toEqual(new Set(Object.keys(BAD_DAY)));
  });

  it('is calm when told so', async () => {
    const { server, channel } = await start({ rates: { 'error-before': 1 } });
    expect(await channel.send(MESSAGE)).toMatchObject({ kind: 'unknown' });
    server.calm();

    expect(await channel.send(MESSAGE)).toMatchObject({ kind: 'sent' });
  });
});

describeChannel('fake', async () => {
  const own = await startChannelServer();
  return {
    channel: createHttpChannel({ url: own.url, timeoutMs: 1_000 }),
    faults: ['later', 'refused', 'lost-before', 'lost-after'],
    seen: ({ conversation }) =>
      Promise.resolve(
        own
          .accepted()
          .filter((line) => line.conversation === conversation)
          .map((line) => line.reply.text),
      ),
    failNext: (fault) => {
      const kinds = {
        later: 'busy',
        refused: 'refused',
        'lost-before': 'reset-before',
        'lost-after': 'reset-after',
      } as const;
      own.script({ kind: kinds[fault] });
    },
    close: () => own.close(),
  };
});
