import { afterEach, describe, expect, it } from 'vitest';

import { mailmedicError } from '../../src/domain/index.js';
import { createMetrics } from '../../src/server/index.js';
import { createListLog, startServer, type ServerHouse } from './house.js';

let house: ServerHouse | undefined;

async function start(changes: Parameters<typeof startServer>[0] = {}): Promise<ServerHouse> {
  house = await startServer(changes);
  return house;
}

afterEach(async () => {
  await house?.server.close();
  house = undefined;
});

describe('health', () => {
  it('is alive whatever the store does', async () => {
    const { call } = await start({ store: { check: () => Promise.reject(new Error('gone')) } });

    const answer = await call({ path: '/healthz' });

    expect([answer.status, answer.json()]).toEqual([200, { status: 'alive' }]);
  });

  it('is ready when store and bundle are', async () => {
    const { call } = await start();

    const answer = await call({ path: '/readyz' });

    expect([answer.status, answer.json()]).toEqual([200, { status: 'ready' }]);
  });

  it('is ready with a note when the bundle folder is broken', async () => {
    const notes = ['the bundle folder holds errors (2), bundle 3 stays live'];
    const { call } = await start({ ready: () => ({ ready: true, reasons: [], notes }) });

    const answer = await call({ path: '/readyz' });

    expect([answer.status, answer.json()]).toEqual([200, { status: 'ready', notes }]);
  });

  it('is not ready without its store, and says why without saying where', async () => {
    const where = 'postgres://bot:hunter2@db.corp.example';
    const gone = mailmedicError('MM_STORE_UNREACHABLE', { where, reason: 'refused' }, 'Start it.');
    const { call } = await start({ store: { check: () => Promise.reject(gone) } });

    const answer = await call({ path: '/readyz' });

    expect([answer.status, answer.json()]).toEqual([
      503,
      { status: 'not-ready', reasons: ['the store does not answer (MM_STORE_UNREACHABLE)'] },
    ]);
  });

  it('is not ready before its bundle is loaded', async () => {
    const { call } = await start({ ready: () => ({ ready: false, reasons: ['no bundle is loaded'] }) });

    const answer = await call({ path: '/readyz' });

    expect([answer.status, answer.json()]).toEqual([
      503,
      { status: 'not-ready', reasons: ['no bundle is loaded'] },
    ]);
  });
});

describe('metrics', () => {
  const counts = { inbox: 3, outbox: 2, tasks: 1, timers: 4, repeated: 5, unsure: 6 };

  it('shows the process, the store and the requests', async () => {
    const { call } = await start({ metrics: createMetrics(() => Promise.resolve(counts), createListLog()) });
    await call({ path: '/healthz' });

    const answer = await call({ path: '/metrics' });

    expect(answer.headers['content-type']).toContain('text/plain');
    for (const line of [
      'mailmedic_rows{state="inbox"} 3',
      'mailmedic_rows{state="timers"} 4',
      'mailmedic_sends_repeated 5',
      'mailmedic_sends_unsure 6',
      'mailmedic_store_up 1',
      'mailmedic_http_requests_total{method="GET",route="/healthz",status="200"} 1',
    ]) {
      expect(answer.text.split('\n')).toContain(line);
    }
    expect(answer.text).toContain('nodejs_eventloop_lag_seconds');
  });

  it('shows the number of the live bundle and the errors of the folder, as they are now', async () => {
    const bundle = { number: 3, errors: 0 };
    const metrics = createMetrics(() => Promise.resolve(counts), createListLog(), { bundle: () => bundle });
    const { call } = await start({ metrics });
    Object.assign(bundle, { number: 4, errors: 2 });

    const lines = (await call({ path: '/metrics' })).text.split('\n');

    expect(lines).toContain('mailmedic_bundle_number 4');
    expect(lines).toContain('mailmedic_bundle_folder_errors 2');
  });

  it('shows which channels their platform refuses, as it is now', async () => {
    const refused = new Map([
      ['slack', false],
      ['teams', false],
    ]);
    const metrics = createMetrics(() => Promise.resolve(counts), createListLog(), {
      channels: () => refused,
    });
    const { call } = await start({ metrics });
    refused.set('slack', true);

    const lines = (await call({ path: '/metrics' })).text.split('\n');

    expect(lines).toContain('mailmedic_channel_refused{channel="slack"} 1');
    expect(lines).toContain('mailmedic_channel_refused{channel="teams"} 0');
  });

  it('shows that the name servers of the probes are no use, as it is now', async () => {
    const nameServers = { unreliable: false };
    const metrics = createMetrics(() => Promise.resolve(counts), createListLog(), {
      nameServers: () => nameServers,
    });
    const { call } = await start({ metrics });
    const lines = async () => (await call({ path: '/metrics' })).text.split('\n');

    expect(await lines()).toContain('mailmedic_dns_unreliable 0');
    nameServers.unreliable = true;
    expect(await lines()).toContain('mailmedic_dns_unreliable 1');
  });

  it('shows a store that is gone as down, and everything else as before', async () => {
    const gone = () => Promise.reject(new Error('gone'));
    const { call } = await start({ metrics: createMetrics(gone, createListLog()) });

    const answer = await call({ path: '/metrics' });

    expect(answer.status).toBe(200);
    expect(answer.text.split('\n')).toContain('mailmedic_store_up 0');
    expect(answer.text).not.toMatch(/^mailmedic_rows\{/mu);
  });

  it('never makes an address a label', async () => {
    const { call } = await start();
    await call({ path: '/secret-token-in-a-path' });
    await call({ path: '/api/chat/AbCdEfGhIjKlMnOpQrSt_-/replies' });

    const { text } = await call({ path: '/metrics' });

    expect(text).not.toMatch(/secret-token|AbCdEf/u);
    expect(text).toContain('route="/api/chat/:conversation/replies"');
  });
});

describe('every answer', () => {
  it.each(['/', '/healthz', '/nothing', '/api/chat/short/replies'])(
    '%s tells browsers to be careful',
    async (path) => {
      const { call } = await start();

      expect((await call({ path })).headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'content-security-policy': expect.stringContaining("default-src 'none'") as string,
      });
    },
  );

  it.each([
    [{ path: '/nothing?token=x' }, 404, 'MM_NOT_FOUND', 'There is nothing at /nothing'],
    [{ path: '/%ZZ' }, 400, 'MM_INPUT', 'it is not a request'],
    [{ method: 'DELETE', path: '/healthz' }, 405, 'MM_INPUT', 'takes GET'],
  ])('%j is an error as JSON', async (call, status, code, message) => {
    const { call: send } = await start();

    const answer = await send(call);

    expect([answer.status, answer.json()]).toEqual([
      status,
      {
        error: {
          code,
          message: expect.stringContaining(message) as string,
          remedy: expect.stringMatching(/./u) as string,
        },
      },
    ]);
  });

  it('hides what broke inside and logs it under the reference it shows', async () => {
    const broken = () => {
      throw new Error('canary');
    };
    const { call, logged } = await start({ ready: broken });

    const answer = await call({ path: '/readyz' });

    const reference = /reference ([\w-]{36})/u.exec(answer.text)![1]!;
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('canary');
    expect(logged.join('\n')).toContain(reference);
  });
});

describe('listening', () => {
  it('says when the port is taken, and by which names to free it', async () => {
    const { url } = await start();
    const port = Number(new URL(url).port);

    await expect(startServer({ settings: { host: '127.0.0.1', port } })).rejects.toMatchObject({
      code: 'MM_PORT_IN_USE',
      facts: { host: '127.0.0.1', port: String(port) },
    });
  });

  it('says when the address is not one of this machine', async () => {
    await expect(startServer({ settings: { host: '192.0.2.1', port: 0 } })).rejects.toMatchObject({
      code: 'MM_CONFIG',
    });
  });

  it('stops listening when it is closed', async () => {
    const { server, call } = await startServer();
    await server.close();

    await expect(call({ path: '/healthz' })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
