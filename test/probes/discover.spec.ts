import { describe, expect, it } from 'vitest';
import type { Provider } from '../../src/domain/index.js';
import { openLab, provider, codes, type Lab } from './_lab.js';
import type { Zone } from '../fakes/dns-server.js';

const ADDRESS = 'li@corp.example';

async function discover(
  zones: Readonly<Record<string, Zone>>,
  providers: readonly Provider[] = [],
  look: (lab: Lab) => void = () => undefined,
) {
  const lab = await openLab([9931], zones, { dns: 1_000 });
  const { results } = await lab.run(['discover'], { address: ADDRESS }, providers);
  look(lab);
  await lab.close();
  return results[0]!;
}

const hosted = provider('hosted', {
  mx: ['*.mx.hosted.example'],
  servers: [{ protocol: 'imap', host: 'imap.hosted.example', port: 993, tls: 'implicit' }],
});

describe('discover', () => {
  it('takes the provider file of the domain and asks nobody', async () => {
    const own = provider('own', { ...hosted, domains: ['corp.example'] });
    const result = await discover({}, [own], (lab) => expect(lab.dns.asked).toEqual([]));
    expect(codes(result)).toEqual(['discover.found', 'discover.provider']);
    expect(result.mailbox).toEqual({
      address: ADDRESS,
      domain: 'corp.example',
      provider: 'own',
      servers: [
        {
          protocol: 'imap',
          host: 'imap.hosted.example',
          port: 993,
          tls: 'implicit',
          source: 'provider-file',
        },
      ],
    });
  });

  it('knows a hosted domain by its MX records', async () => {
    const zones = { 'corp.example': { mx: [{ host: 'a.mx.hosted.example', priority: 10 }] } };
    const result = await discover(zones, [hosted]);
    expect(result.mailbox?.provider).toBe('hosted');
    expect(result.mailbox?.servers[0]?.source).toBe('mx-pattern');
    const found = result.findings.find((finding) => finding.code === 'discover.found');
    expect(found?.facts).toEqual({
      'discover.host': 'imap.hosted.example',
      'discover.port': '993',
      'discover.source': 'mx-pattern',
    });
  });

  it('reads SRV records, the provider first', async () => {
    const zones = {
      'corp.example': { mx: [{ host: 'a.mx.hosted.example', priority: 10 }] },
      '_imaps._tcp.corp.example': { srv: [{ host: 'imap2.corp.example', port: 993 }] },
    };
    const result = await discover(zones, [hosted]);
    expect(result.mailbox?.servers.map((server) => [server.host, server.source])).toEqual([
      ['imap.hosted.example', 'mx-pattern'],
      ['imap2.corp.example', 'srv'],
    ]);
  });

  it('prefers the secure SRV service and the lower priority', async () => {
    const zones = {
      'corp.example': { mx: [{ host: 'mx.corp.example', priority: 10 }] },
      '_imap._tcp.corp.example': { srv: [{ host: 'plain.corp.example', port: 143 }] },
      '_imaps._tcp.corp.example': {
        srv: [
          { host: 'second.corp.example', port: 993, priority: 20 },
          { host: 'first.corp.example', port: 993, priority: 10 },
        ],
      },
    };
    const result = await discover(zones);
    expect(result.mailbox?.servers.map((server) => [server.host, server.tls])).toEqual([
      ['first.corp.example', 'implicit'],
      ['second.corp.example', 'implicit'],
      ['plain.corp.example', 'starttls'],
    ]);
  });

  it('reads the SRV records of all three protocols', async () => {
    const record = (host: string, port: number) => ({ srv: [{ host, port }] });
    const zones = {
      'corp.example': { mx: [{ host: 'mx.corp.example', priority: 10 }] },
      '_pop3s._tcp.corp.example': record('pop.corp.example', 995),
      '_pop3._tcp.corp.example': record('pop.corp.example', 110),
      '_submissions._tcp.corp.example': record('send.corp.example', 465),
      '_submission._tcp.corp.example': record('send.corp.example', 587),
    };
    const result = await discover(zones);
    expect(result.mailbox?.servers).toEqual([
      { protocol: 'pop3', host: 'pop.corp.example', port: 995, tls: 'implicit', source: 'srv' },
      { protocol: 'pop3', host: 'pop.corp.example', port: 110, tls: 'starttls', source: 'srv' },
      { protocol: 'smtp', host: 'send.corp.example', port: 465, tls: 'implicit', source: 'srv' },
      { protocol: 'smtp', host: 'send.corp.example', port: 587, tls: 'starttls', source: 'srv' },
    ]);
    const found = result.findings.find((finding) => finding.code === 'discover.found');
    expect(found?.evidence.map((entry) => entry.command)).toEqual([
      'dig _pop3s._tcp.corp.example SRV',
      'dig _pop3._tcp.corp.example SRV',
      'dig _submissions._tcp.corp.example SRV',
      'dig _submission._tcp.corp.example SRV',
    ]);
  });

  it('reads a root target as “not offered”', async () => {
    const zones = {
      'corp.example': { mx: [{ host: 'mx.corp.example', priority: 10 }] },
      '_imaps._tcp.corp.example': { srv: [{ host: '', port: 0 }] },
    };
    const result = await discover(zones);
    expect(codes(result)).toEqual(['discover.nothing']);
    expect(result.phases.find((phase) => phase.name === 'srv')?.detail).toBe('_imaps._tcp: not offered');
  });

  it('does not follow SRV records to names or ports that may not be measured', async () => {
    const zones = {
      'corp.example': { mx: [{ host: 'mx.corp.example', priority: 10 }] },
      '_imaps._tcp.corp.example': {
        srv: [
          { host: 'metadata.google.internal', port: 993 },
          { host: 'imap.corp.example', port: 22 },
        ],
      },
    };
    const result = await discover(zones);
    expect(result.mailbox?.servers).toEqual([]);
  });

  it.each([
    ['the domain does not exist', {}, 'dns.no-such-host'],
    ['it has no MX', { 'corp.example': {} }, 'discover.no-mx'],
    ['it has a null MX', { 'corp.example': { mx: [{ host: '', priority: 0 }] } }, 'discover.no-mx'],
    ['its name servers fail', { 'corp.example': { fails: 'servfail' } }, 'dns.servfail'],
    ['its name servers are silent', { 'corp.example': { fails: 'silent' } }, 'dns.timeout'],
  ] as const)('says when %s', async (_name, zones, code) => {
    const result = await discover(zones);
    expect(codes(result)).toEqual([code, 'discover.nothing'].sort());
  });

  it('refuses a domain that is no public name', async () => {
    const lab = await openLab([]);
    const { results } = await lab.run(['discover', 'imap'], { address: 'root@printer.local' });
    expect(results.map((result) => result.status)).toEqual(['refused', 'refused']);
    expect(lab.dns.asked).toEqual([]);
    await lab.close();
  });
});
