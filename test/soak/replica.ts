/**
 * One replica of the bot for the soak: the real desk, store, engine and loops, with a bundle of one playbook that
 * repeats what it hears, and the fake chat platform as its only channel. Killed without warning, many times.
 */
import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer } from 'node:http';
import { z } from 'zod';
import { createChannels } from '../../src/channels/index.js';
import { createDesk } from '../../src/desk/index.js';
import {
  Secret,
  type Channel,
  type InboundMessage,
  type LoadedBundle,
  type Log,
  type Store,
} from '../../src/domain/index.js';
import { createServer } from '../../src/server/index.js';
import { openStore } from '../../src/store/index.js';
import { createFakeCases } from '../server/fake-cases.js';
import { createHttpChannel } from '../fakes/http-channel.js';
import { SIGNING_SECRET } from '../fakes/slack.js';
import { echoBundle } from './echo-bundle.js';
import { breakDedupe, breakLocks, breakLookUp, breakOwningUp, GUARDS } from './guards.js';
import { VENUES } from './venues.js';

const settings = z
  .object({
    SOAK_PORT: z.coerce.number(),
    SOAK_PLATFORM: z.string(),
    SOAK_STORE: z.string(),
    SOAK_CHANNEL: z.enum(['platform', 'web', ...VENUES]),
    SOAK_WITHOUT: z.enum(GUARDS).optional(),
  })
  .parse(process.env);

const event = z.object({
  conversation: z.string(),
  id: z.string(),
  order: z.string(),
  text: z.string(),
});

function storeSettings() {
  return settings.SOAK_STORE.startsWith('postgres:')
    ? { kind: 'postgres' as const, url: new Secret(settings.SOAK_STORE) }
    : { kind: 'sqlite' as const, file: settings.SOAK_STORE, role: 'server' as const };
}

const loaded: LoadedBundle = echoBundle();
if (settings.SOAK_WITHOUT === 'lock') breakLocks();
const opened = await openStore(storeSettings());
await opened.migrate();
const store = withoutGuard(opened);

function withoutGuard(whole: Store): Store {
  if (settings.SOAK_WITHOUT === 'dedupe') return breakDedupe(whole);
  return settings.SOAK_WITHOUT === 'owning-up' ? breakOwningUp(whole) : whole;
}

const fakes = ['dm', 'thread'].map((id) =>
  createHttpChannel({
    url: settings.SOAK_PLATFORM,
    id,
    timeoutMs: 1_500,
    canFind: id === 'dm' && settings.SOAK_WITHOUT !== 'look-up',
  }),
);

const log: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (message, data) => {
    process.stderr.write(`${JSON.stringify({ message, ...data })}\n`);
  },
};

const { channels: real, doors } = createChannels(
  {
    ...(settings.SOAK_CHANNEL.startsWith('slack')
      ? {
          slack: {
            botToken: new Secret('xoxb-tests'),
            reach: { kind: 'http' as const, signingSecret: new Secret(SIGNING_SECRET) },
            apiUrl: settings.SOAK_PLATFORM,
          },
        }
      : {}),
    ...(settings.SOAK_CHANNEL === 'teams' ? { teams: { identity: { kind: 'development' as const } } } : {}),
    listensOnLoopback: true,
  },
  {
    chat: store.chat,
    receive: (message) => desk.receive(amongOthers(message)),
    memory: store.memory,
    clock: { now: () => new Date() },
    log,
  },
);

/**
 * A thread is where mail is not spoken of, so nothing in it would have an answer of its own to look for. Here it may be:
 * what is tried is the sending.
 */
function amongOthers(message: InboundMessage): InboundMessage {
  const { shared, inPrivate, ...rest } = message;
  void shared;
  void inPrivate;
  return rest;
}

const lookedUp = (channel: Channel) => (settings.SOAK_WITHOUT === 'look-up' ? breakLookUp(channel) : channel);

const desk = createDesk({
  store,
  shelf: { live: loaded, get: () => loaded, fetch: () => Promise.resolve() },
  channels: new Map([...fakes, ...real.values()].map((channel) => [channel.id, lookedUp(channel)])),
  probes: { run: () => Promise.resolve([]), close: () => Promise.resolve() },
  targets: [],
  log,
  owner: `replica-${process.pid}`,
  randomId: () => randomUUID(),
  probeShares: { person: 1_000, target: 1_000 },
});

/** The platform's events, as it pushes them. */
function listenForPlatform(): Promise<void> {
  const server = createHttpServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      receive(Buffer.concat(chunks).toString())
        .then(() => response.writeHead(200).end())
        .catch(() => response.writeHead(503).end());
    });
  });
  return new Promise((resolve) => {
    server.listen(settings.SOAK_PORT, '127.0.0.1', resolve);
  });
}

/** Our own chat and the doors of real channels, on the real server. */
async function listenOnServer(): Promise<void> {
  await createServer({
    settings: { host: '127.0.0.1', port: settings.SOAK_PORT },
    log,
    clock: { now: () => new Date() },
    store,
    ready: () => ({ ready: true, reasons: [] }),
    receive: (message) => desk.receive(message),
    chat: store.chat,
    doors,
    tellingLines: () => undefined,
    cases: createFakeCases(),
    explainRun: () => Promise.resolve(undefined),
    signIn: { tokens: store.tokens, sessions: store.sessions },
  }).listen();
}

async function receive(body: string): Promise<void> {
  const { conversation, id, order, text } = event.parse(JSON.parse(body));
  const message: InboundMessage = {
    address: { channel: conversation.startsWith('thread') ? 'thread' : 'dm', conversation },
    kind: 'message',
    platformId: id,
    revision: 0,
    order,
    sentAt: order,
    from: { id: conversation },
    text,
  };
  await desk.receive(message);
}

desk.start();
await Promise.all(doors.map((door) => door.start()));
await (settings.SOAK_CHANNEL === 'platform' ? listenForPlatform() : listenOnServer());
process.stdout.write('ready\n');
process.on('disconnect', () => process.exit(0));
