import { Secret } from '../../src/domain/index.js';
import {
  direct,
  signed,
  signedForm,
  SIGNING_SECRET,
  startSlack,
  type FakeMessage,
  type FakeSlack,
  type FakeUser,
} from '../fakes/slack.js';
import { startWebHouse, type WebHouse } from './_web-house.js';

/** People whose mailboxes are on the mail servers of the web house. */
export const PEOPLE: Readonly<Record<string, FakeUser>> = {
  U0ALICE: { name: '王小明', email: 'alice@expired.example', locale: 'zh-CN', tz: 'Asia/Shanghai' },
  U0BOB: { name: 'Bob Lee', email: 'bob@expired.example', locale: 'en-US', tz: 'Europe/London' },
};

/** The whole program, in a workspace of its own. */
export interface LiveSlack {
  readonly slack: FakeSlack;
  readonly web: WebHouse;
  /** Says something; ends when Slack got its acknowledgement. */
  say(
    user: string,
    text: string,
    channel?: string,
    extra?: Readonly<Record<string, unknown>>,
  ): Promise<string>;
  /** An event, as often as wanted. */
  deliver(body: Readonly<Record<string, unknown>>): Promise<void>;
  press(user: string, message: FakeMessage, label: string, channel?: string): Promise<void>;
  /** The first message of the bot in this chat, after `after`, that this is true of. */
  answer(channel: string, is: (message: FakeMessage) => boolean, after?: string): Promise<FakeMessage>;
  close(): Promise<void>;
}

export async function startLiveSlack(mode: 'http' | 'socket'): Promise<LiveSlack> {
  const slack = await startSlack(PEOPLE);
  const reach =
    mode === 'http'
      ? { kind: 'http' as const, signingSecret: new Secret(SIGNING_SECRET) }
      : { kind: 'socket' as const, appToken: new Secret('xapp-tests') };
  const channel = { botToken: new Secret('xoxb-tests'), reach, apiUrl: slack.apiUrl };
  const web = await startWebHouse({}, (settings) => ({ ...settings, channels: { slack: channel } }));
  if (mode === 'socket') await slack.untilSockets(2);

  async function post(request: ReturnType<typeof signed>): Promise<void> {
    const answer = await fetch(new URL('/slack/events', web.url), {
      method: 'POST',
      headers: request.headers as Record<string, string>,
      body: request.body as Uint8Array<ArrayBuffer>,
    });
    if (answer.status !== 200) throw new Error(`Slack was answered with ${answer.status}`);
  }

  async function deliver(body: Readonly<Record<string, unknown>>): Promise<void> {
    if (mode === 'http') await post(signed(JSON.stringify(body)));
    else await slack.deliver('events_api', body);
  }

  return {
    slack,
    web,
    deliver,
    async say(user, text, chat = direct(user), extra = {}) {
      const body = slack.say(user, chat, text, extra);
      await deliver(body);
      return (body as { event: { ts: string } }).event.ts;
    },
    async press(user, message, label, chat = direct(user)) {
      const body = slack.press(user, chat, message, label);
      if (mode === 'http') await post(signedForm({ payload: JSON.stringify(body) }));
      else await slack.deliver('interactive', body);
    },
    async answer(chat, is, after = '') {
      for (;;) {
        const calls = slack.changed();
        const found = slack
          .messages(chat)
          .find((one) => one.bot_id !== undefined && one.ts > after && is(one));
        if (found) return found;
        await calls;
      }
    },
    async close() {
      await web.close();
      await slack.close();
    },
  };
}

/** Everything that a message shows, in one string. */
export function shownIn({ text, blocks = [] }: FakeMessage): string {
  return `${text}\n${JSON.stringify(blocks)}`;
}

/** The labels that can be pressed. */
export function labelsOf({ blocks = [] }: FakeMessage): readonly string[] {
  return blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((element) =>
          element.type === 'button' ? [element.text.text] : element.options.map(({ text }) => text.text),
        )
      : [],
  );
}
