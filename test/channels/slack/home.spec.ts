import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Case } from '../../../src/domain/index.js';
import { openSlackHouse, type SlackHouse } from './_house.js';

type Json = Readonly<Record<string, unknown>>;

let house: SlackHouse;
let asked: string[];

const OPEN = {
  reference: 'MM-1042',
  state: 'claimed',
  claimedBy: '李雷',
  summary: { zh: '证书过期', en: 'Certificate expired' },
  createdAt: '2026-11-24T08:00:00.000Z',
} as unknown as Case;

beforeEach(async () => {
  asked = [];
  house = await openSlackHouse({
    ports: {
      casesOf: ({ conversation }, person) => {
        asked.push(`${conversation} ${person.id}`);
        return Promise.resolve([OPEN]);
      },
    },
  });
});

afterEach(async () => {
  await house.close();
});

async function openTab(user: string, tab: string): Promise<void> {
  const channel = user.replace(/^U/u, 'D');
  await house.post(house.slack.event({ type: 'app_home_opened', user, channel, tab }));
  await house.settle();
}

function pressHome(user: string, action: Json): Json {
  return {
    type: 'block_actions',
    user: { id: user, team_id: 'T0CORP' },
    team: { id: 'T0CORP' },
    container: { type: 'view', view_id: 'V1' },
    view: { id: 'V1', type: 'home' },
    trigger_id: 't1',
    actions: [{ block_id: 'b1', action_ts: house.slack.ts(), ...action }],
  };
}

describe('App Home', () => {
  it('shows the cases of the one who looks, in their language', async () => {
    await openTab('U0ALICE', 'home');

    const home = JSON.stringify(house.slack.homes.get('U0ALICE'));
    expect(home).toContain('MM-1042  证书过期');
    expect(home).toContain('李雷 在处理');
    expect(asked).toEqual(['D0ALICE U0ALICE']);
  });

  it('speaks the language that was chosen there, and the chat hears of it', async () => {
    await openTab('U0ALICE', 'home');

    await house.click(
      pressHome('U0ALICE', {
        action_id: 'home:language',
        type: 'static_select',
        selected_option: { value: 'en', text: { text: 'English' } },
      }),
    );
    await house.settle();

    expect(JSON.stringify(house.slack.homes.get('U0ALICE'))).toContain('Talk to a person');
    expect(house.inbox).toEqual([
      expect.objectContaining({
        address: { channel: 'slack', conversation: 'D0ALICE' },
        kind: 'message',
        text: 'speak English',
      }),
    ]);
  });

  it('calls a person as if the words had been typed', async () => {
    await house.click(pressHome('U0BOB', { action_id: 'home:talk', type: 'button', value: 'talk' }));
    await house.settle();

    expect(house.inbox).toEqual([
      expect.objectContaining({
        address: { channel: 'slack', conversation: 'D0BOB' },
        text: 'talk to a person',
      }),
    ]);
    expect(JSON.stringify(house.slack.homes.get('U0BOB'))).toContain('Got it: see Messages.');
  });

  it('suggests beginnings when the chat opens, without naming a thread', async () => {
    await openTab('U0ALICE', 'messages');

    const [call] = house.slack.calls('assistant.threads.setSuggestedPrompts');
    expect(call?.args['prompts']).toHaveLength(4);
    expect(call?.args).not.toHaveProperty('thread_ts');
    expect(call?.args).toMatchObject({ channel_id: 'D0ALICE' });
  });

  it('does without suggestions where the workspace has none', async () => {
    house.slack.failNext('assistant.threads.setSuggestedPrompts', { kind: 'error', error: 'unknown_method' });

    await openTab('U0ALICE', 'messages');

    expect(house.logged.filter(({ level }) => level === 'warn' || level === 'error')).toEqual([]);
  });

  it('names the thread where an assistant thread began', async () => {
    await house.post(
      house.slack.event({
        type: 'assistant_thread_started',
        assistant_thread: { user_id: 'U0ALICE', channel_id: 'D0ALICE', thread_ts: '1700000000.000001' },
      }),
    );
    await house.settle();

    expect(house.slack.calls('assistant.threads.setSuggestedPrompts')[0]?.args).toMatchObject({
      thread_ts: '1700000000.000001',
    });
  });
});
