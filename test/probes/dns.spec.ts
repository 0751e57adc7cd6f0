import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startDnsServer, type DnsServer, type Zone } from '../fakes/dns-server.js';
import { codes, openLab, provider, troubles, type Lab } from './_lab.js';

describe('dns', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab(
      [],
      {
        'ok.corp.example': { a: [['127.0.0.1', '127.0.0.2']], aaaa: [[]] },
        'empty.corp.example': {},
        'broken.corp.example': { fails: 'servfail' },
        'mute.corp.example': { fails: 'silent' },
        'shut.corp.example': { fails: 'refused' },
        'half.corp.example': { a: [['127.0.0.1']], failsFor: { type: 'AAAA', how: 'servfail' } },
        'closed.corp.example': { a: [['127.0.0.1']], failsFor: { type: 'AAAA', how: 'refused' } },
        'alias.corp.example': { cname: 'other.corp.example' },
        'other.corp.example': { cname: 'ok.corp.example' },
        'dangling.corp.example': { cname: 'stale.corp.example' },
        'stale.corp.example': { cname: 'gone.hosted.example' },
        'loop.corp.example': { cname: 'pool.corp.example' },
        'pool.corp.example': { fails: 'servfail' },
      },
      { dns: 1_000 },
    );
  });
  afterAll(() => lab.close());

  async function look(host: string) {
    const { results } = await lab.run(['dns'], { host });
    return results[0]!;
  }

  function at(name: string, type: string): string {
    const [, port] = lab.dns.address.split(':');
    return `dig @127.0.0.1 -p ${port} ${name} ${type}`;
  }

  it.each([
    ['absent.corp.example', 'dns.no-such-host'],
    ['empty.corp.example', 'dns.no-address'],
    ['broken.corp.example', 'dns.servfail'],
    ['mute.corp.example', 'dns.timeout'],
  ])('%s is %s', async (host, code) => {
    const result = await look(host);
    expect(codes(result)).toEqual([code]);
    expect(result.target).toBe(host);
    expect(result.findings[0]?.facts['dns.host']).toBe(host);
    const commands = result.findings[0]?.evidence.map(({ command }) => command);
    expect(commands).toEqual([at(host, 'A'), at(host, 'AAAA')]);
  });

  it('takes a refusal as a rule of the name server that was asked, never as a fault of the domain', async () => {
    const result = await look('shut.corp.example');
    expect(codes(result)).toEqual(['dns.not-from-here']);
    expect(result.status).toBe('failed');
    expect(result.findings[0]?.evidence[0]?.value).toContain('refused the question, EREFUSED');
  });

  it('lists the addresses with TTL and who was asked', async () => {
    const result = await look('ok.corp.example');
    expect(codes(result)).toEqual(['dns.private-address', 'dns.resolved']);
    const resolved = result.findings.find((finding) => finding.code === 'dns.resolved');
    expect(resolved?.facts['dns.address']).toBe('127.0.0.1, 127.0.0.2');
    expect(resolved?.evidence.map(({ value }) => value)).toEqual([
      `ok.corp.example: 127.0.0.1, 127.0.0.2, TTL 60 s (asked ${lab.dns.address})`,
      `ok.corp.example: the name exists and has no address, ENODATA (asked ${lab.dns.address})`,
    ]);
  });

  it('tells when one kind of address is answered and the other fails', async () => {
    const result = await look('half.corp.example');
    expect(troubles(result)).toEqual(['dns.half-answer']);
    expect(result.findings.find(({ code }) => code === 'dns.half-answer')?.facts['dns.record']).toBe('AAAA');
    expect(troubles(await look('closed.corp.example'))).toEqual([]);
  });

  it('shows the aliases on the way', async () => {
    const result = await look('alias.corp.example');
    const chain = result.findings[0]?.evidence.find(({ label }) => label === 'DNS alias');
    expect(chain?.value).toBe('alias.corp.example → other.corp.example → ok.corp.example');
    expect(chain?.command).toBe(at('alias.corp.example', 'CNAME'));
  });

  it('tells an alias that leads to nothing from a name that does not exist', async () => {
    const result = await look('dangling.corp.example');
    expect(codes(result)).toEqual(['dns.dangling-alias']);
    expect(result.findings[0]?.facts['dns.alias']).toBe('gone.hosted.example');
    expect(result.findings[0]?.evidence[0]?.value).toContain('→ stale.corp.example → gone.hosted.example');
  });

  it('asks each question once for all probes of a request', async () => {
    const before = lab.dns.asked.length;
    await lab.run(['dns', 'tls', 'imap'], { host: 'ok.corp.example', port: '993' });
    const asked = lab.dns.asked.slice(before);
    expect(asked.sort()).toEqual(['A ok.corp.example', 'AAAA ok.corp.example', 'CNAME ok.corp.example']);
  });
});

describe('dns on name servers that know no outside names', () => {
  const CUT_OFF = { witnesses: ['outside.test'] };
  const ALL = ['dns', 'tcp', 'tls', 'imap'];
  let lab: Lab;
  afterEach(() => lab.close());

  const netease = provider('netease', {
    domains: ['mail.example'],
    servers: [{ protocol: 'imap', host: 'imap.mail.example', port: 993, tls: 'implicit' }],
  });

  it.each([
    ['says that the name does not exist', {}],
    ['fails', { 'imap.mail.example': { fails: 'servfail' } }],
    ['is silent', { 'imap.mail.example': { fails: 'silent' }, 'outside.test': { fails: 'silent' } }],
    ['refuses', { 'imap.mail.example': { fails: 'refused' } }],
  ] satisfies (readonly [string, Record<string, Zone>])[])(
    'blames nobody where it %s',
    async (_how, zones) => {
      lab = await openLab([], zones, { dns: 1_000 }, CUT_OFF);
      const { results } = await lab.run(['discover', ...ALL], { address: 'li@mail.example' }, [netease]);
      expect(results.flatMap(troubles)).toEqual([]);
      const measured = results.filter(({ probe }) => probe !== 'discover');
      expect(measured.map(({ status }) => status)).toEqual(ALL.map(() => 'failed'));
      expect(measured[0]?.reason).toBe('the name servers of this machine answer no outside names');
      expect(codes(measured[0]!)).toEqual(['dns.not-from-here']);
      expect(measured.slice(1).flatMap(codes)).toEqual([]);
    },
  );

  it('looks for no settings of a domain it can’t know', async () => {
    lab = await openLab([], {}, {}, CUT_OFF);
    const { results } = await lab.run(['discover', 'imap'], { address: 'li@corp.example' });
    expect(results.map(({ status }) => status)).toEqual(['failed', 'failed']);
    expect(results.flatMap(codes)).toEqual(['dns.not-from-here']);
  });

  it.each([
    ['the domain has name servers', { 'corp.example': { ns: ['ns.corp.example'] } }],
    ['the domain has mail servers', { 'corp.example': { mx: [{ host: 'mx.corp.example', priority: 1 }] } }],
    ['another host of the domain is there', { 'mail.corp.example': { a: [['127.0.0.1']] } }],
  ] satisfies (readonly [string, Record<string, Zone>])[])(
    'still knows its own domain: %s',
    async (_how, zones) => {
      lab = await openLab([], zones, {}, CUT_OFF);
      const { results } = await lab.run(['dns'], { host: 'imap.corp.example' });
      expect(codes(results[0]!)).toEqual(['dns.no-such-host']);
    },
  );

  it('does not vouch for the outside name that its own alias leads to', async () => {
    const zones = {
      'corp.example': { ns: ['ns.corp.example'] },
      'imap.corp.example': { cname: 'imap.hosted.example' },
    };
    lab = await openLab([], zones, {}, CUT_OFF);
    const { results } = await lab.run(['dns'], { host: 'imap.corp.example' });
    expect(codes(results[0]!)).toEqual(['dns.not-from-here']);
  });
});

describe('dns beside other name servers', () => {
  let lab: Lab;
  let other: DnsServer;
  afterEach(async () => {
    await lab.close();
    await other.close();
  });

  const HERE = 'imap.corp.example';
  const INSIDE: Zone = { a: [['127.0.0.1']] };
  const SILENT: Zone = { fails: 'silent' };
  const FAILING: Zone = { fails: 'servfail' };
  const PUBLIC: Zone = { a: [['203.0.114.7']] };

  async function look(here: Zone | undefined, there: Zone | undefined) {
    other = await startDnsServer(there ? { [HERE]: there } : {});
    lab = await openLab([], here ? { [HERE]: here } : {}, { dns: 1_000 }, { compared: [other.address] });
    const { results } = await lab.run(['dns', 'tls'], { host: HERE, port: '993' });
    return results;
  }

  it.each([
    ['inside here, missing there', INSIDE, undefined, 'dns.split-view'],
    ['inside here, public there', INSIDE, PUBLIC, 'dns.split-view'],
    ['missing here, there elsewhere', undefined, PUBLIC, 'dns.resolvers-differ'],
    ['silent here, there elsewhere', SILENT, PUBLIC, 'dns.resolvers-differ'],
    ['public here, missing there', PUBLIC, undefined, 'dns.resolvers-differ'],
    ['public here, inside there', PUBLIC, INSIDE, 'dns.resolvers-differ'],
  ])('%s', async (_how, here, there, code) => {
    const [dns] = await look(here, there);
    const found = dns!.findings.find((finding) => finding.code === code);
    const [, port] = other.address.split(':');
    expect(found?.evidence.at(-1)?.command).toBe(`dig @127.0.0.1 -p ${port} ${HERE} A`);
    expect(found?.evidence.at(-1)?.label).toContain(other.address);
  });

  it('keeps no other probe saying that the name does not exist', async () => {
    const results = await look(undefined, PUBLIC);
    expect(results.flatMap(troubles)).toEqual(['dns.resolvers-differ']);
  });

  it.each([
    ['the same', INSIDE, INSIDE],
    ['another public address, as large hosts have', PUBLIC, { a: [['203.0.114.8']] }],
    ['no answer there', PUBLIC, FAILING],
  ])('is content with %s', async (_how, here, there) => {
    const [dns] = await look(here, there);
    expect(codes(dns!)).not.toContain('dns.resolvers-differ');
    expect(codes(dns!)).not.toContain('dns.split-view');
  });
});

describe('dns of the mail domain', () => {
  it('tells MX and SRV records in the background', async () => {
    const own = provider('own', {
      domains: ['corp.example'],
      servers: [{ protocol: 'imap', host: 'imap.corp.example', port: 993, tls: 'implicit' }],
    });
    const lab = await openLab([], {
      'corp.example': { mx: [{ host: 'mx.corp.example', priority: 10 }] },
      '_imaps._tcp.corp.example': { srv: [{ host: 'imap.corp.example', port: 993 }] },
      '_pop3s._tcp.corp.example': { srv: [{ host: '.', port: 0 }] },
      'imap.corp.example': { a: [['127.0.0.1']] },
    });
    const { results } = await lab.run(['discover', 'dns'], { address: 'li@corp.example' }, [own]);
    await lab.close();
    const told = results[1]?.findings.find(({ code }) => code === 'dns.mail-domain');
    expect(told?.facts).toEqual({ 'dns.domain': 'corp.example', 'dns.mx': 'mx.corp.example' });
    expect(told?.evidence.slice(1).map(({ label, value }) => `${label} ${value}`)).toEqual([
      'SRV _imaps._tcp imap.corp.example:993',
      'SRV _pop3s._tcp not offered',
    ]);
  });
});
