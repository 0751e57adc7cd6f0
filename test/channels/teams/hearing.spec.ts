import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { maskSecrets, playbookIn, tellingLines } from '../../../src/conversation/index.js';
import { ALICE, BOB } from '../../fakes/teams-activities.js';
import { openTeamsHouse, type TeamsHouse } from './_house.js';

const ADDRESS = { channel: 'teams', conversation: `a:${ALICE.id}` };

describe('what Teams tells', () => {
  let house: TeamsHouse;

  beforeEach(async () => {
    house = await openTeamsHouse();
    house.server.addMember(ALICE);
    house.server.addMember(BOB);
  });

  afterEach(async () => {
    await house.close();
  });

  it('knows a person and asks Teams about them once a day', async () => {
    const members = () => house.server.calls().filter(({ path }) => path.includes('/members/')).length;

    await house.knock(house.activities.say(ALICE, 'one'));
    await house.knock(house.activities.say(ALICE, 'two'));
    expect(members()).toBe(1);

    house.clock.now = new Date(house.clock.now.getTime() + 24 * 3_600_000);
    const exp = Math.floor(house.clock.now.getTime() / 1_000) + 3_600;
    await house.knock(house.activities.say(ALICE, 'three'), { claims: { exp } });
    expect(members()).toBe(2);
    expect(house.received.at(-1)?.from).toEqual({
      id: ALICE.aadObjectId,
      name: ALICE.name,
      address: ALICE.email,
      verified: true,
      language: 'zh',
      timeZone: 'Asia/Shanghai',
    });
  });

  it.each([
    [
      'a guest',
      { userRole: 'guest', email: 'carol@other.example' },
      { address: 'carol@other.example', verified: false },
    ],
    ['a guest without a mailbox', { userRole: 'guest', userPrincipalName: 'c_o.example#EXT#@t.example' }, {}],
  ])('does not vouch for the address of %s', async (_name, member, expected) => {
    const carol = { ...BOB, id: '29:carol', aadObjectId: 'cccccccc-0000-4000-8000-000000000003' };
    house.server.addMember({ id: carol.id, aadObjectId: carol.aadObjectId, name: carol.name, ...member });

    await house.knock(house.activities.say(carol, 'hi'));

    const { address, verified } = house.received[0]?.from ?? {};
    expect({ ...(address && { address }), ...(verified !== undefined && { verified }) }).toEqual(expected);
  });

  it('takes a message of somebody Teams does not know', async () => {
    await house.knock(house.activities.say({ ...BOB, id: '29:nobody' }, 'hi'));

    expect(house.received[0]?.from).toEqual({
      id: BOB.aadObjectId,
      name: BOB.name,
      language: 'en',
      timeZone: 'Asia/Shanghai',
    });
  });

  it('calls one person on two platforms by one name where the directory does', async () => {
    await house.close();
    house = await openTeamsHouse({
      ports: {
        directory: {
          find: ({ address }) =>
            Promise.resolve(
              address === ALICE.email
                ? { id: 'E1007', address: 'wang@corp.example', language: 'en' }
                : undefined,
            ),
        },
      },
    });
    house.server.addMember(ALICE);

    await house.knock(house.activities.say(ALICE, 'hi'));

    expect(house.received[0]?.from).toMatchObject({
      id: 'E1007',
      address: 'wang@corp.example',
      verified: true,
      language: 'en',
    });
  });

  it('takes edits, each version once, and deletions', async () => {
    const said = house.activities.say(ALICE, 'pasword is 1');
    const id = String(said['id']);
    await house.knock(said);
    const first = { ...house.activities.edit(ALICE, id, 'password?'), timestamp: '2026-03-01T08:00:01.5Z' };
    const second = {
      ...house.activities.edit(ALICE, id, 'wrong password'),
      timestamp: '2026-03-01T08:00:05.5Z',
    };
    for (const activity of [first, first, second]) await house.knock(activity);
    await house.knock(house.activities.erase(ALICE, id));

    expect(house.received.map(({ kind, platformId, text }) => [kind, platformId, text])).toEqual([
      ['message', id, 'pasword is 1'],
      ['edit', id, 'password?'],
      ['edit', id, 'wrong password'],
      ['delete', id, undefined],
    ]);
    const [one, two] = house.received.filter(({ kind }) => kind === 'edit');
    expect(two!.revision).toBeGreaterThan(one!.revision);
    expect(two!.revision).toBeLessThan(2 ** 31);
  });

  it('orders messages by all the digits that Teams tells', async () => {
    for (const timestamp of ['2026-03-01T08:00:01.1234567Z', '2026-03-01T08:00:01Z', 'soon']) {
      await house.knock(house.activities.say(ALICE, 'x', { timestamp }));
    }

    expect(house.received.slice(0, 2).map(({ order, sentAt }) => [order, sentAt])).toEqual([
      ['2026-03-01T08:00:01.1234567Z', '2026-03-01T08:00:01.123Z'],
      ['2026-03-01T08:00:01.0000000Z', '2026-03-01T08:00:01.000Z'],
    ]);
    expect(house.received[2]?.order).toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{7}Z$/u);
  });

  it.each([
    ['a reaction', () => house.activities.react(ALICE), 202],
    ['an installation', () => house.activities.install(ALICE), 202],
    [
      'an invoke of something else',
      () => ({ ...house.activities.say(ALICE, ''), type: 'invoke', name: 'x' }),
      501,
    ],
    ['a type of tomorrow', () => ({ ...house.activities.say(ALICE, ''), type: 'somethingNew' }), 202],
  ])('leaves %s alone', async (_name, activity, status) => {
    expect((await house.knock(activity())).status).toBe(status);
    expect(house.received).toEqual([]);
  });

  it('passes on what people think of an answer', async () => {
    const answer = await house.knock(house.activities.judge(ALICE, '17', 'dislike', '没用'));

    expect(answer.status).toBe(200);
    expect(house.feedback).toEqual([
      {
        conversation: ADDRESS.conversation,
        message: '17',
        person: ALICE.aadObjectId,
        reaction: 'dislike',
        text: '没用',
      },
    ]);
  });

  describe('among others', () => {
    it('hears its name, without it, and knows where the person is alone', async () => {
      await house.knock(house.activities.sayAmongOthers(ALICE, '邮箱登不上了'));

      expect(house.received[0]).toMatchObject({
        address: { channel: 'teams', conversation: '19:general@thread.tacv2;messageid=1' },
        text: '邮箱登不上了',
        shared: true,
        inPrivate: ADDRESS,
      });
      const sent = await house.channel.send({ key: 'k', address: ADDRESS, reply: { text: '在这里说。' } });
      expect(sent.kind).toBe('sent');
      expect(house.server.messages(ADDRESS.conversation)).toHaveLength(1);
    });

    it('does not know where somebody is alone who has not installed the app', async () => {
      house.server.addMember({ ...BOB, id: '29:dora', closed: true });

      await house.knock(house.activities.sayAmongOthers({ ...BOB, id: '29:dora', aadObjectId: 'd' }, 'hi'));

      expect(house.received[0]?.shared).toBe(true);
      expect(house.received[0]?.inPrivate).toBeUndefined();
    });

    it('hears the same person go on without its name, and nobody else', async () => {
      await house.knock(house.activities.sayAmongOthers(BOB, 'not for the bot', { mention: false }));
      await house.knock(house.activities.sayAmongOthers(ALICE, 'first'));
      await house.knock(house.activities.sayAmongOthers(ALICE, 'second', { mention: false }));
      await house.knock(house.activities.sayAmongOthers(BOB, 'third', { mention: false }));

      expect(house.received.map(({ text }) => text)).toEqual(['first', 'second']);
    });

    it('hears the deletion of what was said to it although somebody else spoke to it since', async () => {
      const said = house.activities.sayAmongOthers(ALICE, 'my password is Sunshine2024');
      await house.knock(said);
      await house.knock(house.activities.sayAmongOthers(BOB, 'mine, too'));

      await house.knock({ ...said, type: 'messageDelete', text: undefined });
      await house.knock({ ...said, type: 'messageDelete', text: undefined, id: 'said to others' });

      expect(house.received.filter(({ kind }) => kind === 'delete')).toMatchObject([
        { platformId: said['id'], inPrivate: ADDRESS },
      ]);
    });
  });

  describe('files', () => {
    const HOST = 'https://corp-my.sharepoint.com';

    function file(downloadUrl: string, name = 'outlook.log') {
      const contentType = 'application/vnd.microsoft.teams.file.download.info';
      return {
        attachments: [
          { contentType: 'text/html', content: '<p/>' },
          { contentType, name, content: { downloadUrl } },
        ],
      };
    }

    it('that are text are read with the message', async () => {
      house.mock(HOST).get('/log').reply(200, '535 5.7.8 authentication failed');

      await house.knock(house.activities.say(ALICE, '看看这个', file(`${HOST}/log`)));

      expect(house.received[0]?.text).toBe('看看这个\n535 5.7.8 authentication failed');
    });

    it('that are a playbook stay one, with words typed beside it', async () => {
      const yaml = readFileSync('playbooks/triage.yaml', 'utf8');
      await house.close();
      house = await openTeamsHouse({ ports: { tellingLines } });
      house.mock(HOST).get('/playbook').reply(200, yaml);

      await house.knock(house.activities.say(ALICE, '帮我检查一下', file(`${HOST}/playbook`, 'triage.yaml')));

      expect(house.received).toHaveLength(1);
      expect(playbookIn(maskSecrets(house.received[0]?.text ?? '').text)?.trim()).toBe(yaml.trim());
    });

    it('that are long give their lines with errors', async () => {
      house
        .mock(HOST)
        .get('/log')
        .reply(200, `${'all is well\n'.repeat(1_000)}a: login failed\nb\n`);

      await house.knock(house.activities.say(ALICE, '', file(`${HOST}/log`)));

      expect(house.received[0]?.text).toBe('a: login failed');
    });

    it.each([
      ['on another host', 'https://corp-my.sharepoint.com.evil.example/log'],
      ['on this machine', 'http://127.0.0.1:9/log'],
      ['that are pictures', `${HOST}/picture`],
      ['without an end', `${HOST}/large`],
      ['that lead elsewhere', `${HOST}/moved`],
    ])('%s are not read; the words are asked for', async (_name, url) => {
      house
        .mock(HOST)
        .get('/picture')
        .optionally()
        .reply(200, Buffer.from([0x89, 0x50, 0xff, 0]));
      house.mock(HOST).get('/large').optionally().reply(200, 'x'.repeat(600_000));
      house.mock(HOST).get('/moved').optionally().reply(302, '', { location: 'http://127.0.0.1:9/' });

      const answer = await house.knock(house.activities.say(ALICE, '', file(url, '[a]*b*.png')));
      await house.door.stop();

      expect(answer.status).toBe(202);
      expect(house.received).toEqual([]);
      expect(house.server.messages()[0]?.activity['text']).toContain('“[a]*b*.png”我读不了文字');
    });

    it('that can’t be read are asked for once, however often their message comes', async () => {
      const picture = house.activities.say(ALICE, '', file('http://127.0.0.1:9/x', 'screen.png'));

      for (let time = 0; time < 3; time += 1) {
        await house.knock(picture);
        await house.door.stop();
      }

      expect(house.server.messages()).toHaveLength(1);
    });
  });

  describe('presses', () => {
    const reply = {
      text: '要我通知 IT 吗？',
      buttons: [
        { id: 'yes', label: '通知 IT', press: 'p1.w1:yes' },
        { id: 'no', label: '先不用', press: 'p1.w1:no' },
      ],
    };

    async function sendCard(): Promise<string> {
      await house.knock(house.activities.install(ALICE));
      const sent = await house.channel.send({ key: 'k1', address: ADDRESS, reply, language: 'zh' });
      return sent.kind === 'sent' ? sent.platformId : '';
    }

    it('become an answer of the person, and the card shows what was chosen', async () => {
      const id = await sendCard();

      const answer = await house.knock(
        house.activities.execute(ALICE, id, { press: 'p1.w1:yes', label: 'x' }),
      );
      await house.door.stop();

      expect(house.received).toMatchObject([
        { kind: 'press', press: 'p1.w1:yes', text: '通知 IT', address: ADDRESS },
      ]);
      const { statusCode, type, value } = JSON.parse(answer.body) as Record<string, unknown>;
      expect({ statusCode, type }).toEqual({
        statusCode: 200,
        type: 'application/vnd.microsoft.card.adaptive',
      });
      expect(JSON.stringify(value)).toContain('已选：通知 IT');
      expect(JSON.stringify(value)).not.toContain('Action.Execute');
      const [shown] = house.server.messages(ADDRESS.conversation);
      expect(shown?.updates).toBe(1);
      expect(JSON.stringify(shown?.activity)).toContain('已选：通知 IT');
    });

    it('of a card that was used already change nothing and show what was chosen', async () => {
      const id = await sendCard();
      await house.knock(house.activities.execute(ALICE, id, { press: 'p1.w1:yes' }));

      const answer = await house.knock(house.activities.execute(ALICE, id, { press: 'p1.w1:no' }));

      expect(house.received).toHaveLength(1);
      expect(answer.body).toContain('已选：通知 IT');
    });

    it('by a client that only submits are the same', async () => {
      const id = await sendCard();

      const answer = await house.knock(house.activities.submit(ALICE, id, { press: 'p1.w1:no' }));
      await house.door.stop();

      expect(answer).toEqual({ status: 202, body: '', headers: {} });
      expect(house.received).toMatchObject([{ kind: 'press', press: 'p1.w1:no', text: '先不用' }]);
      expect(JSON.stringify(house.server.messages()[0]?.activity)).toContain('已选：先不用');
    });

    it('of a menu carry the choice', async () => {
      const id = await sendCard();

      await house.knock(house.activities.execute(ALICE, id, { choice: 'p1.w1:no' }));

      expect(house.received).toMatchObject([{ kind: 'press', press: 'p1.w1:no', text: '先不用' }]);
    });

    it('of a card nobody remembers are answered in words', async () => {
      const answer = await house.knock(
        house.activities.execute(ALICE, '1', { press: 'p1.w1:no', label: '先不用' }),
      );

      expect(JSON.parse(answer.body)).toEqual({
        statusCode: 200,
        type: 'application/vnd.microsoft.activity.message',
        value: '已选：先不用',
      });
      expect(house.received).toHaveLength(1);
    });

    it('that are none are not acknowledged', async () => {
      expect((await house.knock(house.activities.execute(ALICE, '1', { other: true }))).status).toBe(501);
      expect(house.received).toEqual([]);
    });
  });
});
