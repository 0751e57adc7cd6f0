import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { BOT_USER } from '../fakes/slack.js';
import { labelsOf, shownIn, startLiveSlack, type LiveSlack } from './_slack-house.js';

describe.each(['http', 'socket'] as const)('the whole program in Slack, %s', (mode) => {
  let live: LiveSlack;

  beforeAll(async () => {
    live = await startLiveSlack(mode);
  });

  afterAll(async () => {
    await live.close();
  });

  it('zh: measures the mailbox that the workspace vouches for, says what it found, and tells IT', async () => {
    const said = await live.say('U0ALICE', 'Outlook 老是提示收件服务器密码错误');

    const verdict = await live.answer('D0ALICE', (one) => one.text.includes('查到了'), said);
    expect(shownIn(verdict)).toContain('服务器证书问题');
    expect(shownIn(verdict)).toContain('✗ imap.expired.example');
    const question = await live.answer('D0ALICE', (one) => labelsOf(one).includes('通知 IT'), verdict.ts);
    expect(labelsOf(question)).toContain('找人工');
    expect(live.slack.calls('conversations.history')).toEqual([]);

    await live.press('U0ALICE', question, '通知 IT');
    const told = await live.answer('D0ALICE', (one) => /MM-\d+/u.test(one.text), question.ts);

    expect(told.text).toMatch(/工单 MM-\d+/u);
    const pressed = live.slack.messages('D0ALICE').find(({ ts }) => ts === question.ts);
    expect(pressed && shownIn(pressed)).toContain('✓ 已选：通知 IT');
    expect(pressed && labelsOf(pressed)).toEqual([]);
  });

  it('en: a mention in a channel is answered in its thread, and the mailbox in the direct message', async () => {
    const mention = await live.say('U0BOB', `<@${BOT_USER}> Outlook says my password is wrong`, 'C0HELP');

    const moved = await live.answer('C0HELP', (one) => one.thread_ts === mention);
    const verdict = await live.answer('D0BOB', (one) => one.text.includes('Found it'));

    expect(shownIn(moved)).not.toContain('expired.example');
    expect(shownIn(verdict)).toContain('imap.expired.example');
    expect(live.slack.messages('C0HELP').filter(({ bot_id }) => bot_id !== undefined)).toHaveLength(1);
  });

  it('a password is masked before it is written, and the person is told to delete it', async () => {
    const said = await live.say('U0ALICE', '我的密码是 Tr0ub4dor&amp;3，帮我看看');

    const answer = await live.answer('D0ALICE', (one) => one.text.includes('遮住'), said);

    expect(shownIn(answer)).not.toContain('Tr0ub4dor');
    const kept = await live.web.house.store.transcript('slack:D0ALICE');
    expect(JSON.stringify(kept)).not.toContain('Tr0ub4dor');
  });

  it('three events of one message are one answer', async () => {
    const before = live.slack.messages('D0BOB').length;
    const body = live.slack.say('U0BOB', 'D0BOB', 'thanks');
    for (let time = 0; time < 3; time += 1) await live.deliver(body);
    await live.answer('D0BOB', () => true, (body as { event: { ts: string } }).event.ts);
    const again = await live.say('U0BOB', 'hello');
    await live.answer('D0BOB', () => true, again);

    const added = live.slack.messages('D0BOB').slice(before);
    expect(added.filter(({ bot_id }) => bot_id !== undefined)).toHaveLength(2);
  });
});
