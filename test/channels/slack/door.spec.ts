import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { BOT_USER, direct, signed, SIGNING_SECRET } from '../../fakes/slack.js';
import { openSlackHouse, type SlackHouse } from './_house.js';

let house: SlackHouse;

beforeEach(async () => {
  house = await openSlackHouse();
});

afterEach(async () => {
  await house.close();
});

describe('a direct message', () => {
  it('is committed with who wrote it, and then acknowledged', async () => {
    const answer = await house.post(house.slack.say('U0ALICE', 'D0ALICE', '收件服务器密码错误怎么办'));

    expect(answer.status).toBe(200);
    expect(house.inbox).toEqual([
      {
        address: { channel: 'slack', conversation: 'D0ALICE' },
        kind: 'message',
        platformId: expect.stringMatching(/^\d+\.\d{6}$/u) as string,
        revision: 0,
        order: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/u) as string,
        sentAt: expect.any(String) as string,
        from: {
          id: 'U0ALICE',
          name: '王小明',
          address: 'alice@corp.example',
          verified: true,
          language: 'zh',
          timeZone: 'Asia/Shanghai',
        },
        text: '收件服务器密码错误怎么办',
      },
    ]);
  });

  it('is answered in the same chat', async () => {
    await house.post(house.slack.say('U0ALICE', direct('U0ALICE'), '你好'));

    const outcome = await house.channel.send({
      address: house.inbox[0]!.address,
      key: 'k1',
      reply: { text: '邮箱现在是什么情况？' },
    });

    expect(outcome.kind).toBe('sent');
    expect(house.slack.messages('D0ALICE').map(({ text }) => text)).toEqual(['你好', '邮箱现在是什么情况？']);
  });
});

describe('the signature', () => {
  const body = JSON.stringify({ type: 'url_verification', challenge: 'c' });

  it.for([
    ['none', { headers: {}, body: new TextEncoder().encode(body) }],
    ['another secret', signed(body, { secret: 'another' })],
    ['zeros', signed(body, { headers: { 'x-slack-signature': `v0=${'0'.repeat(64)}` } })],
    ['six minutes old', signed(body, { at: new Date(Date.now() - 6 * 60_000) })],
    ['six minutes ahead', signed(body, { at: new Date(Date.now() + 6 * 60_000) })],
    ['ten years ahead', signed(body, { at: new Date(Date.now() + 10 * 365 * 86_400_000) })],
    ['of another body', { ...signed(body), body: new TextEncoder().encode(`${body} `) }],
  ] as const)('is refused without detail: %s', async ([, request]) => {
    expect(await house.door.handle?.(request)).toEqual({ status: 401 });
  });

  it('is taken within five minutes on both sides', async () => {
    for (const minutes of [-4, 4]) {
      const at = new Date(Date.now() + minutes * 60_000);
      expect((await house.door.handle?.(signed(body, { at })))?.status).toBe(200);
    }
  });
});

describe('a signed body that is none', () => {
  it.for([
    ['null', 'null'],
    ['an array', '[1,2,3]'],
    ['deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['no JSON', '{'],
    ['a number', '7'],
    ['an event without an event', '{"type":"event_callback"}'],
    ['an event that is null', '{"type":"event_callback","event":null}'],
    ['nameless', '{}'],
  ] as const)('is a bad request: %s', async ([, body]) => {
    expect(await house.door.handle?.(signed(body))).toEqual({ status: 400 });
    expect(house.inbox).toEqual([]);
  });

  it('is refused above a megabyte', async () => {
    expect(await house.door.handle?.(signed('x'.repeat(1_048_577)))).toEqual({ status: 413 });
  });

  it('with an event that is not known is acknowledged', async () => {
    expect(
      (await house.post(house.slack.event({ type: 'from_the_future', odd: { deep: [1] } }))).status,
    ).toBe(200);
  });
});

describe('url_verification', () => {
  it('is echoed as text that no browser takes for a page', async () => {
    const challenge = '<script>alert(1)</script>';

    const answer = await house.door.handle?.(signed(JSON.stringify({ type: 'url_verification', challenge })));

    expect(answer).toEqual({
      status: 200,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
      body: challenge,
    });
  });
});

describe('the acknowledgement', () => {
  it('is withheld when nothing could be committed', async () => {
    await house.close();
    house = await openSlackHouse({
      ports: { receive: () => Promise.reject(new Error('the store is away')) },
    });

    const answer = await house.post(house.slack.say('U0ALICE', 'D0ALICE', 'hello'));

    expect(answer.status).toBe(503);
    expect(SIGNING_SECRET).not.toBe('');
  });

  it('does not need Slack itself: who wrote is asked for, not waited for', async () => {
    house.slack.failNext('users.info', { kind: 'status', status: 503 });

    const answer = await house.post(house.slack.say('U0ALICE', 'D0ALICE', 'hello'));

    expect(answer.status).toBe(200);
    expect(house.inbox[0]?.from).toEqual({ id: 'U0ALICE' });
  });

  it('of a retry whose first delivery never came is that of a first one', async () => {
    const request = signed(JSON.stringify(house.slack.say('U0ALICE', 'D0ALICE', 'hello')), {
      headers: { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' },
    });

    expect((await house.door.handle?.(request))?.status).toBe(200);
    expect(house.inbox).toHaveLength(1);
  });

  it('is given each time to what comes three times, and the inbox has it once', async () => {
    const body = house.slack.say('U0ALICE', 'D0ALICE', 'hello');

    const statuses = [await house.post(body), await house.post(body), await house.post(body)];

    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(house.inbox).toHaveLength(1);
  });
});

describe('a mention in a channel', () => {
  it('comes as two events and is one message, in its thread, with the way to talk alone', async () => {
    const message = house.slack.say('U0ALICE', 'C0HELP', `<@${BOT_USER}> 邮箱登不上了`);
    const { event } = message as { event: { ts: string } };

    await house.post(message);
    await house.post(house.slack.event({ ...event, type: 'app_mention', channel_type: undefined }));

    expect(house.inbox).toHaveLength(1);
    expect(house.inbox[0]).toMatchObject({
      address: { channel: 'slack', conversation: `C0HELP:${event.ts}` },
      inPrivate: { channel: 'slack', conversation: 'D0ALICE' },
      text: '邮箱登不上了',
    });
  });
});

describe('what another workspace sends', () => {
  it('is acknowledged and dropped', async () => {
    await house.door.start();
    await expect.poll(() => house.memory.get('slack who')).toBeDefined();
    const body = house.slack.say('U0ALICE', 'D0ALICE', 'hello');

    const answer = await house.post({
      ...body,
      team_id: 'T0OTHER',
      authorizations: [{ team_id: 'T0OTHER', user_id: 'U1', is_bot: true }],
    });

    expect(answer.status).toBe(200);
    expect(house.inbox).toEqual([]);
  });
});
