import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { plainWords } from '../../../src/channels/slack/words-in.js';
import { maskSecrets, playbookIn, tellingLines } from '../../../src/conversation/index.js';
import { BOT_USER } from '../../fakes/slack.js';
import { openSlackHouse, type SlackHouse } from './_house.js';

type Json = Readonly<Record<string, unknown>>;

let house: SlackHouse;

beforeEach(async () => {
  house = await openSlackHouse();
});

afterEach(async () => {
  await house.close();
});

function tsOf(body: Json): string {
  return (body as { event: { ts: string } }).event.ts;
}

function texts(): readonly (string | undefined)[] {
  return house.inbox.map(({ text }) => text);
}

describe('who speaks', () => {
  it('is asked for once a day', async () => {
    await house.post(house.slack.say('U0ALICE', 'D0ALICE', 'one'));
    await house.post(house.slack.say('U0ALICE', 'D0ALICE', 'two'));

    expect(house.slack.calls('users.info')).toHaveLength(1);
    expect(house.inbox[1]?.from?.address).toBe('alice@corp.example');
  });

  it('is asked for again the day after', async () => {
    let now = Date.now();
    await house.close();
    house = await openSlackHouse({ ports: { clock: { now: () => new Date(now) } } });
    const bodies = [
      house.slack.say('U0ALICE', 'D0ALICE', 'one'),
      house.slack.say('U0ALICE', 'D0ALICE', 'two'),
    ];

    await house.post(bodies[0]!);
    now += 25 * 3_600_000;
    // The same person a day later: the signature's clock is the test's, so the event goes past it.
    const { signed } = await import('../../fakes/slack.js');
    await house.door.handle?.(signed(JSON.stringify(bodies[1]), { at: new Date(now) }));

    expect(house.slack.calls('users.info')).toHaveLength(2);
  });

  it.for([['U0GUEST'], ['U0STRANGER']])(
    'has no address we vouch for when not of this workspace: %s',
    async ([user]) => {
      await house.post(house.slack.say(user!, 'D0GUEST', 'hello'));

      expect(house.inbox[0]?.from).not.toHaveProperty('address');
      expect(house.inbox[0]?.from).not.toHaveProperty('verified');
      expect(house.inbox[0]?.from?.name).toBeDefined();
    },
  );

  it('is one person where the directory says so', async () => {
    await house.close();
    house = await openSlackHouse({
      directory: [{ slackId: 'U0ALICE', id: 'person-7', address: 'xiaoming.wang@corp.example' }],
    });

    await house.post(house.slack.say('U0ALICE', 'D0ALICE', 'hello'));

    expect(house.inbox[0]?.from).toMatchObject({
      id: 'person-7',
      address: 'xiaoming.wang@corp.example',
      verified: true,
    });
  });

  it('is not trusted with an address while we don’t know our own workspace', async () => {
    await house.close();
    house = await openSlackHouse({ settings: { workspace: undefined as never } });

    await house.post(house.slack.say('U0ALICE', 'D0ALICE', 'hello'));

    expect(house.inbox[0]?.from).not.toHaveProperty('address');
  });
});

describe('what is not for us', () => {
  it.for([
    ['our own message', { user: BOT_USER, bot_id: 'B0BOT' }],
    ['another bot', { bot_id: 'B0OTHER' }],
    ['an app in a person’s name', { app_id: 'A0OTHER' }],
    ['a bot message', { subtype: 'bot_message' }],
    ['Slackbot', { user: 'USLACKBOT' }],
    ['a join', { subtype: 'channel_join' }],
  ] as const)('is acknowledged and ignored: %s', async ([, extra]) => {
    const answer = await house.post(house.slack.say('U0ALICE', 'D0ALICE', 'hello', extra));

    expect(answer.status).toBe(200);
    expect(house.inbox).toEqual([]);
  });

  it('in a channel: talk among people', async () => {
    await house.post(house.slack.say('U0ALICE', 'C0HELP', 'lunch?'));
    await house.post(house.slack.say('U0ALICE', 'C0HELP', 'yes', { thread_ts: '1700000000.000001' }));

    expect(house.inbox).toEqual([]);
  });
});

describe('a thread in a channel', () => {
  async function mention(): Promise<string> {
    const body = house.slack.say('U0ALICE', 'C0HELP', `<@${BOT_USER}> help`);
    await house.post(body);
    return tsOf(body);
  }

  it('goes on with the person who began it, without another mention', async () => {
    const thread_ts = await mention();

    await house.post(house.slack.say('U0ALICE', 'C0HELP', 'it is Outlook', { thread_ts }));

    expect(house.inbox[1]).toMatchObject({
      address: { conversation: `C0HELP:${thread_ts}` },
      shared: true,
      inPrivate: { channel: 'slack', conversation: 'D0ALICE' },
      text: 'it is Outlook',
    });
  });

  it('is not joined by what others say in it, or say to each other', async () => {
    const thread_ts = await mention();

    await house.post(house.slack.say('U0BOB', 'C0HELP', 'me too', { thread_ts }));
    await house.post(house.slack.say('U0ALICE', 'C0HELP', '<@U0BOB> really?', { thread_ts }));

    expect(house.inbox).toHaveLength(1);
  });

  it('hears a colleague who mentions us, and answers that colleague alone', async () => {
    const thread_ts = await mention();

    await house.post(house.slack.say('U0BOB', 'C0HELP', `<@${BOT_USER}> me too`, { thread_ts }));

    expect(house.inbox[1]?.inPrivate).toEqual({ channel: 'slack', conversation: 'D0BOB' });
  });

  it('is answered in itself', async () => {
    const thread_ts = await mention();

    await house.channel.send({
      address: house.inbox[0]!.address,
      key: 'k1',
      reply: { text: 'See our direct message.' },
    });

    expect(house.slack.messages('C0HELP').at(-1)).toMatchObject({
      text: 'See our direct message.',
      thread_ts,
    });
  });

  it('is not talked in while the direct message can’t be opened: the event comes again', async () => {
    house.slack.failNext('conversations.open', { kind: 'status', status: 503 });
    const body = house.slack.say('U0ALICE', 'C0HELP', `<@${BOT_USER}> help`);

    expect((await house.post(body)).status).toBe(503);
    expect((await house.post(body)).status).toBe(200);
    expect(house.inbox).toHaveLength(1);
  });

  it('is heard without a private place when Slack refuses to open one', async () => {
    house.slack.failNext('conversations.open', { kind: 'error', error: 'cannot_dm_bot' });

    await mention();

    expect(house.inbox[0]).toMatchObject({ shared: true });
    expect(house.inbox[0]).not.toHaveProperty('inPrivate');
  });

  it('opens a direct message once per person', async () => {
    await mention();
    await mention();

    expect(house.slack.calls('conversations.open')).toHaveLength(1);
  });
});

describe('an edit', () => {
  function edited(ts: string, before: string, after: string, extra: Json = {}, channel = 'D0ALICE'): Json {
    return house.slack.event({
      type: 'message',
      subtype: 'message_changed',
      channel,
      ts: house.slack.ts(),
      message: {
        type: 'message',
        user: 'U0ALICE',
        ts,
        text: after,
        edited: { user: 'U0ALICE', ts: `${Math.floor(Number(ts)) + 30}.000000` },
        ...extra,
      },
      previous_message: { type: 'message', user: 'U0ALICE', ts, text: before },
    });
  }

  it('names the message it changes and counts up', async () => {
    const body = house.slack.say('U0ALICE', 'D0ALICE', 'helo');
    await house.post(body);

    await house.post(edited(tsOf(body), 'helo', 'hello'));

    expect(house.inbox[1]).toMatchObject({ kind: 'edit', platformId: tsOf(body), text: 'hello' });
    expect(house.inbox[1]?.revision).toBeGreaterThan(0);
  });

  it('is none when Slack only added a preview', async () => {
    const body = house.slack.say('U0ALICE', 'D0ALICE', 'see https://corp.example');
    await house.post(body);

    await house.post(edited(tsOf(body), 'see https://corp.example', 'see https://corp.example'));
    await house.post(edited(tsOf(body), 'x', 'y', { edited: undefined }));
    await house.post(edited(tsOf(body), 'x', 'y', { bot_id: 'B0BOT' }));

    expect(house.inbox).toHaveLength(1);
  });

  it('in a channel is heard where the message was', async () => {
    const body = house.slack.say('U0ALICE', 'C0HELP', `<@${BOT_USER}> helo`);
    await house.post(body);

    await house.post(edited(tsOf(body), `<@${BOT_USER}> helo`, `<@${BOT_USER}> hello`, {}, 'C0HELP'));
    await house.post(edited('1700000000.000001', 'lunch', 'dinner', {}, 'C0HELP'));

    expect(house.inbox.map(({ kind }) => kind)).toEqual(['message', 'edit']);
    expect(house.inbox[1]).toMatchObject({ shared: true, text: 'hello' });
  });
});

describe('a deletion', () => {
  it('is passed on', async () => {
    const body = house.slack.say('U0ALICE', 'D0ALICE', 'my password is …');
    await house.post(body);

    await house.post(
      house.slack.event({
        type: 'message',
        subtype: 'message_deleted',
        channel: 'D0ALICE',
        ts: house.slack.ts(),
        deleted_ts: tsOf(body),
        previous_message: { type: 'message', user: 'U0ALICE', ts: tsOf(body), text: 'x' },
      }),
    );

    expect(house.inbox[1]).toMatchObject({ kind: 'delete', platformId: tsOf(body) });
    expect(house.inbox[1]).not.toHaveProperty('text');
  });

  it('of what a colleague said to us in another one’s thread is passed on, and nothing else of theirs', async () => {
    const begun = house.slack.say('U0BOB', 'C0HELP', `<@${BOT_USER}> my mail is broken`);
    await house.post(begun);
    const thread_ts = tsOf(begun);
    const said = house.slack.say('U0CHEN', 'C0HELP', `<@${BOT_USER}> mine, too`, { thread_ts });
    const toOthers = house.slack.say('U0CHEN', 'C0HELP', 'lunch?', { thread_ts });
    await house.post(said);
    await house.post(toOthers);

    for (const one of [said, toOthers]) {
      const ts = tsOf(one);
      await house.post(
        house.slack.event({
          type: 'message',
          subtype: 'message_deleted',
          channel: 'C0HELP',
          channel_type: 'channel',
          ts: house.slack.ts(),
          deleted_ts: ts,
          previous_message: { type: 'message', user: 'U0CHEN', text: 'x', ts, thread_ts },
        }),
      );
    }

    expect(house.inbox.filter(({ kind }) => kind === 'delete').map(({ platformId }) => platformId)).toEqual([
      tsOf(said),
    ]);
  });

  it('of our own message is nothing to us', async () => {
    await house.post(
      house.slack.event({
        type: 'message',
        subtype: 'message_deleted',
        channel: 'D0ALICE',
        ts: house.slack.ts(),
        deleted_ts: '1700000000.000001',
        previous_message: { type: 'message', user: BOT_USER, bot_id: 'B0BOT', ts: '1700000000.000001' },
      }),
    );

    expect(house.inbox).toEqual([]);
  });
});

describe('a file', () => {
  async function share(file: Json, text = ''): Promise<void> {
    await house.post(house.slack.say('U0BOB', 'D0BOB', text, { subtype: 'file_share', files: [file] }));
    await house.settle();
  }

  function said(): readonly string[] {
    return house.slack.messages('D0BOB').flatMap((one) => (one.bot_id === undefined ? [] : [one.text]));
  }

  it('that is text becomes words, with those typed beside it', async () => {
    await house.close();
    house = await openSlackHouse({
      ports: {
        tellingLines: (name, text) =>
          `${name}: ${text
            .split('\n')
            .filter((line) => /fail/u.test(line))
            .join()}`,
      },
    });

    await share(house.slack.file('outlook.log', 'fine\nlogin failed\nfine'), 'here is my log');

    expect(texts()).toEqual(['here is my log\noutlook.log: login failed']);
  });

  it('that is a playbook stays one, with words typed beside it', async () => {
    const yaml = readFileSync('playbooks/triage.yaml', 'utf8');
    await house.close();
    house = await openSlackHouse({ ports: { tellingLines } });

    await share(
      house.slack.file('triage.yaml', yaml, 'application/x-yaml'),
      'please check <https://a.example|this>',
    );

    expect(house.inbox).toHaveLength(1);
    expect(playbookIn(maskSecrets(texts()[0] ?? '').text)).toBe(yaml);
  });

  it.for([
    ['a picture', 'screen.png', Uint8Array.of(137, 80, 78, 71), 'image/png', 'isn’t a text file'],
    ['bytes called text', 'a.txt', Uint8Array.of(1, 0, 2), 'text/plain', 'isn’t a text file'],
    ['a large one', 'big.log', 'x'.repeat(512 * 1024 + 1), 'text/plain', '512 KB'],
    ['a page to sign in', 'a.log', '<html>', 'text/html', 'could not be fetched'],
  ] as const)('that can’t be read is asked for in words: %s', async ([, name, content, type, words]) => {
    await share(house.slack.file(name, content, type));

    expect(house.inbox).toEqual([]);
    expect(said()).toEqual([expect.stringContaining(words)]);
  });

  it('larger than it says is not read to its end', async () => {
    await share({ ...house.slack.file('big.log', 'x'.repeat(600_000)), size: 10 });

    expect(said()).toEqual([expect.stringContaining('512 KB')]);
  });

  it('that can’t be read is asked for once, however often its event comes', async () => {
    const body = house.slack.say('U0BOB', 'D0BOB', 'see', {
      subtype: 'file_share',
      files: [house.slack.file('screen.png', Uint8Array.of(1), 'image/png')],
    });

    await house.post(body);
    await house.settle();
    await house.post(body);
    await house.settle();

    expect(said()).toHaveLength(1);
    expect(texts()).toEqual(['see']);
  });

  it.for([
    'https://evil.example/files/F1/a.log',
    'https://files.slack.com.evil.example/F1',
    'http://files.slack.com/F1',
    'https://files.slack.com@evil.example/F1',
    'https://files.slack.com:8443/F1',
    'nonsense',
  ])('elsewhere never sees our token: %s', async (url) => {
    const asked: string[] = [];
    await house.close();
    house = await openSlackHouse({
      ports: {
        fetch: (input, init) => {
          asked.push(input instanceof Request ? input.url : input.toString());
          return fetch(input, init);
        },
      },
    });

    await share({ ...house.slack.file('a.log', 'login failed'), url_private_download: url });

    expect(asked.filter((one) => !one.startsWith(house.slack.apiUrl))).toEqual([]);
    expect(said()).toEqual([expect.stringContaining('could not be fetched')]);
  });
});

describe('the words of a message', () => {
  it.for([
    ['a &lt; b &amp;&amp; c &gt; d', 'a < b && c > d'],
    ['<http://imap.corp.example|imap.corp.example> times out', 'imap.corp.example times out'],
    ['<mailto:alice@corp.example|alice@corp.example>', 'alice@corp.example'],
    ['<https://evil.example|click here>', 'click here (https://evil.example)'],
    ['<https://corp.example/a?b=1&amp;c=2>', 'https://corp.example/a?b=1&c=2'],
    ['<@U0BOB> and <#C1|general> and <!here>', '@U0BOB and #general and @here'],
    [`<@${BOT_USER}> help`, 'help'],
    ['<!date^1392734382^{date}|18 Feb 2014>', '18 Feb 2014'],
    ['&amp;lt;', '&lt;'],
  ] as const)('%s', ([typed, words]) => {
    expect(plainWords(typed, BOT_USER)).toBe(words);
  });

  it('are what was typed, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const sent = typed.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');
        expect(plainWords(sent, BOT_USER)).toBe(typed.replace(/\u00a0/gu, ' ').trim());
      }),
    );
  });

  it('of a bare mention are a greeting', async () => {
    await house.post(house.slack.say('U0ALICE', 'C0HELP', `<@${BOT_USER}>`));

    expect(texts()).toEqual(['您好']);
  });
});

describe('a command', () => {
  it('goes on in the direct message, and its replay is no second one', async () => {
    const answer = await house.command('U0BOB', 'Outlook keeps asking', 'trigger-1');
    await house.command('U0BOB', 'Outlook keeps asking', 'trigger-1');

    expect(JSON.parse(answer.body ?? '')).toEqual({
      response_type: 'ephemeral',
      text: 'Got it. I answer in our direct message.',
    });
    expect(house.inbox).toHaveLength(1);
    expect(house.inbox[0]).toMatchObject({
      address: { channel: 'slack', conversation: 'D0BOB' },
      text: 'Outlook keeps asking',
    });
  });

  it.for([[''], ['help'], ['帮助']])('without words explains itself: %s', async ([text]) => {
    const answer = await house.command('U0ALICE', text!);

    expect(answer.body).toContain('私信');
    expect(house.inbox).toEqual([]);
  });
});

describe('the stop button', () => {
  const press = (user: string, channel: string, thread: string): Json =>
    house.slack.event({
      type: 'agent_session_stopped',
      channel,
      user,
      thread_ts: thread,
      event_ts: '1700000100.000001',
      streaming_message_ts: [],
    });

  it('says stop for the person who pressed it, once, and takes the status away', async () => {
    const body = press('U0BOB', 'D0BOB', '1700000000.000001');
    await house.post(body);
    await house.post(body);
    await house.settle();

    expect(house.inbox).toEqual([
      expect.objectContaining({
        address: { channel: 'slack', conversation: 'D0BOB' },
        kind: 'message',
        text: 'stop',
      }),
    ]);
    expect(house.slack.calls('assistant.threads.setStatus')[0]?.args).toMatchObject({
      channel_id: 'D0BOB',
      status: '',
    });
  });

  it('is not heard from somebody who only reads along in a thread', async () => {
    const mention = house.slack.say('U0ALICE', 'C0HELP', `<@${BOT_USER}> hello`);
    await house.post(mention);

    await house.post(press('U0BOB', 'C0HELP', tsOf(mention)));
    expect(texts()).toEqual(['hello']);
    await house.post(press('U0ALICE', 'C0HELP', tsOf(mention)));
    expect(texts()).toEqual(['hello', '停下']);
  });
});
