import { App, type Receiver } from '@slack/bolt';

import { clientOptions, silentLogger } from './api.js';
import {
  actionsBodySchema,
  assistantStartedSchema,
  commandSchema,
  homeOpenedSchema,
  messageEventSchema,
  stoppedSchema,
} from './events.js';
import { hearCommand } from './hear-command.js';
import { createHearMessage, type Ourselves } from './hear-message.js';
import { createHearPress } from './hear-press.js';
import { createHome } from './home.js';
import type { People } from './people.js';
import type { SlackRoom } from './room.js';

/** What a body was answered with; empty for most. */
export type BodyAnswer = string | Readonly<Record<string, unknown>> | undefined;

/** Takes one body of Slack's, and ends when all that must not be lost is committed. Throws when it is not. */
export type TakeBody = (
  body: Readonly<Record<string, unknown>>,
  retry?: { readonly number: number; readonly reason: string },
) => Promise<BodyAnswer>;

/**
 * Bolt with our own receiver. Bolt itself acknowledges an event before its listeners run, in both modes, so its `ack`
 * does nothing here: whoever calls {@link TakeBody} acknowledges after it ended. `authorize` asks nobody: with
 * `token`, Bolt asks Slack about it on the first event, and turns events away while Slack's API is down.
 */
export function createSlackApp(room: SlackRoom, people: People, us: () => Ourselves): TakeBody {
  const { settings } = room;
  const receiver: Receiver = {
    init: () => undefined,
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
  const app = new App({
    receiver,
    authorize: () => Promise.resolve({ botToken: settings.botToken.reveal() }),
    clientOptions: clientOptions(settings, room.fetch),
    logger: silentLogger(),
    // Our own check of who wrote a message knows other bots, too.
    ignoreSelf: false,
    convoStore: false,
  });
  app.error((error) => Promise.reject(error instanceof Error && error.original ? error.original : error));
  listen(app, room, people, us);

  return async function take(body, retry) {
    let answer: BodyAnswer;
    await app.processEvent({
      body: { ...body },
      ack: (response?: unknown) => {
        answer ??= response as BodyAnswer;
        return Promise.resolve();
      },
      ...(retry === undefined ? {} : { retryNum: retry.number, retryReason: retry.reason }),
    });
    return answer;
  };
}

/** One listener per kind of thing that Slack tells us. */
function listen(app: App, room: SlackRoom, people: People, us: () => Ourselves): void {
  const messages = createHearMessage(room, people);
  const hearPress = createHearPress(room, people, messages);
  const home = createHome(room, people);

  async function hearMessage(event: unknown): Promise<void> {
    const parsed = messageEventSchema.safeParse(event);
    if (parsed.success) await messages.hear(parsed.data, us());
    else room.log.warn('a message event has a shape that is not known');
  }

  app.event('message', ({ event }) => hearMessage(event));
  app.event('agent_session_stopped', async ({ event }) => {
    const stopped = stoppedSchema.safeParse(event);
    if (stopped.success) await messages.hearStop(stopped.data, us());
  });
  app.event('app_mention', ({ event }) => hearMessage(event));

  app.command(/.*/u, async ({ body, ack }) => {
    const command = commandSchema.safeParse(body);
    if (!command.success) return;
    await ack(await hearCommand(room, people, command.data, us()));
  });

  app.action(/.*/u, async ({ body }) => {
    const parsed = actionsBodySchema.safeParse(body);
    if (!parsed.success) return;
    if (parsed.data.message === undefined) await home.press(parsed.data, us());
    else await hearPress(parsed.data, us());
  });

  app.event('app_home_opened', ({ event }) => {
    const opened = homeOpenedSchema.safeParse(event);
    if (!opened.success) return Promise.resolve();
    const { user, channel, tab } = opened.data;
    room.background(() => (tab === 'messages' ? home.suggest(user, channel, us()) : home.show(user, us())));
    return Promise.resolve();
  });

  app.event('assistant_thread_started', ({ event }) => {
    const started = assistantStartedSchema.safeParse(event);
    if (!started.success) return Promise.resolve();
    const { user_id: user, channel_id: channel, thread_ts: thread } = started.data.assistant_thread;
    room.background(() => home.suggest(user, channel, us(), thread));
    return Promise.resolve();
  });
}
