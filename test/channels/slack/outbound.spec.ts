import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { OutboundMessage, Reply } from '../../../src/domain/index.js';
import { openSlackHouse, type SlackHouse } from './_house.js';

const DIRECT = { channel: 'slack', conversation: 'D0ALICE' };
const THREAD = { channel: 'slack', conversation: 'C0HELP:1700000000.000001' };

let house: SlackHouse;
let troubles: (string | undefined)[];

beforeEach(async () => {
  troubles = [];
  house = await openSlackHouse({
    ports: { onTrouble: (reason) => void troubles.push(reason) },
  });
});

afterEach(async () => {
  await house.close();
  nock.cleanAll();
});

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function message(key: string, reply: Reply, options: Partial<OutboundMessage> = {}): OutboundMessage {
  return { address: DIRECT, key, reply, ...options };
}

function hello(key: string, options: Partial<OutboundMessage> = {}): OutboundMessage {
  return message(key, { text: `hello ${key}` }, options);
}

function shown(channel = 'D0ALICE'): readonly string[] {
  return house.slack.messages(channel).map(({ text }) => text);
}

describe('one send', () => {
  it.for([
    ['a cut connection', { kind: 'reset' }],
    ['status 500', { kind: 'status', status: 500 }],
    ['status 503', { kind: 'status', status: 503 }],
    ['status 429', { kind: 'status', status: 429, retryAfter: '1' }],
    ['a page with status 200', { kind: 'html' }],
    ['internal_error', { kind: 'error', error: 'internal_error' }],
  ] as const)('is one request on the wire, whatever comes back: %s', async ([, fault]) => {
    house.slack.failNext('chat.postMessage', fault);

    await house.channel.send(hello('k1'));

    expect(house.slack.calls('chat.postMessage')).toHaveLength(1);
  });

  it('is one request to slack.com itself', async () => {
    const requests: string[] = [];
    const slackCom = nock('https://slack.com')
      .persist()
      .post('/api/chat.postMessage')
      .reply(function () {
        requests.push(this.req.path);
        return [503, 'no'];
      });
    const { channel, close } = await openSlackHouse({
      slack: house.slack,
      settings: { apiUrl: 'https://slack.com/api/' },
    });

    const outcome = await channel.send(hello('k1'));

    expect(outcome.kind).toBe('unknown');
    expect(requests).toEqual(['/api/chat.postMessage']);
    slackCom.persist(false);
    await close();
  });

  it.for([
    ['status 500 after it was taken', { kind: 'status', status: 500, after: true }],
    ['status 504 after it was taken', { kind: 'status', status: 504, after: true }],
    ['a reset after it was taken', { kind: 'reset', after: true }],
    ['a page of a proxy', { kind: 'html' }],
    ['fatal_error', { kind: 'error', error: 'fatal_error' }],
  ] as const)('whose end nobody knows is called unknown: %s', async ([, fault]) => {
    house.slack.failNext('chat.postMessage', fault);

    expect((await house.channel.send(hello('k1'))).kind).toBe('unknown');
  });

  it('that hangs is given up after five seconds, while others go on', async () => {
    house.slack.failNext('chat.postMessage', { kind: 'hang' });

    const hanging = house.channel.send(hello('k1'));
    const other = await house.channel.send(hello('k2', { address: { ...DIRECT, conversation: 'D0BOB' } }));

    expect(other.kind).toBe('sent');
    expect((await hanging).kind).toBe('unknown');
  }, 20_000);

  it('that could not even begin comes later', async () => {
    const { channel, close } = await openSlackHouse({
      slack: house.slack,
      settings: { apiUrl: `http://127.0.0.1:${await closedPort()}/api/` },
    });

    expect(await channel.send(hello('k1'))).toMatchObject({ kind: 'later' });
    await close();
  });

  it.for([['is_archived'], ['channel_not_found'], ['cannot_dm_bot'], ['user_disabled'], ['not_in_channel']])(
    'that will never be taken is refused: %s',
    async ([error]) => {
      house.slack.failNext('chat.postMessage', { kind: 'error', error: error! });

      expect(await house.channel.send(hello('k1'))).toEqual({ kind: 'refused', reason: error });
    },
  );

  it('whose blocks Slack does not like goes as words', async () => {
    house.slack.failNext('chat.postMessage', { kind: 'error', error: 'invalid_blocks' });

    expect((await house.channel.send(hello('k1'))).kind).toBe('sent');
    expect(shown()).toEqual(['hello k1']);
    expect(house.logged.map(({ level }) => level)).toContain('error');
  });

  it('turns nothing in it into a mention, a link or a preview', async () => {
    await house.channel.send(message('k1', { text: '<!channel> <@U0BOB> @here https://evil.example & co' }));

    const [call] = house.slack.calls('chat.postMessage');
    expect(call?.args).toMatchObject({
      text: '&lt;!channel&gt; &lt;@U0BOB&gt; @here https://evil.example &amp; co',
      mrkdwn: 'false',
      parse: 'none',
      link_names: 'false',
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
  });
});

describe('a look-up', () => {
  it('finds a message beyond the first page', async () => {
    const first = await house.channel.send(hello('k0'));
    for (let at = 1; at <= 60; at += 1) house.slack.say('U0ALICE', 'D0ALICE', `line ${at}`);

    expect(first.kind === 'sent' && (await house.channel.find?.(DIRECT, 'k0'))).toBe(
      first.kind === 'sent' && first.platformId,
    );
  });

  it('is possible in direct messages only', () => {
    expect(house.channel.canFind?.(DIRECT)).toBe(true);
    expect(house.channel.canFind?.(THREAD)).toBe(false);
  });

  it('that fails is no “not found”', async () => {
    house.slack.failNext('conversations.history', { kind: 'status', status: 500 });

    await expect(house.channel.find?.(DIRECT, 'k1')).rejects.toThrow(/asked/u);
  });

  it('finds what went into the thread where the person writes', async () => {
    const start = house.slack.say('U0ALICE', 'D0ALICE', 'hello');
    const { ts } = (start as { event: { ts: string } }).event;
    await house.post(house.slack.say('U0ALICE', 'D0ALICE', 'in a thread', { thread_ts: ts }));
    house.slack.failNext('chat.postMessage', { kind: 'reset', after: true });

    await house.channel.send(hello('k1'));

    expect(house.slack.messages('D0ALICE').at(-1)?.thread_ts).toBe(ts);
    expect(await house.channel.find?.(DIRECT, 'k1')).toBe(house.slack.messages('D0ALICE').at(-1)?.ts);
  });
});

describe('too many calls', () => {
  it('hold their own channel, without another request, and no other', async () => {
    house.slack.failNext('chat.postMessage', { kind: 'status', status: 429, retryAfter: '30' });

    const first = await house.channel.send(hello('k1'));
    const second = await house.channel.send(hello('k2'));
    const elsewhere = await house.channel.send(
      hello('k3', { address: { ...DIRECT, conversation: 'D0BOB' } }),
    );

    expect(first).toMatchObject({ kind: 'later', afterMs: 30_000 });
    expect(second.kind === 'later' && second.afterMs).toBeGreaterThan(25_000);
    expect(elsewhere.kind).toBe('sent');
    expect(house.slack.calls('chat.postMessage')).toHaveLength(2);
  });

  it.for([
    [undefined, 5_000],
    ['abc', 5_000],
    ['-1', 1_000],
    ['0', 1_000],
    ['999999', 60_000],
    ['7', 7_000],
  ] as const)('with Retry-After %s wait %i ms', async ([retryAfter, afterMs]) => {
    house.slack.failNext('chat.postMessage', {
      kind: 'status',
      status: 429,
      ...(retryAfter === undefined ? {} : { retryAfter }),
    });

    expect(await house.channel.send(hello('k1'))).toMatchObject({ kind: 'later', afterMs });
  });
});

describe('a token that Slack refuses', () => {
  it.for([['invalid_auth'], ['token_revoked'], ['account_inactive']])(
    'keeps every message, is told once, and the end of it, too: %s',
    async ([error]) => {
      const fault = { kind: 'error', error: error! } as const;
      house.slack.failNext('chat.postMessage', fault, fault);

      const outcomes = [
        await house.channel.send(hello('k1')),
        await house.channel.send(hello('k1')),
        await house.channel.send(hello('k1')),
      ];

      expect(outcomes.map(({ kind }) => kind)).toEqual(['later', 'later', 'sent']);
      expect(troubles).toEqual([expect.stringContaining(error!), undefined]);
      expect(house.logged.filter(({ level }) => level === 'error')).toHaveLength(1);
    },
  );

  it('for a courtesy only does not stop the bot', async () => {
    house.slack.failNext('assistant.threads.setStatus', { kind: 'error', error: 'missing_scope' });

    await house.channel.showWork?.(THREAD, { kind: 'thinking' }, 'zh');

    expect(troubles).toEqual([]);
  });
});

describe('a person who just wrote', () => {
  const order = () =>
    house.slack
      .calls()
      .map(({ method }) => method)
      .filter((method) => !method.startsWith('auth'));

  it('sees a status in a thread before the answer, however slow Slack takes it', async () => {
    house.slack.failNext('assistant.threads.setStatus', { kind: 'slow', ms: 200, after: true });

    const shown = house.channel.showWork?.(THREAD, { kind: 'thinking', message: '1700000000.000001' }, 'en');
    await house.channel.send({ address: THREAD, key: 'k1', reply: { text: 'Hello' } });
    await shown;

    expect(order()).toEqual(['assistant.threads.setStatus', 'chat.postMessage']);
    expect(house.slack.calls('assistant.threads.setStatus')[0]?.args).toMatchObject({
      status: 'is thinking…',
    });
  });

  it('sees the message marked in a direct message, until the answer is there', async () => {
    const message = '1700000000.000009';
    await house.channel.showWork?.(DIRECT, { kind: 'thinking', message }, 'zh');
    await house.channel.send({ address: DIRECT, key: 'k1', reply: { text: '您好' } });
    await house.settle();

    expect(order()).toEqual(['reactions.add', 'chat.postMessage', 'reactions.remove']);
    for (const method of ['reactions.add', 'reactions.remove']) {
      const about = { channel: 'D0ALICE', timestamp: message, name: 'eyes' };
      expect(house.slack.calls(method)[0]?.args).toMatchObject(about);
    }
  });

  it('goes without where the scope is missing, and Slack is not asked again', async () => {
    house.slack.failNext('reactions.add', { kind: 'error', error: 'missing_scope' });
    for (const key of ['k1', 'k2']) {
      await house.channel.showWork?.(DIRECT, { kind: 'thinking', message: '1700000000.000009' }, 'zh');
      await house.channel.send({ address: DIRECT, key, reply: { text: '您好' } });
      await house.channel.showWork?.(DIRECT, { kind: 'nothing' }, 'zh');
    }

    expect(house.slack.calls('reactions.add')).toHaveLength(1);
    expect(house.slack.messages('D0ALICE')).toHaveLength(2);
  });

  it('sees the status gone where there is nothing to say', async () => {
    await house.channel.showWork?.(THREAD, { kind: 'thinking' }, 'en');
    await house.channel.showWork?.(THREAD, { kind: 'nothing' }, 'en');

    const shown = house.slack.calls('assistant.threads.setStatus').map(({ args }) => args['status']);
    expect(shown).toEqual(['is thinking…', '']);
  });
});

describe('a message of several parts', () => {
  const long = '这一步请先在网页邮箱里打开 IMAP 服务，再生成新的授权码。'.repeat(250);

  it.for([
    ['direct message', 'before', DIRECT, 'D0ALICE', { kind: 'reset' }],
    ['direct message', 'after', DIRECT, 'D0ALICE', { kind: 'reset', after: true }],
    ['thread', 'before', THREAD, 'C0HELP', { kind: 'status', status: 429, retryAfter: '1' }],
  ] as const)(
    'broken off in the middle goes on where it was: in a %s, %s the second part was taken',
    async ([, , address, channel, fault]) => {
      let sends = 0;
      let later = 0;
      const slack = await openSlackHouse({
        slack: house.slack,
        ports: {
          fetch: (input, init) => {
            sends += 1;
            if (sends === 2) house.slack.failNext('chat.postMessage', fault);
            return fetch(input, init);
          },
          clock: { now: () => new Date(Date.now() + later) },
        },
      });

      const first = await slack.channel.send(message('k1', { text: long }, { address }));
      if (slack.channel.canFind?.(address)) expect(await slack.channel.find?.(address, 'k1')).toBeUndefined();
      later = 2_000;
      const second = await slack.channel.send(message('k1', { text: long }, { address }));

      expect(first.kind).not.toBe('sent');
      expect(second.kind).toBe('sent');
      expect(shown(channel).join('')).toBe(long);
      await slack.close();
    },
  );

  it('with files shares each of them once, together, although an answer was lost on the way', async () => {
    const reply: Reply = {
      text: '按这个填',
      gift: {
        kind: 'settings',
        servers: [],
        files: [
          {
            name: 'mail.mobileconfig',
            mediaType: 'application/x-apple-aspen-config',
            content: '<plist/>',
            note: '未签名 <正常>',
          },
          { name: 'corp.example.xml', mediaType: 'text/xml', content: '<clientConfig/>' },
        ],
      },
    };
    house.slack.failNext('files.getUploadURLExternal', { kind: 'status', status: 503 });

    const first = await house.channel.send(message('k1', reply));
    expect(await house.channel.find?.(DIRECT, 'k1')).toBeUndefined();
    house.slack.failNext('files.completeUploadExternal', { kind: 'status', status: 503 });
    const second = await house.channel.send(message('k1', reply));
    const third = await house.channel.send(message('k1', reply));

    expect([first.kind, second.kind, third.kind]).toEqual(['later', 'unknown', 'sent']);
    expect(house.slack.uploads.get('mail.mobileconfig')).toBe('<plist/>');
    expect(house.slack.uploads.get('corp.example.xml')).toBe('<clientConfig/>');
    const shared = house.slack.messages('D0ALICE');
    expect(shared.map(({ files }) => files?.length ?? 0)).toEqual([0, 2]);
    expect(shared[1]?.text).toBe('未签名 &lt;正常&gt;');
    expect(house.slack.calls('files.getUploadURLExternal')).toHaveLength(3);
    expect(await house.channel.find?.(DIRECT, 'k1')).toBe(house.slack.messages('D0ALICE')[0]?.ts);
  });
});

describe('a file that Slack takes from nobody', () => {
  it.for([['missing_scope'], ['file_uploads_disabled']])('does not hold up the chat: %s', async ([error]) => {
    house.slack.failNext('files.getUploadURLExternal', { kind: 'error', error: error! });
    const outcome = await house.channel.send(
      message('k1', {
        text: '按这个填',
        gift: {
          kind: 'settings',
          servers: [],
          files: [{ name: 'a.mobileconfig', mediaType: 'x', content: 'y' }],
        },
      }),
    );

    expect(outcome.kind).toBe('sent');
    expect(shown()[1]).toContain('手动填写');
    expect(troubles).toEqual([]);
  });
});

describe('progress', () => {
  const progress = (key: string, text: string, replaces?: string): OutboundMessage =>
    message(key, { text, progress: true }, replaces === undefined ? {} : { replaces });

  it('is updated in place, and gives way to the answer', async () => {
    const first = await house.channel.send(progress('k1', '正在检查端口…'));
    const ts = first.kind === 'sent' ? first.platformId : '';

    const second = await house.channel.send(progress('k2', '正在检查证书…', ts));
    expect(second).toEqual({ kind: 'sent', platformId: ts });
    expect(shown()).toEqual(['正在检查证书…']);

    await house.channel.send(hello('k3', { replaces: ts }));
    await house.settle();
    expect(shown()).toEqual(['hello k3']);
  });

  it('that is gone is said anew', async () => {
    await house.channel.send(progress('k2', '正在检查证书…', '1700000000.000009'));

    expect(shown()).toEqual(['正在检查证书…']);
  });

  it('shows the running measurement in a plain direct message, no more often than Slack likes', async () => {
    await house.channel.send(progress('k1', '正在检查…'));
    const lines = [
      { probe: 'imap', target: 'imap.corp.example:993', phase: 'dns', status: 'ok' as const, ms: 12 },
      { probe: 'imap', target: 'imap.corp.example:993', phase: 'tls', status: 'running' as const },
    ];

    await house.channel.showWork?.(DIRECT, { kind: 'measuring', lines }, 'zh');
    await house.channel.showWork?.(DIRECT, { kind: 'measuring', lines }, 'zh');

    expect(house.slack.calls('chat.update')).toHaveLength(1);
    expect(JSON.stringify(house.slack.messages('D0ALICE')[0]?.blocks)).toContain(
      '✓ imap.corp.example:993 域名  12 毫秒\\n… imap.corp.example:993 加密',
    );
  });

  it('is not touched any more once something else was said', async () => {
    await house.channel.send(progress('k1', '正在检查…'));
    await house.channel.send(hello('k2'));

    await house.channel.showWork?.(
      DIRECT,
      { kind: 'measuring', lines: [{ probe: 'p', target: 't', phase: 'dns', status: 'ok' }] },
      'zh',
    );

    expect(house.slack.calls('chat.update')).toEqual([]);
  });

  it('is Slack’s own status line in a thread', async () => {
    await house.channel.showWork?.(
      THREAD,
      {
        kind: 'measuring',
        lines: [{ probe: 'imap', target: 'imap.corp.example', phase: 'dns', status: 'ok' }],
      },
      'en',
    );

    expect(house.slack.calls('assistant.threads.setStatus')[0]?.args).toMatchObject({
      channel_id: 'C0HELP',
      thread_ts: '1700000000.000001',
      status: 'is checking imap.corp.example…',
    });
  });
});
