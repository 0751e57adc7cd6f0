import { readdirSync } from 'node:fs';
import { createServer } from 'node:https';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { FINDINGS } from '../../src/diagnosis/index.js';
import { dial } from '../../src/probes/_dial.js';
import { createStatusFeeds } from '../../src/probes/_provider-status.js';
import type { ProbeProvider } from '../../src/probes/_probe.js';
import { FEEDS } from '../../src/probes/_status/index.js';
import { PROBES } from '../../src/probes/index.js';
import { runProbes } from '../../src/probes/run.js';
import { imap, startTls } from '../fakes/mail-servers.js';
import { authority, expectAsDefined, good, HOST, openLab, troubles } from './_lab.js';

const STATUS_HOST = 'status.corp.example';
const OPEN = {
  begin: '2026-11-24T06:30:00+00:00',
  external_desc: 'Gmail: IMAP sign-in fails for some users',
  affected_products: [{ title: 'Gmail', id: 'x' }],
};

describe('status feeds', () => {
  it('are exactly what lies in their folder', () => {
    const files = readdirSync('src/probes/_status').filter(
      (name) => name !== 'index.ts' && !name.startsWith('_'),
    );
    expect([...FEEDS.keys()].sort()).toEqual(files.map((name) => name.slice(0, -'.ts'.length)).sort());
  });

  const read = (id: string, body: string, about: readonly string[] = []) => FEEDS.get(id)!.read(body, about);

  it('google-incidents: what has no end and concerns mail, also from a page that was cut', () => {
    const over = { ...OPEN, end: '2026-11-24T07:00:00+00:00', external_desc: 'over' };
    const other = { ...OPEN, affected_products: [{ title: 'Google Meet' }], external_desc: 'other "}{' };
    const body = JSON.stringify([other, over, OPEN, OPEN]);
    const found = [{ title: OPEN.external_desc, since: new Date('2026-11-24T06:30:00Z') }];
    expect(read('google-incidents', body, ['gmail'])).toEqual([...found, ...found]);
    expect(read('google-incidents', body.slice(0, -20), ['Gmail'])).toEqual(found);
    expect(read('google-incidents', '[]', ['Gmail'])).toEqual([]);
    expect(read('google-incidents', '<html>', ['Gmail'])).toBeUndefined();
    expect(read('google-incidents', '[}}{{"', ['Gmail'])).toEqual([]);
  });

  it('statuspage: what is unresolved, and names no component or one of ours', () => {
    const incident = {
      name: 'IMAP is slow',
      status: 'investigating',
      created_at: '2026-11-24T07:00:00Z',
      started_at: '2026-11-24T06:30:00Z',
      impact: 'major',
      components: [{ name: 'IMAP' }],
    };
    const incidents = [
      incident,
      { ...incident, name: 'web shop', components: [{ name: 'Shop' }] },
      { ...incident, name: 'over', status: 'resolved' },
      { ...incident, name: 'all of it', components: [], started_at: null },
    ];
    const body = JSON.stringify({ page: { id: 'x' }, incidents });
    expect(
      read('statuspage', body, ['IMAP'])?.map(({ title, since }) => [title, since.toISOString()]),
    ).toEqual([
      ['IMAP is slow', '2026-11-24T06:30:00.000Z'],
      ['all of it', '2026-11-24T07:00:00.000Z'],
    ]);
    expect(read('statuspage', '{"incidents": 1}')).toBeUndefined();
    expect(read('statuspage', 'no JSON')).toBeUndefined();
  });

  it('component-rss: components that are not operational', () => {
    const item = (title: string): string =>
      `<item><title>${title}</title><description>&#72;i</description><pubDate>Tue, 24 Nov 2026 06:30:00 GMT</pubDate></item>`;
    const body = `<?xml version="1.0"?><rss version="2.0"><channel><title>Status</title>${item(
      'Zoho Mail - Operational',
    )}${item('<![CDATA[Zoho Mail-IMAP - Partial Outage]]>')}${item('Zoho Desk - Major Outage')}</channel></rss>`;
    expect(read('component-rss', body, ['Zoho Mail', 'Zoho Mail-IMAP'])).toEqual([
      { title: 'Zoho Mail-IMAP - Partial Outage', since: new Date('2026-11-24T06:30:00Z') },
    ]);
    expect(read('component-rss', '<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel/></rss>')).toBeUndefined();
    expect(read('component-rss', '<feed/>')).toBeUndefined();
  });
});

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const FEED = {
  feed: 'google-incidents' as const,
  url: `https://${STATUS_HOST}/incidents.json`,
  about: ['Gmail'],
};

const PROVIDER: ProbeProvider = {
  id: 'corp',
  domains: ['corp.example'],
  mx: [],
  servers: [],
  status: FEED,
};

/** The provider's status page, played by `answer`, at port 443 of its name. */
async function openStatusPage(answer: RequestListener) {
  let requests = 0;
  const server = createServer(authority.issue({ hosts: [STATUS_HOST] }), (request, response) => {
    requests += 1;
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const zones = { [HOST]: { a: [['127.0.0.1']] }, [STATUS_HOST]: { a: [['127.0.0.1']] } };
  const lab = await openLab([443], zones, { web: 2_000 });
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await lab.close();
  });
  let now = Date.parse('2026-11-24T08:00:00Z');
  const tools = lab.tools();
  return {
    lab,
    requests: () => requests,
    pass: (ms: number) => (now += ms),
    tools: {
      ...tools,
      clock: { now: () => new Date(now) },
      settings: { ...tools.settings, outsideLookups: true },
      dial: ((address, wanted, signal) =>
        dial(address, wanted === 443 ? port : wanted, signal)) as typeof dial,
    },
  };
}

describe('what a provider says about itself', () => {
  it('is a finding with its title as inert text', async () => {
    const title = `Gmail\u202e down\r\n<!channel> ${'x'.repeat(500)}`;
    const { tools } = await openStatusPage((_request, response) =>
      response.end(JSON.stringify([{ ...OPEN, external_desc: title }])),
    );
    const result = await createStatusFeeds().ask(PROVIDER, tools);
    expect(troubles(result!)).toEqual(['status.incident']);
    const [finding] = result!.findings;
    expectAsDefined(finding!, FINDINGS);
    expect(finding?.facts).toMatchObject({
      'status.provider': 'corp',
      'status.since': '2026-11-24 06:30 UTC',
    });
    expect(finding?.facts['status.title']).toMatch(/^Gmail down <!channel> x{100,180}…$/u);
  });

  it('is asked for only where outside look-ups are allowed, and a feed is known', async () => {
    const { tools, requests } = await openStatusPage((_request, response) => response.end('[]'));
    const feeds = createStatusFeeds();
    const settings = { ...tools.settings, outsideLookups: false };
    expect(feeds.ask(PROVIDER, { ...tools, settings })).toBeUndefined();
    const without = { id: 'corp', domains: ['corp.example'], mx: [], servers: [] };
    expect(feeds.ask(without, tools)).toBeUndefined();
    expect(requests()).toBe(0);
  });

  it('is kept for three minutes, and one that could not be read for one', async () => {
    let code = 200;
    const page = await openStatusPage((_request, response) => response.writeHead(code).end('[]'));
    const feeds = createStatusFeeds();
    const ask = () => feeds.ask(PROVIDER, page.tools)!;
    await Promise.all([ask(), ask(), ask()]);
    page.pass(179_000);
    await ask();
    expect(page.requests()).toBe(1);
    page.pass(2_000);
    code = 500;
    expect((await ask()).status).toBe('failed');
    page.pass(59_000);
    await ask();
    expect(page.requests()).toBe(2);
    page.pass(2_000);
    await ask();
    expect(page.requests()).toBe(3);
  });

  it('is read through the guard of the web', async () => {
    const { tools, requests } = await openStatusPage((_request, response) => response.end('[]'));
    const settings = { ...tools.settings, registered: [] };
    const result = await createStatusFeeds().ask(PROVIDER, { ...tools, settings });
    expect([result?.status, requests()]).toEqual(['failed', 0]);
  });

  it('is read from the beginning of a long page', async () => {
    const { tools } = await openStatusPage((_request, response) =>
      response.end(`${JSON.stringify([OPEN]).slice(0, -1)},${' '.repeat(1024 * 1024)}]`),
    );
    const result = await createStatusFeeds().ask(PROVIDER, tools);
    expect(troubles(result!)).toEqual(['status.incident']);
  });

  it('never lets a measurement wait', async () => {
    const server = await startTls(good, imap());
    // Whoever waits for the feed waits for its name, longer than this test may take.
    const zones = { [HOST]: { a: [['127.0.0.1']] }, [STATUS_HOST]: { fails: 'silent' } } as const;
    const lab = await openLab([server.port], zones, { dns: 50_000, web: 60_000 });
    closing.push(
      () => server.close(),
      () => lab.close(),
    );
    const request = {
      probes: ['imap'],
      with: { host: HOST, port: String(server.port), address: 'li@corp.example' },
      settings: { ...lab.settings, outsideLookups: true },
      providers: [{ id: 'corp', domains: ['corp.example'], mx: [], servers: [], status: FEED }],
    };
    const { results } = await runProbes(request, PROBES, { now: () => new Date() }, () => undefined);
    expect(results.map(({ probe, status }) => [probe, status])).toEqual([['imap', 'measured']]);
  }, 12_000);
});
