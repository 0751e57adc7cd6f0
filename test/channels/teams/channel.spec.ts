import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { SendOutcome } from '../../../src/domain/index.js';
import { describeChannel } from '../../contract/channel.js';
import { ALICE, BOB, BOT } from '../../fakes/teams-activities.js';
import type { TeamsFault } from '../../fakes/teams-server.js';
import { openTeamsHouse, type TeamsHouse } from './_house.js';

const FAULTS = {
  later: { status: 429 },
  refused: { status: 400 },
  'lost-before': { cut: 'before' },
  'lost-after': { cut: 'after' },
} as const satisfies Record<string, TeamsFault>;

describeChannel('teams', async () => {
  const house = await openTeamsHouse();
  for (const conversation of ['conversation-aaaaaaaaaa', 'conversation-bbbbbbbbbb']) {
    house.remembered.set(`chat ${conversation}`, {
      conversation,
      kind: 'personal',
      serviceUrl: house.server.serviceUrl,
      bot: BOT,
      person: { id: ALICE.id },
    });
  }
  return {
    channel: house.channel,
    seen: ({ conversation }) =>
      Promise.resolve(
        house.server
          .messages(conversation)
          .map(({ activity }) => String(activity['text']).replace(/<\/?p>/gu, '')),
      ),
    faults: ['later', 'refused', 'lost-before', 'lost-after'],
    failNext: (fault) => {
      house.server.script(FAULTS[fault]);
    },
    close: () => house.close(),
  };
});

describe('sending in Teams', () => {
  let house: TeamsHouse;
  const address = { channel: 'teams', conversation: `a:${ALICE.id}` };
  let keys = 0;

  beforeEach(async () => {
    house = await openTeamsHouse();
    house.server.addMember(ALICE);
    house.server.addMember(BOB);
    await house.knock(house.activities.install(ALICE));
  });

  afterEach(async () => {
    await house.close();
  });

  function send(over: Partial<Parameters<typeof house.channel.send>[0]> = {}): Promise<SendOutcome> {
    keys += 1;
    return house.channel.send({ key: `k${keys}`, address, reply: { text: '好' }, ...over });
  }

  const posts = () => house.server.calls().filter(({ method }) => method === 'POST').length;

  it.each<[string, TeamsFault, Partial<SendOutcome>]>([
    ['412', { status: 412 }, { kind: 'later' }],
    ['429 with its time', { status: 429, retryAfter: '7' }, { kind: 'later', afterMs: 8_750 }],
    ['429 with no time', { status: 429 }, { kind: 'later', afterMs: 1_250 }],
    ['429 with a time that is none', { status: 429, retryAfter: 'abc' }, { kind: 'later', afterMs: 1_250 }],
    ['429 with a time before now', { status: 429, retryAfter: '-1' }, { kind: 'later', afterMs: 1_250 }],
    ['429 with a time of days', { status: 429, retryAfter: '999999' }, { kind: 'later', afterMs: 60_000 }],
    ['502', { status: 502 }, { kind: 'later' }],
    ['504', { status: 504 }, { kind: 'later' }],
    ['500', { status: 500 }, { kind: 'unknown', reason: 'HTTP 500 Injected' }],
    ['400', { status: 400 }, { kind: 'refused', reason: 'HTTP 400 Injected' }],
    ['413', { status: 413 }, { kind: 'refused' }],
    ['a cut connection', { cut: 'before' }, { kind: 'unknown' }],
    ['a cut connection after it was taken', { cut: 'after' }, { kind: 'unknown' }],
  ])('puts one request on the wire: %s', async (_name, fault, outcome) => {
    house.server.script(fault);

    expect(await send()).toMatchObject(outcome);
    expect(posts()).toBe(1);
  });

  it('waits longer each time a chat is busy', async () => {
    house.server.script({ status: 429 }, { status: 429 }, { status: 429 });
    const waits = [];
    for (let time = 0; time < 3; time += 1) {
      const outcome = await send();
      waits.push(outcome.kind === 'later' ? outcome.afterMs : undefined);
    }

    expect(waits).toEqual([1_250, 2_500, 5_000]);
    expect(await send()).toMatchObject({ kind: 'sent' });
  });

  it('gives up on an answer after less than five seconds', async () => {
    house.server.script({ hang: true });
    const began = Date.now();

    expect(await send()).toMatchObject({ kind: 'unknown' });
    expect(Date.now() - began).toBeLessThan(5_500);
    expect(posts()).toBe(1);
  });

  it('fetches a new token once when the old one is no longer taken', async () => {
    await send();
    const before = house.tokens();
    house.server.revoke(house.server.calls().at(-1)?.token ?? '');

    expect(await send()).toMatchObject({ kind: 'sent' });
    expect(house.tokens()).toBe(before + 1);
    expect(posts()).toBe(3);
  });

  it('asks a human to look when no token is taken at all', async () => {
    house.server.script({ status: 401 }, { status: 401 });

    expect(await send()).toMatchObject({ kind: 'later', afterMs: 60_000 });
    expect(posts()).toBe(2);
    expect(house.logged().join('\n')).toContain('error Microsoft does not take the app id and secret');
  });

  it('tells operations once that no token is taken, and once that it is taken again', async () => {
    house.server.script({ status: 401 }, { status: 401 }, { status: 401 }, { status: 401 });
    await send();
    await send();
    expect(house.troubles).toEqual(['Microsoft does not take the app id and secret of Teams']);

    await send();
    await send();
    expect(house.troubles.slice(1)).toEqual([undefined]);
  });

  it('gives a chat up that is closed to the bot, and speaks there again once somebody writes', async () => {
    house.server.script({ status: 403, code: 'BotNotInConversationRoster' });

    expect(await send()).toEqual({ kind: 'refused', reason: 'HTTP 403 BotNotInConversationRoster' });
    expect(await send()).toEqual({ kind: 'refused', reason: 'the bot is not in this chat' });
    expect(posts()).toBe(1);

    await house.knock(house.activities.say(ALICE, 'hi'));
    expect(await send()).toMatchObject({ kind: 'sent' });
  });

  it('says nothing where the app was removed', async () => {
    await house.knock(house.activities.install(ALICE, 'remove'));

    expect(await send()).toMatchObject({ kind: 'refused' });
    expect(posts()).toBe(0);
    expect([...house.remembered.keys()].filter((key) => !key.startsWith('member'))).toEqual([]);
  });

  it('says nothing where it was taken out of the chat, and nothing changes when somebody else was', async () => {
    const bot = house.activities.say(ALICE, '')['recipient'] as { readonly id: string };
    const removal = (id: string) => ({
      ...house.activities.install(ALICE),
      type: 'conversationUpdate',
      membersRemoved: [{ id }],
    });
    await house.knock(removal('29:somebody'));
    expect(await send()).toMatchObject({ kind: 'sent' });

    await house.knock(removal(bot.id));
    expect(await send()).toMatchObject({ kind: 'refused' });
  });

  it('welcomes nobody: the prompts of the app do', () => {
    expect(house.server.calls()).toEqual([]);
    expect(house.received).toEqual([]);
  });

  it('puts a result in the place of its progress', async () => {
    const progress = await send({ reply: { text: '正在检查…', progress: true } });
    const replaces = progress.kind === 'sent' ? progress.platformId : '';

    const result = await send({ reply: { text: '查到了。' }, replaces });

    expect(result).toEqual({ kind: 'sent', platformId: replaces });
    expect(house.server.messages().map(({ activity: { text }, updates }) => [text, updates])).toEqual([
      ['<p>查到了。</p>', 1],
    ]);
  });

  it('sends a result anew when its progress is gone', async () => {
    expect(await send({ replaces: '99' })).toMatchObject({ kind: 'sent' });
    expect(house.server.messages()).toHaveLength(1);
  });

  it('carries what a mention is through to Teams', async () => {
    const id = '19:general@thread.tacv2;messageid=1';
    await house.knock(house.activities.sayAmongOthers(BOB, 'hi', { id }));

    await send({ address: { channel: 'teams', conversation: id }, language: 'en' });

    expect(house.server.messages(id)[0]?.activity).toMatchObject({
      text: '<at>Bob Lee</at> <p>好</p>',
      entities: [{ type: 'mention', mentioned: { id: BOB.id, name: 'Bob Lee' }, text: '<at>Bob Lee</at>' }],
    });
  });

  it('carries what an entity of Teams holds, which botbuilder 4.23.3 drops by itself', async () => {
    const { createBotFramework } = await import('../../../src/channels/teams/bot-framework.js');
    const framework = createBotFramework({ identity: { kind: 'development' }, listensOnLoopback: true });
    const { serviceUrl } = house.server;
    const chat = { conversation: 'a:x', kind: 'personal', serviceUrl, bot: BOT, person: ALICE } as const;
    const entity = { type: 'https://schema.org/Message', usageInfo: { name: 'internal' } };

    await framework.send(chat, { type: 'message', text: 'x', entities: [entity] }, { posted: false });

    expect(house.server.messages('a:x')[0]?.activity['entities']).toEqual([entity]);
  });

  it('carries the question what people think through to Teams', async () => {
    await send({
      reply: { text: 'x', finished: { playbook: 'triage', step: 'triage/done' } },
    });

    expect(house.server.messages()[0]?.activity['channelData']).toEqual({
      feedbackLoop: { type: 'default' },
    });
  });

  it('shows that it is typing, not more often than Teams shows it', async () => {
    const typing = () => house.server.calls().filter(({ body }) => body['type'] === 'typing').length;
    const thinking = { kind: 'thinking' } as const;

    await house.channel.showWork?.(address, thinking, 'zh');
    await house.channel.showWork?.(address, thinking, 'zh');
    expect(typing()).toBe(1);

    // The desk shows it every three seconds, give or take some milliseconds.
    house.clock.now = new Date(house.clock.now.getTime() + 2_990);
    await house.channel.showWork?.(address, { kind: 'nothing' }, 'zh');
    expect(typing()).toBe(1);

    house.server.script({ status: 500 });
    await house.channel.showWork?.(address, thinking, 'zh');
    expect(typing()).toBe(2);
  });
});
