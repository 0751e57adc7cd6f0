import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { Provider } from '../../src/domain/index.js';
import { dial } from '../../src/probes/_dial.js';
import { createGuard, createWebGuard } from '../../src/probes/guard.js';
import { discoverProbe } from '../../src/probes/discover.js';
import { makeAuthority, makeSelfSigned, type Certificate } from '../fakes/certificates.js';
import type { Zone } from '../fakes/dns-server.js';
import { authority, openLab, provider } from './_lab.js';

const NAMES = [
  'autoconfig.corp.example',
  'corp.example',
  'www.corp.example',
  'evil.example',
  'live.thunderbird.net',
  'outlook.office365.com',
];
const LOOPBACK: Zone = { a: [['127.0.0.1']] };
const trusted = authority.issue({ hosts: NAMES });

const CONFIG = `<?xml version="1.0" encoding="UTF-8"?>
<clientConfig version="1.1"><emailProvider id="corp.example"><domain>corp.example</domain>
<incomingServer type="imap"><hostname>in.%EMAILDOMAIN%</hostname><port>993</port><socketType>SSL</socketType></incomingServer>
<incomingServer type="pop3"><hostname>in.corp.example</hostname><port>110</port><socketType>plain</socketType></incomingServer>
<incomingServer type="imap"><hostname>127.0.0.1</hostname><port>993</port><socketType>SSL</socketType></incomingServer>
<incomingServer type="imap"><hostname>in.corp.example</hostname><port>22</port><socketType>SSL</socketType></incomingServer>
<outgoingServer type="smtp"><hostname>out.corp.example</hostname><port>587</port><socketType>STARTTLS</socketType></outgoingServer>
</emailProvider></clientConfig>`;

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

interface World {
  readonly certificate?: Certificate;
  readonly zones?: Readonly<Record<string, Zone>>;
  readonly outside?: boolean;
  readonly providers?: readonly Provider[];
}

/** Discovery of corp.example with every web server of the world played by `answer`, at port 443 of all names. */
async function discover(answer: RequestListener, world: World = {}) {
  const requests: string[] = [];
  const dialled: string[] = [];
  let isHostile = false;
  const server = createServer(world.certificate ?? trusted, (request, response) => {
    requests.push(`${request.headers.host} ${request.url}`);
    answer(request, response);
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const zones = {
    ...Object.fromEntries(NAMES.map((name) => [name, LOOPBACK])),
    'corp.example': { ...LOOPBACK, mx: [{ host: 'mx.corp.example', priority: 10 }] },
    ...world.zones,
  };
  const lab = await openLab([443], zones);
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await lab.close();
  });
  const tools = lab.tools();
  const result = await discoverProbe.measure(
    { address: 'li.lei@corp.example', domain: 'corp.example' },
    {
      ...tools,
      settings: { ...tools.settings, outsideLookups: world.outside ?? false },
      providers: new Map((world.providers ?? []).map((one) => [one.id, one])),
      onHostile: () => {
        isHostile = true;
      },
      dial: (address, wanted, signal) => {
        dialled.push(`${address.ip}:${wanted}`);
        return dial(address, wanted === 443 ? port : wanted, signal);
      },
    },
  );
  return { result, requests, dialled, isHostile, servers: result.mailbox?.servers ?? [] };
}

describe("the domain's own autoconfig page", () => {
  it('gives the servers that may be measured, and hears of no address', async () => {
    const { servers, requests, result } = await discover((_request, response) => response.end(CONFIG));
    expect(servers).toEqual([
      { protocol: 'imap', host: 'in.corp.example', port: 993, tls: 'implicit', source: 'autoconfig' },
      { protocol: 'smtp', host: 'out.corp.example', port: 587, tls: 'starttls', source: 'autoconfig' },
    ]);
    expect(requests.sort()).toEqual([
      'autoconfig.corp.example /mail/config-v1.1.xml',
      'corp.example /.well-known/autoconfig/mail/config-v1.1.xml',
    ]);
    const found = result.findings.find((finding) => finding.code === 'discover.found');
    expect(found?.evidence[0]?.value).toBe("in.corp.example:993, TLS, from the domain's own autoconfig page");
  });

  it('may move once inside the domain', async () => {
    const { servers } = await discover((request, response) => {
      if (request.headers.host === 'www.corp.example') response.end(CONFIG);
      else response.writeHead(302, { Location: 'https://www.corp.example/mail.xml' }).end();
    });
    expect(servers.map((server) => server.source)).toEqual(['autoconfig', 'autoconfig']);
  });

  it.each([
    ['to another domain', 'https://evil.example/settings.xml'],
    ['to a name that only ends like the domain', 'https://evilcorp.example/settings.xml'],
    ['to http', 'http://www.corp.example/settings.xml'],
    ['to another port', 'https://www.corp.example:8443/settings.xml'],
    ['to an address', 'https://127.0.0.1/settings.xml'],
    ['to itself, again and again', 'https://www.corp.example/'],
  ])('is not followed %s', async (_name, location) => {
    const { servers, requests } = await discover((request, response) => {
      const isTarget = request.url === '/settings.xml';
      if (isTarget) response.end(CONFIG);
      else response.writeHead(301, { Location: location }).end();
    });
    expect(servers).toEqual([]);
    expect(requests.filter((request) => !/^(?:autoconfig\.|www\.)?corp\.example /u.test(request))).toEqual(
      [],
    );
    expect(requests.length).toBeLessThanOrEqual(4);
  });

  it.each([
    ['private', '10.0.0.1'],
    ['the metadata service', '169.254.169.254'],
    ['IPv4 inside IPv6', '::ffff:10.0.0.1'],
  ])('is not asked where one address of its name is %s', async (_name, ip) => {
    const family = ip.includes(':') ? 'aaaa' : 'a';
    const zone = { a: [['127.0.0.1']], [family]: [family === 'a' ? ['127.0.0.1', ip] : [ip]] };
    const { servers, dialled } = await discover(
      (request, response) => {
        if (request.headers.host === 'corp.example') response.writeHead(404).end();
        else response.end(CONFIG);
      },
      { zones: { 'autoconfig.corp.example': zone } },
    );
    expect(servers).toEqual([]);
    expect(dialled).toEqual(['127.0.0.1:443']);
  });

  it.each([
    ['of another authority', makeAuthority('Somebody').issue({ hosts: NAMES })],
    ['that vouches for itself', makeSelfSigned({ hosts: NAMES })],
    ['for another name', authority.issue({ hosts: ['evil.example'] })],
  ])('is not read with a certificate %s', async (_name, certificate) => {
    const { servers, requests } = await discover((_request, response) => response.end(CONFIG), {
      certificate,
    });
    expect([servers, requests]).toEqual([[], []]);
  });

  it('is dropped at 64 KB, and its server counts as hostile', async () => {
    const { servers, isHostile } = await discover((_request, response) => {
      response.write(CONFIG);
      const pour = (): void => {
        while (!response.destroyed && response.write(' '.repeat(8_192)));
      };
      response.on('drain', pour);
      pour();
    });
    expect([servers, isHostile]).toEqual([[], true]);
  });

  it.each([
    ['a document type', CONFIG.replace('<clientConfig', '<!DOCTYPE c [<!ENTITY a "b">]><clientConfig')],
    ['another root', CONFIG.replaceAll('clientConfig', 'config')],
    ['half of a file', CONFIG.slice(0, -20)],
    ['a page for people', '<!doctype html><title>Welcome</title>'],
  ])('gives nothing with %s', async (_name, body) => {
    const { servers } = await discover((_request, response) => response.end(body));
    expect(servers).toEqual([]);
  });
});

describe('public services', () => {
  const microsoft = provider('hosted-exchange', {
    mx: ['*.mail.protection.example'],
    servers: [{ protocol: 'imap', host: 'outlook.office365.com', port: 993, tls: 'implicit' }],
  });
  const answer: RequestListener = (request, response) => {
    const { host } = request.headers;
    if (host === 'live.thunderbird.net') response.end(CONFIG);
    else if (host === 'outlook.office365.com')
      response.end(JSON.stringify({ Protocol: 'AutodiscoverV1', Url: 'https://outlook.office365.com/x' }));
    else response.writeHead(404).end();
  };

  it('are not asked unless operations allow it', async () => {
    const { servers, requests } = await discover(answer, { providers: [microsoft] });
    expect(servers).toEqual([]);
    expect(requests.filter((request) => !request.includes('corp.example /'))).toEqual([]);
  });

  it('learn the domain and no address, and rank below the domain itself', async () => {
    const { servers, requests, result } = await discover(answer, { providers: [microsoft], outside: true });
    expect(servers.map((server) => [server.host, server.source])).toEqual([
      ['in.corp.example', 'ispdb'],
      ['out.corp.example', 'ispdb'],
      ['outlook.office365.com', 'autodiscover'],
    ]);
    expect(result.mailbox?.provider).toBe('hosted-exchange');
    expect(requests).toContain('live.thunderbird.net /autoconfig/v1.1/corp.example');
    expect(requests.join('\n')).not.toContain('li.lei');
  });

  it.each([
    ['a page', '<html>'],
    ['another host', '{"Url": "https://autodiscover.corp.example/autodiscover.xml"}'],
    ['no https', '{"Url": "http://outlook.office365.com/x"}'],
  ])('mean nothing when Autodiscover answers %s', async (_name, body) => {
    const { servers } = await discover(
      (request, response) =>
        request.headers.host === 'outlook.office365.com' ? response.end(body) : response.writeHead(404).end(),
      { providers: [microsoft], outside: true },
    );
    expect(servers).toEqual([]);
  });
});

describe('the rule for the web', () => {
  it('lets public addresses through, and registered ones only with port 443', () => {
    const mail = { registered: [{ cidr: '10.0.0.0/8' }] };
    const web = { registered: [{ cidr: '10.0.0.0/8', ports: [443] }] };
    expect(createWebGuard(mail).addresses(['8.8.8.8'])?.[0]?.ip).toBe('8.8.8.8');
    expect(createWebGuard(mail).addresses(['8.8.8.8', '10.0.0.1'])).toBeUndefined();
    expect(createWebGuard(web).addresses(['10.0.0.1'])?.[0]?.ip).toBe('10.0.0.1');
  });

  it('opens nothing to measurements', () => {
    const guard = createGuard({ registered: [], port25: true });
    expect(guard.port('corp.example', 443)).toBe(false);
    expect(guard.addresses('corp.example', ['8.8.8.8'], 443)).toBeUndefined();
  });
});
