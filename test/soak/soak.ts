import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Secret, type Store } from '../../src/domain/index.js';
import { openStore } from '../../src/store/index.js';
import { BAD_DAY, startChannelServer } from '../fakes/channel-server.js';
import { pushEvents, type PlatformEvent } from '../fakes/push-events.js';
import { seededRandom } from '../fakes/random.js';
import { checkSoak, type SaidMessage, type Seen, type Verdict } from './check.js';
import type { Guard } from './guards.js';
import { startVenue, VENUES, type Venue, type VenueName } from './venues.js';
import { openWebReader, type WebReader } from './web-reader.js';

export type SoakChannel = 'platform' | 'web' | VenueName;

export interface SoakOptions {
  readonly conversations: number;
  readonly messagesEach: number;
  readonly replicas: number;
  /** A file path, or a `postgres:` URL. */
  readonly store: string;
  readonly seed: number;
  /** `platform`: direct messages and threads of a fake chat platform, unless told. `web`: our own chat, over HTTP. Else a real channel. */
  readonly channel?: SoakChannel;
  /** Restarts the database at once, without a shutdown; absent for the embedded store. */
  readonly restartDatabase?: () => Promise<void>;
  readonly without?: Guard;
  readonly onProgress?: (line: string) => void;
}

export interface SoakFigures extends Verdict {
  readonly conversations: number;
  readonly messages: number;
  readonly duplicates: number;
  readonly kills: number;
  readonly databaseRestarts: number;
  readonly faults: number;
  readonly repeatedSends: number;
  /** How often the pages of the web chat came back after a lost connection. */
  readonly reconnects: number;
  readonly seconds: number;
}

const AT_ONCE = 24;
const KILL_EVERY_MS = [1_000, 7_000] as const;
const RESTART_EVERY_MS = 5_000;
const DRAIN_LIMIT_MS = 90_000;
/** Longer than a page needs to come back and read what was delivered last. */
const LAST_LOOK_MS = 8_000;

/**
 * Drives real replicas through a bad day: killed without warning, every tenth event twice, bursts, a platform that
 * loses answers, a database that restarts. Then checks what people saw against what they said.
 */
export async function runSoak(options: SoakOptions): Promise<SoakFigures> {
  const started = Date.now();
  const random = seededRandom(options.seed);
  const platform = await startChannelServer({
    seed: options.seed,
    rates: BAD_DAY,
    blindPrefixes: ['thread'],
  });
  const venueName = VENUES.find((name) => name === options.channel);
  const venue = venueName && (await startVenue(venueName, options));
  const replicas = await startReplicas(options, venue?.url ?? platform.url);
  const nemesis = startNemesis(options, replicas, random);

  const said: SaidMessage[] = [];
  const pages = new Map<string, WebReader>();
  let duplicates = 0;
  const waiting = Array.from({ length: options.conversations }, (_, index) => index).values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const index of waiting) {
        // Not `+= await`: that would read the sum before the wait.
        const doubled = await oneConversation(options, replicas, index, said, pages, random, venue);
        duplicates += doubled;
        if (index % 500 === 499)
          options.onProgress?.(`${index + 1} conversations said, ${nemesis.kills()} kills`);
      }
    }),
  );
  await nemesis.stop();
  platform.calm();
  venue?.calm();

  const store = await openStore(storeSettings(options.store));
  try {
    const drained = await drain(store);
    const seen =
      options.channel === 'web' ? await seenOnPages(pages) : (venue?.seen() ?? platform.accepted());
    const verdict = await checkSoak(store, said, seen, drained);
    const readers = [...pages.values()];
    verdict.doubled += readers.reduce((sum, page) => sum + page.wrong(), 0);
    const { repeated } = await store.counts();
    return {
      ...verdict,
      conversations: options.conversations,
      messages: said.length,
      duplicates,
      kills: nemesis.kills(),
      databaseRestarts: nemesis.restarts(),
      faults: venue?.faults() ?? [...platform.faults().values()].reduce((sum, count) => sum + count, 0),
      repeatedSends: repeated,
      reconnects: readers.reduce((sum, page) => sum + page.reconnects(), 0),
      seconds: Math.round((Date.now() - started) / 1000),
    };
  } finally {
    await store.close();
    for (const replica of replicas) replica.end();
    await Promise.all([platform.close(), venue?.close()]);
  }
}

/** One person: an opening, then numbered notes; every fifth person sends them in one burst. */
async function oneConversation(
  options: SoakOptions,
  replicas: readonly Replica[],
  index: number,
  said: SaidMessage[],
  pages: Map<string, WebReader>,
  random: () => number,
  venue: Venue | undefined,
): Promise<number> {
  const isWeb = options.channel === 'web';
  const platform = index % 5 === 4 ? 'thread' : 'dm';
  const chat = venue?.openChat(index);
  const ownName = isWeb ? `web-${String(index).padStart(20, '0')}` : `${platform}-${index}`;
  const bots = replicas.map(({ url }) => url);
  // In our own chat the order of a burst is the order in which it arrived: nobody can tell it beforehand.
  // Teams gives its messages no order but the one they come in.
  const burst = !isWeb && options.channel !== 'teams' && index % 5 === 2;
  if (isWeb) pages.set(ownName, openWebReader(bots, ownName, random));
  const base = Date.parse('2026-01-01T00:00:00Z') + index * 3_600_000;
  const events = Array.from({ length: options.messagesEach }, (_, number) => {
    const text = number === 0 ? 'mailbox log begins' : `note ${index}x${number}`;
    const told = chat?.say(text);
    const conversation = chat?.key() ?? ownName;
    const order = told?.order ?? new Date(base + number * 1_000).toISOString();
    const message: SaidMessage = {
      conversation,
      text,
      order,
      opening: number === 0,
      burst,
      acknowledgedAt: 0,
    };
    const id = `${index}.${number}`;
    const ownEvent: PlatformEvent = isWeb
      ? { path: `/api/chat/${ownName}/messages`, body: { id, text } }
      : { path: '/', body: { conversation: ownName, id, order, text } };
    return { message, event: told?.event ?? ownEvent };
  });

  async function push(some: typeof events): Promise<number> {
    const report = await pushEvents(
      some.map(({ event }) => event),
      { bots, seed: Math.floor(random() * 2 ** 31), duplicates: 0.1, retryAfterMs: 60, tries: 2_000 },
    );
    for (const { message } of some) message.acknowledgedAt = Date.now();
    return report.duplicates;
  }

  for (const { message } of events) said.push(message);
  if (!burst) return push(events);
  const [opening, ...rest] = events;
  const counts = [await push(opening ? [opening] : [])];
  counts.push(...(await Promise.all(rest.map((one) => push([one])))));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Waits until every page has what was delivered, then tells what they showed. */
async function seenOnPages(pages: ReadonlyMap<string, WebReader>): Promise<readonly Seen[]> {
  await Promise.all([...pages.values()].map((page) => page.finish(Infinity, LAST_LOOK_MS)));
  return [...pages].flatMap(([conversation, page]) =>
    page.seen().map((text) => ({ conversation, reply: { text } })),
  );
}

interface Replica {
  readonly url: string;
  kill(): Promise<void>;
  end(): void;
}

async function startReplicas(options: SoakOptions, platform: string): Promise<Replica[]> {
  return Promise.all(Array.from({ length: options.replicas }, () => startReplica(options, platform)));
}

async function startReplica(options: SoakOptions, platform: string): Promise<Replica> {
  const port = await freePort();
  let child = await spawn();
  let over = false;

  async function spawn(): Promise<ChildProcess> {
    const born = fork(fileURLToPath(new URL('./replica.ts', import.meta.url)), {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'pipe', process.env['SOAK_VERBOSE'] === '1' ? 'inherit' : 'ignore', 'ipc'],
      env: {
        PATH: process.env['PATH'],
        SOAK_PORT: String(port),
        SOAK_PLATFORM: platform,
        SOAK_STORE: options.store,
        SOAK_CHANNEL: options.channel ?? 'platform',
        ...(options.without ? { SOAK_WITHOUT: options.without } : {}),
      },
    });
    await Promise.race([once(born.stdout ?? born, 'data'), once(born, 'exit')]);
    return born;
  }

  return {
    url: `http://127.0.0.1:${port}`,
    async kill() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      while (!over) {
        child = await spawn();
        if (child.exitCode === null && child.signalCode === null) return;
        await pause(100);
      }
    },
    end() {
      over = true;
      child.kill('SIGKILL');
    },
  };
}

function startNemesis(options: SoakOptions, replicas: readonly Replica[], random: () => number) {
  let kills = 0;
  let restarts = 0;
  let over = false;

  /** Each replica dies on its own schedule, so that one, two or all three are gone at a time. */
  async function killing(victim: Replica): Promise<void> {
    while (!over) {
      await pause(KILL_EVERY_MS[0] + random() * (KILL_EVERY_MS[1] - KILL_EVERY_MS[0]));
      if (over) return;
      kills += 1;
      await victim.kill();
    }
  }
  async function restarting(): Promise<void> {
    while (!over && options.restartDatabase) {
      await pause(RESTART_EVERY_MS);
      if (over) return;
      restarts += 1;
      await options.restartDatabase();
    }
  }
  const both = Promise.all([...replicas.map(killing), restarting()]);
  return {
    kills: () => kills,
    restarts: () => restarts,
    async stop() {
      over = true;
      await both;
    },
  };
}

async function drain(store: Store): Promise<boolean> {
  const end = Date.now() + DRAIN_LIMIT_MS;
  while (Date.now() < end) {
    const { inbox, outbox } = await store.counts();
    if (inbox === 0 && outbox === 0) return true;
    await pause(250);
  }
  return false;
}

export function storeSettings(store: string) {
  return store.startsWith('postgres:')
    ? { kind: 'postgres' as const, url: new Secret(store) }
    : { kind: 'sqlite' as const, file: store, role: 'cli' as const };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
