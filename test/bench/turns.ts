import { mkdtempSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDesk } from '../../src/desk/index.js';
import { Secret, type Log, type Store } from '../../src/domain/index.js';
import { openStore } from '../../src/store/index.js';
import { startChannelServer } from '../fakes/channel-server.js';
import { createHttpChannel } from '../fakes/http-channel.js';
import { findPostgres, startCluster } from '../live/_postgres.js';
import { echoBundle } from '../soak/echo-bundle.js';

const CONVERSATIONS = 100;
const MESSAGES_EACH = 5;
const AT_ONCE = 20;

const QUIET: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Messages received over HTTP, turned and handed to a fake chat platform, per second. */
export async function* benchTurns(): AsyncGenerator<object> {
  const echo = await echoesPerSecond();
  yield { bench: 'echo', perSecond: Math.round(echo) };
  const folder = mkdtempSync(join(tmpdir(), 'mailmedic-bench-'));
  const file = join(folder, 'mailmedic.db');
  const sqlite = await turnsPerSecond(await openStore({ kind: 'sqlite', file, role: 'server' }));
  rmSync(folder, { recursive: true, force: true });
  yield { bench: 'full turn', store: 'sqlite', ...figures(sqlite, echo) };
  if (findPostgres() === undefined) {
    yield { bench: 'full turn', store: 'postgres', skipped: 'PostgreSQL is not installed' };
    return;
  }
  const cluster = await startCluster();
  const url = new Secret(await cluster.createDatabase());
  const postgres = await turnsPerSecond(await openStore({ kind: 'postgres', url }));
  await cluster.stop();
  yield { bench: 'full turn', store: 'postgres', ...figures(postgres, echo) };
}

function figures(perSecond: number, echo: number) {
  return { perSecond: Math.round(perSecond), ratioToEcho: Number((perSecond / echo).toFixed(3)) };
}

async function turnsPerSecond(store: Store): Promise<number> {
  await store.migrate();
  const platform = await startChannelServer();
  const channel = createHttpChannel({ url: platform.url, id: 'fake' });
  const loaded = echoBundle();
  const desk = createDesk({
    store,
    shelf: { live: loaded, get: () => loaded, fetch: () => Promise.resolve() },
    channels: new Map([['fake', channel]]),
    probes: { run: () => Promise.resolve([]), close: () => Promise.resolve() },
    targets: [],
    log: QUIET,
    owner: 'bench',
    randomId: () => randomUUID(),
    probeShares: { person: 1_000, target: 1_000 },
  });
  desk.start();
  let received = 0;
  const server = await listen(async (body) => {
    const { conversation, text } = JSON.parse(body) as { conversation: string; text: string };
    received += 1;
    const at = new Date(Date.UTC(2026, 0, 1) + received).toISOString();
    const address = { channel: 'fake', conversation };
    await desk.receive({
      address,
      kind: 'message',
      platformId: String(received),
      revision: 0,
      order: at,
      sentAt: at,
      from: { id: conversation },
      text,
    });
  });
  const url = urlOf(server);
  await push(url, 1, 'warm');
  const seconds = await timed(async () => {
    await push(url, MESSAGES_EACH, 'c');
    while ((await store.counts()).inbox + (await store.counts()).outbox > 0) await tick();
  });
  server.close();
  await desk.stop();
  await platform.close();
  await store.close();
  return (CONVERSATIONS * MESSAGES_EACH) / seconds;
}

async function echoesPerSecond(): Promise<number> {
  const server = await listen(() => Promise.resolve());
  await push(urlOf(server), 1, 'warm');
  const seconds = await timed(() => push(urlOf(server), MESSAGES_EACH, 'c'));
  server.close();
  return (CONVERSATIONS * MESSAGES_EACH) / seconds;
}

/** Every conversation sends its messages one after the other, many conversations at once. */
async function push(url: string, each: number, prefix: string): Promise<void> {
  const conversations = Array.from({ length: CONVERSATIONS }, (_, index) => `${prefix}${index}`).values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const conversation of conversations) {
        for (let number = 0; number < each; number += 1) {
          const response = await fetch(url, {
            method: 'POST',
            body: JSON.stringify({ conversation, text: `mailbox note ${number}` }),
          });
          await response.body?.cancel();
        }
      }
    }),
  );
}

async function listen(onBody: (body: string) => Promise<void>): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      onBody(Buffer.concat(chunks).toString()).then(
        () => response.writeHead(200).end(),
        () => response.writeHead(503).end(),
      );
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
}

function tick(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 10);
  });
}
