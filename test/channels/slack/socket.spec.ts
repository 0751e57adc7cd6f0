import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openSlackHouse, type SlackHouse } from './_house.js';

let house: SlackHouse;

beforeEach(async () => {
  house = await openSlackHouse({ mode: 'socket' });
  await house.door.start();
  await house.slack.untilSockets(2);
});

afterEach(async () => {
  await house.close();
});

describe('Socket Mode', () => {
  it('has no HTTP door', () => {
    expect('handle' in house.door).toBe(false);
    expect('path' in house.door).toBe(false);
  });

  it('acknowledges an event after its commit, and the answer finds the chat', async () => {
    await house.slack.deliver('events_api', house.slack.say('U0BOB', 'D0BOB', 'my mail is broken'));

    expect(house.inbox.map(({ text }) => text)).toEqual(['my mail is broken']);
    await house.channel.send({
      address: house.inbox[0]!.address,
      key: 'k1',
      reply: { text: 'What do you see?' },
    });
    expect(house.slack.messages('D0BOB').at(-1)?.text).toBe('What do you see?');
  });

  it('answers a command within its acknowledgement', async () => {
    const payload = {
      command: '/mailmedic',
      text: '',
      user_id: 'U0BOB',
      trigger_id: 't1',
      team_id: 'T0CORP',
    };

    const answer = await house.slack.deliver('slash_commands', payload);

    expect(answer).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringContaining('/mailmedic') as string,
    });
  });

  it('comes back by itself when Slack closes its sockets', async () => {
    house.slack.closeSockets();
    await expect.poll(() => house.slack.calls('apps.connections.open').length).toBe(4);
    await house.slack.untilSockets(2);

    await house.slack.deliver('events_api', house.slack.say('U0BOB', 'D0BOB', 'still there?'));

    expect(house.inbox).toHaveLength(1);
  });

  it.for([['null'], ['[1]'], ['{'], ['{"type":"events_api","payload":null}'], ['7']] as const)(
    'lives on after a message that is none: %s',
    async ([text]) => {
      house.slack.rawToSockets(text);

      await house.slack.deliver('events_api', house.slack.say('U0BOB', 'D0BOB', 'hello'));

      expect(house.inbox).toHaveLength(1);
    },
  );
});

describe('Socket Mode without a store', () => {
  it('does not acknowledge what it could not commit', async () => {
    await house.close();
    let isAway = true;
    house = await openSlackHouse({
      mode: 'socket',
      ports: {
        receive: () => (isAway ? Promise.reject(new Error('the store is away')) : Promise.resolve('stored')),
      },
    });
    await house.door.start();
    await house.slack.untilSockets(2);
    const body = house.slack.say('U0BOB', 'D0BOB', 'hello');
    let acknowledged = 0;

    void house.slack.deliver('events_api', body).then(() => (acknowledged += 1));
    await expect
      .poll(() => house.logged.map(({ message }) => message))
      .toContain('an event of Slack was not committed and comes again');
    isAway = false;
    await house.slack.deliver('events_api', body);

    expect(acknowledged).toBe(0);
  });
});
