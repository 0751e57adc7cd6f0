import { readdirSync } from 'node:fs';

import { afterEach, describe, expect, it } from 'vitest';

import { startServer, type ServerHouse } from './house.js';

let house: ServerHouse;

async function start(changes: Parameters<typeof startServer>[0] = {}): Promise<ServerHouse['call']> {
  house = await startServer(changes);
  return house.call;
}

afterEach(() => house.server.close());

describe('the pages', () => {
  it.each(['/', '/console/cases', '/console/cases/MM-1001', '/probe/AbCdEfGhIjKlMnOpQrSt_-'])(
    '%s loads from here only, runs no inline script and stays out of frames',
    async (path) => {
      const call = await start();

      const { status, headers, text } = await call({ path });

      expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/u);
      expect(headers['cache-control']).toBe('no-store');
      expect(text).not.toMatch(/<script(?![^>]* src="\/assets\/)/u);
      expect(text).not.toMatch(/<style| style=|https?:\/\//u);
    },
  );

  it('lets the chat be framed by itself and by the pages that were named, under /embed only', async () => {
    const call = await start({ widgetOrigins: ['https://intranet.corp.example'] });

    const embedded = (await call({ path: '/embed' })).headers['content-security-policy'];
    const plain = (await call({ path: '/' })).headers['content-security-policy'];

    expect(embedded).toContain("frame-ancestors 'self' https://intranet.corp.example");
    expect(plain).toContain("frame-ancestors 'none'");
  });

  it('gives every file of the build, for a year, and the widget to other sites', async () => {
    const call = await start();
    const names = readdirSync('dist/web/assets');
    expect(names.length).toBeGreaterThan(2);

    for (const name of names) {
      const { status, headers } = await call({ path: `/assets/${name}` });
      expect([name, status, headers['cache-control']]).toEqual([
        name,
        200,
        'public, max-age=31536000, immutable',
      ]);
    }
    const widget = await call({ path: '/widget.js' });
    expect([widget.status, widget.headers['cross-origin-resource-policy']]).toEqual([200, 'cross-origin']);
  });

  it.each([
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/%c0%ae%c0%ae/package.json',
    '/assets/',
    '/assets/nothing.js',
    '/assets/../chat.html',
    '/chat.html',
    '/static/..%2f..%2fetc/passwd',
    '/%c0%ae%c0%ae/',
  ])('has nothing at %s', async (path) => {
    const call = await start();

    const { status, text } = await call({ path });

    expect([400, 404]).toContain(status);
    expect(text).not.toContain('"dependencies"');
  });

  it('leads from /console to the cases', async () => {
    const call = await start();

    expect((await call({ path: '/console' })).headers['location']).toBe('/console/cases');
  });
});

describe('the page of a measurement', () => {
  it('asks for it by its link', async () => {
    const run = { id: 'AbCdEfGhIjKlMnOpQrSt_-', at: '2026-03-01T09:00:00.000Z', results: [], causes: [] };
    const verdict = { zh: '正常', en: 'in order' };
    const call = await start({
      explainRun: (id) => Promise.resolve(id === run.id ? { ...run, verdict } : undefined),
    });

    expect((await call({ path: `/api/probe-runs/${run.id}` })).json()).toEqual({ ...run, verdict });
    expect((await call({ path: `/api/probe-runs/${'Z'.repeat(22)}` })).status).toBe(404);
    expect((await call({ path: '/api/probe-runs/x' })).status).toBe(404);
  });
});
