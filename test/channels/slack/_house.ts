import {
  Secret,
  type ChannelDoor,
  type ChannelMemory,
  type DirectoryEntry,
  type DoorAnswer,
  type InboundMessage,
  type Channel,
} from '../../../src/domain/index.js';
import { createSlack, type SlackPorts, type SlackSettings } from '../../../src/channels/slack/index.js';
import {
  signed,
  signedForm,
  SIGNING_SECRET,
  startSlack,
  WORKSPACE,
  type FakeSlack,
} from '../../fakes/slack.js';

type Json = Readonly<Record<string, unknown>>;

/** Slack beside a fake workspace, a memory, and an inbox that knows doubles. */
export interface SlackHouse {
  readonly slack: FakeSlack;
  readonly channel: Channel;
  readonly door: ChannelDoor;
  /** What was committed, in the order of commits. */
  readonly inbox: InboundMessage[];
  readonly memory: ReadonlyMap<string, unknown>;
  readonly logged: { readonly level: string; readonly message: string; readonly data?: unknown }[];
  /** An event, signed and delivered. */
  readonly post: (body: Json) => Promise<DoorAnswer>;
  /** A press, signed and delivered. */
  readonly click: (body: Json) => Promise<DoorAnswer>;
  readonly command: (user: string, text: string, trigger?: string) => Promise<DoorAnswer>;
  /** Until nothing runs in the background. */
  readonly settle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface SlackHouseOptions {
  readonly mode?: 'http' | 'socket';
  readonly ports?: Partial<SlackPorts>;
  readonly settings?: Partial<SlackSettings>;
  readonly memory?: Map<string, unknown>;
  readonly slack?: FakeSlack;
  readonly directory?: readonly (DirectoryEntry & { readonly slackId: string })[];
}

export async function openSlackHouse(options: SlackHouseOptions = {}): Promise<SlackHouse> {
  const slack = options.slack ?? (await startSlack());
  const inbox: InboundMessage[] = [];
  const memory = options.memory ?? new Map<string, unknown>();
  const logged: SlackHouse['logged'] = [];
  const store: ChannelMemory = {
    put: (channel, key, body) => Promise.resolve(void memory.set(`${channel} ${key}`, structuredClone(body))),
    get: (channel, key) => Promise.resolve(memory.get(`${channel} ${key}`)),
    all: (channel, prefix) =>
      Promise.resolve(
        new Map(
          [...memory]
            .filter(([key]) => key.startsWith(`${channel} ${prefix}`))
            .map(([key, body]) => [key.slice(channel.length + 1), body]),
        ),
      ),
    drop: (channel, key) => Promise.resolve(void memory.delete(`${channel} ${key}`)),
  };

  function receive(message: InboundMessage): Promise<'stored' | 'duplicate'> {
    const isKnown = inbox.some((one) => keyOf(one) === keyOf(message));
    if (isKnown) return Promise.resolve('duplicate');
    inbox.push(message);
    return Promise.resolve('stored');
  }

  const { channel, door } = createSlack(
    {
      botToken: new Secret('xoxb-tests'),
      workspace: WORKSPACE,
      reach:
        options.mode === 'socket'
          ? { kind: 'socket', appToken: new Secret('xapp-tests') }
          : { kind: 'http', signingSecret: new Secret(SIGNING_SECRET) },
      apiUrl: slack.apiUrl,
      ...options.settings,
    },
    {
      receive,
      memory: store,
      directory: {
        find: ({ id }) => Promise.resolve(options.directory?.find(({ slackId }) => slackId === id)),
      },
      clock: { now: () => new Date() },
      log: {
        debug: (message, data) => void logged.push({ level: 'debug', message, data }),
        info: (message, data) => void logged.push({ level: 'info', message, data }),
        warn: (message, data) => void logged.push({ level: 'warn', message, data }),
        error: (message, data) => void logged.push({ level: 'error', message, data }),
      },
      ...options.ports,
    },
  );

  function handle(request: Parameters<NonNullable<ChannelDoor['handle']>>[0]): Promise<DoorAnswer> {
    if (!door.handle) throw new Error('this door is no HTTP door');
    return door.handle(request);
  }

  return {
    slack,
    channel,
    door,
    inbox,
    memory,
    logged,
    post: (body) => handle(signed(JSON.stringify(body))),
    click: (body) => handle(signedForm({ payload: JSON.stringify(body) })),
    command: (user, text, trigger = `trigger of ${user} ${text}`) =>
      handle(
        signedForm({
          command: '/mailmedic',
          text,
          user_id: user,
          team_id: 'T0CORP',
          channel_id: 'C0GENERAL',
          trigger_id: trigger,
        }),
      ),
    settle: () => door.stop(),
    async close() {
      await door.stop();
      if (options.slack === undefined) await slack.close();
    },
  };
}

function keyOf({ address, kind, platformId, revision }: InboundMessage): string {
  return [address.conversation, kind, platformId, revision].join('|');
}
