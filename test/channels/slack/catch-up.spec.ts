import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { startSlack, type FakeSlack } from '../../fakes/slack.js';
import { openSlackHouse, type SlackHouse } from './_house.js';

let slack: FakeSlack;
let memory: Map<string, unknown>;
const houses: SlackHouse[] = [];

beforeEach(async () => {
  slack = await startSlack();
  memory = new Map();
});

afterEach(async () => {
  for (const house of houses.splice(0)) await house.close();
  await slack.close();
});

async function start(mode: 'http' | 'socket' = 'http'): Promise<SlackHouse> {
  const house = await openSlackHouse({ slack, memory, mode });
  houses.push(house);
  await house.door.start();
  return house;
}

function silentFor(minutes: number): void {
  memory.set('slack alive', { at: new Date(Date.now() - minutes * 60_000).toISOString() });
}

describe('after a silence of ours', () => {
  it('direct messages that were missed are heard, in order, from people we never met, too', async () => {
    silentFor(30);
    slack.say('U0ALICE', 'D0ALICE', 'one');
    slack.say('U0ALICE', 'D0ALICE', 'two');
    slack.say('U0BOB', 'D0BOB', 'three');

    const house = await start();

    await expect.poll(() => house.inbox.length).toBe(3);
    expect(
      house.inbox.filter(({ address }) => address.conversation === 'D0ALICE').map(({ text }) => text),
    ).toEqual(['one', 'two']);
    expect(house.inbox[0]?.from?.address).toBe('alice@corp.example');
  });

  it('a message that was heard before is the same message', async () => {
    silentFor(30);
    const body = slack.say('U0ALICE', 'D0ALICE', 'one');
    const house = await start();
    await house.post(body);

    await expect
      .poll(() => house.logged.map(({ message }) => message))
      .toContain('direct messages of the silence were read');
    expect(house.inbox).toHaveLength(1);
  });

  it('our own messages are not heard', async () => {
    const before = await start();
    await before.channel.send({
      address: { channel: 'slack', conversation: 'D0ALICE' },
      key: 'k1',
      reply: { text: 'hello' },
    });
    silentFor(30);

    const house = await start();

    await expect.poll(() => slack.calls('conversations.history').length).toBe(1);
    await house.settle();
    expect(house.inbox).toEqual([]);
  });

  it('what can not be committed at once is tried again', async () => {
    silentFor(30);
    slack.say('U0ALICE', 'D0ALICE', 'one');
    slack.say('U0BOB', 'D0BOB', 'two');
    let away = 1;
    const heard: (string | undefined)[] = [];
    const house = await openSlackHouse({
      slack,
      memory,
      ports: {
        receive: ({ text }) => {
          if (away-- > 0) return Promise.reject(new Error('the store is away'));
          heard.push(text);
          return Promise.resolve('stored');
        },
      },
    });
    houses.push(house);
    await house.door.start();

    await expect.poll(() => [...heard].sort(), { timeout: 5_000 }).toEqual(['one', 'two']);
  });

  it('a busy Slack is waited for', async () => {
    silentFor(30);
    slack.say('U0ALICE', 'D0ALICE', 'one');
    slack.failNext('conversations.history', { kind: 'status', status: 429, retryAfter: '1' });

    const house = await start();

    await expect.poll(() => house.inbox.length, { timeout: 5_000 }).toBe(1);
  });

  it('shorter than Slack’s own patience nothing is read', async () => {
    silentFor(2);
    const house = await start();
    await house.settle();

    expect(slack.calls('conversations.history')).toEqual([]);
  });

  it('with sockets, which Slack does not try again for, a shorter one counts', async () => {
    silentFor(2);
    slack.say('U0ALICE', 'D0ALICE', 'one');

    const house = await start('socket');

    await expect.poll(() => house.inbox.length).toBe(1);
  });

  it('at the very first start nothing is read', async () => {
    const house = await start();
    await house.settle();

    expect(slack.calls('users.conversations')).toEqual([]);
    expect(memory.get('slack alive')).toBeDefined();
  });
});
