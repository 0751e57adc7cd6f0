import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, it } from 'vitest';

import { pushEvents } from './push-events.js';

const servers: Server[] = [];

/** A bot that acknowledges with the next status of the list, then with 202. */
async function startBot(...statuses: number[]) {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      heard.push(request.url ?? '');
      response.writeHead(statuses.shift() ?? 202).end();
    });
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return { heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

const EVENTS = Array.from({ length: 40 }, (_, index) => ({ path: `/e${index}`, body: { index } }));

describe('pushEvents', () => {
  it('delivers every event once and in order when nothing is doubled', async () => {
    const bot = await startBot();

    const report = await pushEvents(EVENTS, { bots: [bot.url], seed: 1, duplicates: 0 });

    expect(report).toEqual({ delivered: 40, duplicates: 0, retries: 0 });
    expect(bot.heard).toEqual(EVENTS.map((event) => event.path));
  });

  it('doubles as many as it reports, at once and late, over all replicas', async () => {
    const bots = [await startBot(), await startBot()];

    const report = await pushEvents(EVENTS, { bots: bots.map((bot) => bot.url), seed: 1, duplicates: 0.5 });

    const heard = bots.flatMap((bot) => bot.heard);
    expect(report.duplicates).toBeGreaterThan(5);
    expect(heard).toHaveLength(40 + report.duplicates);
    expect(new Set(heard).size).toBe(40);
    expect(bots.every((bot) => bot.heard.length > 5)).toBe(true);
  });

  it('tries again until it is acknowledged, and keeps the order', async () => {
    const bot = await startBot(503, 500);

    const report = await pushEvents(EVENTS.slice(0, 2), {
      bots: [bot.url],
      seed: 1,
      duplicates: 0,
      retryAfterMs: 1,
    });

    expect(report.retries).toBe(2);
    expect(bot.heard).toEqual(['/e0', '/e0', '/e0', '/e1']);
  });

  it('gives up loudly', async () => {
    const bot = await startBot(503, 503);
    const options = { bots: [bot.url], seed: 1, duplicates: 0, retryAfterMs: 1, tries: 2 };

    await expect(pushEvents(EVENTS, options)).rejects.toThrow('never acknowledged: /e0');
  });
});
