import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { SlackFeedback } from '../../../src/channels/slack/index.js';
import type { Address, Reply } from '../../../src/domain/index.js';
import { BOT_USER, type FakeMessage } from '../../fakes/slack.js';
import { openSlackHouse, type SlackHouse } from './_house.js';

const DIRECT: Address = { channel: 'slack', conversation: 'D0ALICE' };
const QUESTION: Reply = {
  text: '现在手头有授权码吗？',
  buttons: [
    { id: 'yes', label: '有', press: 'p1.t1:yes' },
    { id: 'no', label: '没有', press: 'p1.t1:no' },
  ],
};

let house: SlackHouse;
let thumbs: SlackFeedback[];

beforeEach(async () => {
  thumbs = [];
  house = await openSlackHouse({
    ports: { feedback: (feedback) => Promise.resolve(void thumbs.push(feedback)) },
  });
});

afterEach(async () => {
  await house.close();
});

async function ask(reply: Reply = QUESTION, address = DIRECT): Promise<FakeMessage> {
  await house.channel.send({ address, key: 'k1', reply });
  return house.slack.messages(address.conversation.split(':')[0]!).at(-1)!;
}

describe('a pressed button', () => {
  it('is committed with its token and label; then the buttons are gone and the choice is shown', async () => {
    const question = await ask();

    const answer = await house.click(house.slack.press('U0ALICE', 'D0ALICE', question, '没有'));
    await house.settle();

    expect(answer).toEqual({ status: 200 });
    expect(house.inbox).toEqual([
      expect.objectContaining({
        address: DIRECT,
        kind: 'press',
        press: 'p1.t1:no',
        text: '没有',
        from: expect.objectContaining({ id: 'U0ALICE' }) as unknown,
      }),
    ]);
    const [after] = house.slack.messages('D0ALICE');
    expect(after?.blocks?.map(({ type }) => type)).toEqual(['rich_text', 'context']);
    expect(JSON.stringify(after?.blocks?.at(-1))).toContain('✓ 已选：没有');
    expect(after?.text).toBe('现在手头有授权码吗？');
  });

  it('leaves the message findable by its key', async () => {
    const question = await ask();

    await house.click(house.slack.press('U0ALICE', 'D0ALICE', question, '有'));
    await house.settle();

    expect(await house.channel.find?.(DIRECT, 'k1')).toBe(question.ts);
  });

  it('pressed again on a screen that is behind moves nothing, and that person alone is told', async () => {
    const question = await ask();
    await house.click(house.slack.press('U0ALICE', 'D0ALICE', question, '没有'));
    await house.settle();

    await house.click(house.slack.press('U0ALICE', 'D0ALICE', question, '有'));
    await house.settle();

    expect(house.inbox).toHaveLength(1);
    expect(house.slack.calls('chat.postEphemeral').map(({ args }) => args)).toEqual([
      expect.objectContaining({
        channel: 'D0ALICE',
        user: 'U0ALICE',
        text: expect.stringContaining('没有') as string,
      }),
    ]);
  });

  it('that Slack brings three times is one press, and nobody is told', async () => {
    const press = house.slack.press('U0ALICE', 'D0ALICE', await ask(), '有');

    for (let time = 0; time < 3; time += 1) expect((await house.click(press)).status).toBe(200);
    await house.settle();

    expect(house.inbox).toHaveLength(1);
    expect(house.slack.calls('chat.postEphemeral')).toEqual([]);
  });

  it('that could not be committed keeps its buttons', async () => {
    await house.close();
    house = await openSlackHouse({
      ports: { receive: () => Promise.reject(new Error('the store is away')) },
    });
    const question = await ask();

    expect((await house.click(house.slack.press('U0ALICE', 'D0ALICE', question, '有'))).status).toBe(503);
    await house.settle();

    expect(house.slack.calls('chat.update')).toEqual([]);
  });

  it('gets its buttons taken away although Slack was busy just then', async () => {
    const question = await ask();
    house.slack.failNext('chat.update', { kind: 'status', status: 429, retryAfter: '1' });

    await house.click(house.slack.press('U0ALICE', 'D0ALICE', question, '有'));

    await expect
      .poll(() => JSON.stringify(house.slack.messages('D0ALICE')), { timeout: 5_000 })
      .toContain('✓');
  });
});

describe('a menu', () => {
  it('gives the token of what was chosen, a long one, too', async () => {
    const long = `p1.${'x'.repeat(200)}:foxmail`;
    const question = await ask({
      text: '用的是哪个应用？',
      choices: [
        { id: 'outlook', label: 'Outlook', press: 'p1.t1:outlook' },
        { id: 'foxmail', label: 'Foxmail', press: long },
      ],
    });

    await house.click(house.slack.press('U0ALICE', 'D0ALICE', question, 'Foxmail'));

    expect(house.inbox[0]).toMatchObject({ press: long, text: 'Foxmail' });
  });
});

describe('in a thread of a channel', () => {
  it('the person who asked may press, and is answered alone; a bystander is told politely', async () => {
    const mention = house.slack.say('U0ALICE', 'C0HELP', `<@${BOT_USER}> help`);
    await house.post(mention);
    const question = await ask(QUESTION, house.inbox[0]!.address);

    await house.click(house.slack.press('U0BOB', 'C0HELP', question, '有'));
    await house.settle();
    expect(house.inbox).toHaveLength(1);
    expect(house.slack.calls('chat.postEphemeral')[0]?.args).toMatchObject({
      channel: 'C0HELP',
      user: 'U0BOB',
    });

    await house.click(house.slack.press('U0ALICE', 'C0HELP', question, '有'));
    expect(house.inbox[1]).toMatchObject({
      kind: 'press',
      shared: true,
      address: house.inbox[0]!.address,
      inPrivate: { channel: 'slack', conversation: 'D0ALICE' },
    });
  });
});

describe('a thumb', () => {
  it('is recorded with the key of the answer, and may be changed', async () => {
    const answer = await ask({
      text: '查到了：证书已过期。',
      finished: { playbook: 'certificate', step: 'certificate/done' },
      differential: [{ cause: 'certificate', title: '证书过期', standing: 'measured', because: [] }],
    });

    await house.click(house.slack.press('U0ALICE', 'D0ALICE', answer, '没帮助'));
    await house.click(house.slack.press('U0ALICE', 'D0ALICE', answer, '有帮助'));

    expect(thumbs).toEqual([
      expect.objectContaining({ address: DIRECT, key: 'k1', verdict: 'bad' }),
      expect.objectContaining({ address: DIRECT, key: 'k1', verdict: 'good' }),
    ]);
    expect(house.inbox).toEqual([]);
  });

  it('is a plain button where the workspace does not take the thumbs of Slack', async () => {
    house.slack.failNext('chat.postMessage', { kind: 'error', error: 'invalid_blocks' });
    const finished = { playbook: 'certificate', step: 'certificate/done' };
    const answer = await ask({ ...QUESTION, text: '好了。', finished });

    expect(answer.blocks?.map(({ type }) => type)).toEqual(['rich_text', 'actions', 'actions']);
    await house.click(house.slack.press('U0ALICE', 'D0ALICE', answer, '没帮助'));
    await house.settle();
    const [marked] = house.slack.messages('D0ALICE');
    expect(JSON.stringify(marked?.blocks)).toContain('✓ 没帮助');
    await house.click(house.slack.press('U0ALICE', 'D0ALICE', marked!, '有帮助'));
    await house.settle();
    const [again] = house.slack.messages('D0ALICE');
    expect(JSON.stringify(again?.blocks)).toContain('✓ 有帮助');
    expect(JSON.stringify(again?.blocks)).not.toContain('✓ 没帮助');
    await house.click(house.slack.press('U0ALICE', 'D0ALICE', again!, '没有'));
    await house.settle();

    expect(thumbs.map(({ key, verdict }) => [key, verdict])).toEqual([
      ['k1', 'bad'],
      ['k1', 'good'],
    ]);
    const [after] = house.slack.messages('D0ALICE');
    expect(after?.blocks?.map(({ type }) => type)).toEqual(['rich_text', 'context', 'actions']);
  });
});
