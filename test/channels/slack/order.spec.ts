import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { Secret } from '../../../src/domain/index.js';
import { createSlack } from '../../../src/channels/slack/index.js';
import { openHouse, type TestHouse } from '../../desk/_house.js';
import { signed, SIGNING_SECRET, startSlack, WORKSPACE, type FakeSlack } from '../../fakes/slack.js';

let slack: FakeSlack;
let house: TestHouse;
let deliver: (body: Readonly<Record<string, unknown>>) => Promise<unknown>;

beforeEach(async () => {
  slack = await startSlack();
  const quiet = () => undefined;
  const { channel, door } = createSlack(
    {
      botToken: new Secret('xoxb-tests'),
      workspace: WORKSPACE,
      reach: { kind: 'http', signingSecret: new Secret(SIGNING_SECRET) },
      apiUrl: slack.apiUrl,
    },
    {
      receive: (message) => house.desk.receive(message),
      memory: {
        put: (...args) => house.store.memory.put(...args),
        get: (...args) => house.store.memory.get(...args),
        all: (...args) => house.store.memory.all(...args),
        drop: (...args) => house.store.memory.drop(...args),
      },
      clock: { now: () => new Date() },
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    },
  );
  house = await openHouse({ channels: new Map([[channel.id, channel]]) });
  deliver = (body) => door.handle?.(signed(JSON.stringify(body))) ?? Promise.resolve();
});

afterEach(async () => {
  await house.close();
  await slack.close();
});

function answers(): readonly string[] {
  return slack.messages('D0BOB').flatMap(({ bot_id: bot, text }) => (bot === undefined ? [] : [text]));
}

it('messages that overtake each other on the way are answered in the order they were written, each once', async () => {
  await deliver(slack.say('U0BOB', 'D0BOB', 'mailbox log begins'));
  await vi.waitFor(() => expect(answers()).toEqual(['Which note?']), { timeout: 10_000 });
  const [first, second, third] = [1, 2, 3].map((note) => slack.say('U0BOB', 'D0BOB', `mailbox note ${note}`));

  for (const late of [third, first, second, third]) {
    expect(await deliver(late!)).toMatchObject({ status: 200 });
    // Time enough for a turn that does not wait.
    await sleep(60);
  }

  await vi.waitFor(() => expect(answers().filter((text) => text.startsWith('Heard'))).toHaveLength(3), {
    timeout: 10_000,
  });
  expect(answers().filter((text) => text.startsWith('Heard'))).toEqual([
    'Heard mailbox note 1',
    'Heard mailbox note 2',
    'Heard mailbox note 3',
  ]);
});
