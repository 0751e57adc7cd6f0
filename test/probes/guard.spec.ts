import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGuard, parseHostName, REFUSAL } from '../../src/probes/guard.js';
import { PROBES } from '../../src/probes/index.js';
import { runProbes } from '../../src/probes/run.js';
import type { Zone } from '../fakes/dns-server.js';
import { saysAndStays, startPlain, type FakeServer } from '../fakes/mail-servers.js';
import { openLab, type Lab } from './_lab.js';

/** Ways to write this machine, a private network or no host at all. */
const SPELLINGS: readonly string[] = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0x7F.0x0.0x0.0x1',
  '0177.0.0.1',
  '017700000001',
  '127.000.000.001',
  '127.0.0.1.',
  '0',
  '0.0.0.0',
  '１２７．０．０．１',
  '127。0。0。1',
  '127｡0｡0｡1',
  '①②⑦.⓪.⓪.①',
  '𝟏𝟐𝟕.𝟎.𝟎.𝟏',
  '٢١٣٠٧٠٦٤٣٣',
  'localhost',
  'LOCALHOST',
  'ｌｏｃａｌｈｏｓｔ',
  'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ',
  'localhost.',
  'imap.localhost',
  'localhost.localdomain',
  'printer.local',
  'metadata.google.internal',
  'router.home.arpa',
  '1.0.0.127.in-addr.arpa',
  'intranet',
  '::1',
  '[::1]',
  '[::]',
  '0:0:0:0:0:0:0:1',
  '::ffff:127.0.0.1',
  '[::ffff:7f00:1]',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'fe80::1%lo',
  '[fe80::1%25eth0]',
  '10.0.0.5',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '198.18.0.1',
  '224.0.0.1',
  '1.2.3.4',
  '1.2.3',
  '256.256.256.256',
  'imap.corp.example:22',
  'imap.corp.example\r\nA1 LOGIN x y',
  'user:pw@imap.corp.example',
  'http://imap.corp.example/',
  'imap.corp.example/x',
  'imap.corp.example.',
  'imap..corp.example',
  '.corp.example',
  '-imap.corp.example',
  'imap_.corp.example',
  '$(id).corp.example',
  'imap.corp.example%00.evil.example',
  'imap.corp.example\u0000',
  'imap\u202e.corp.example',
  `${'a'.repeat(64)}.com`,
  `${'a.'.repeat(130)}com`,
  // Short as typed, too long in ASCII.
  `${'中文邮箱服务器公司网络.'.repeat(8)}cn`,
  '',
  ' ',
];

describe('parseHostName', () => {
  it.each([
    ['imap.corp.example', 'imap.corp.example'],
    ['  IMAP.Corp.Example ', 'imap.corp.example'],
    ['邮箱.中国', 'xn--c0zu34b.xn--fiqs8s'],
    ['imap．corp。example', 'imap.corp.example'],
    ['163.com', '163.com'],
    ['1.163.com', '1.163.com'],
  ])('reads %j as %j', (input, name) => {
    expect(parseHostName(input)).toBe(name);
  });

  it('shows a look-alike in its ASCII spelling', () => {
    expect(parseHostName('іmap.corp.example')).toMatch(/^xn--map-/u);
  });

  it.each(SPELLINGS)('refuses %j', (input) => {
    expect(parseHostName(input)).toBeUndefined();
  });
});

describe('addresses', () => {
  const guard = createGuard({ registered: [{ cidr: '10.1.2.0/24', ports: [1993] }], port25: false }, [
    { host: 'imap.corp.example', port: 9993 },
  ]);

  it.each([
    ...['0.0.0.0', '10.0.0.5', '127.0.0.1', '169.254.169.254', '172.31.255.255', '192.168.0.1', '100.64.0.1'],
    ...['192.0.0.192', '192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '224.0.0.1', '240.0.0.1'],
    ...['255.255.255.255', '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', 'fe80::1'],
    ...[
      'fe80::1%lo',
      '2606:4700::1111%eth0',
      'fc00::1',
      'fec0::1',
      'ff02::1',
      '64:ff9b::a9fe:a9fe',
      '64:ff9b:1::1',
      '2002:7f00:1::',
    ],
    ...['2001::1', '2001:db8::1', '100::1', '4000::1', 'not an address', ''],
  ])('refuses %s', (ip) => {
    expect(guard.addresses('imap.corp.example', [ip], 993)).toBeUndefined();
  });

  it('lets public and registered addresses through', () => {
    const list = guard.addresses('imap.corp.example', ['8.8.8.8', '2606:4700::1111', '10.1.2.3'], 993);
    expect(list?.map((address) => [address.ip, address.family])).toEqual([
      ['8.8.8.8', 4],
      ['2606:4700::1111', 6],
      ['10.1.2.3', 4],
    ]);
  });

  it('refuses all when one of them is out of bounds', () => {
    expect(guard.addresses('imap.corp.example', ['8.8.8.8', '10.0.0.5'], 993)).toBeUndefined();
  });

  it('opens a registered port on registered addresses only', () => {
    expect(guard.addresses('imap.corp.example', ['10.1.2.3'], 1993)).toHaveLength(1);
    expect(guard.addresses('imap.corp.example', ['8.8.8.8'], 1993)).toBeUndefined();
  });

  it("opens a provider file's port on its host only", () => {
    expect(guard.addresses('imap.corp.example', ['8.8.8.8'], 9993)).toHaveLength(1);
    expect(guard.addresses('other.corp.example', ['8.8.8.8'], 9993)).toBeUndefined();
  });

  it.each([22, 25, 80, 3306, 0])('refuses port %i', (port) => {
    expect(guard.port('imap.corp.example', port)).toBe(false);
    expect(guard.addresses('imap.corp.example', ['8.8.8.8'], port)).toBeUndefined();
  });

  it('opens port 25 with its switch', () => {
    expect(createGuard({ registered: [], port25: true }).port('mx.corp.example', 25)).toBe(true);
  });
});

/** Of the two ways to receive only the one in use is measured, so each has a run of its own. */
const ON_A_SERVER = (['imap', 'pop3'] as const).map((receiving) => ['dns', 'tcp', 'tls', receiving, 'smtp']);

describe('no packet leaves for a forbidden target', () => {
  const zones = {
    'loop.corp.example': { a: [['127.0.0.1']] },
    'multi.corp.example': { a: [['8.8.8.8', '127.0.0.1']] },
    'six.corp.example': { aaaa: [['::1']] },
    'mapped.corp.example': { aaaa: [['::ffff:127.0.0.1']] },
    'nat64.corp.example': { aaaa: [['64:ff9b::7f00:1']] },
    'six-to-four.corp.example': { aaaa: [['2002:7f00:1::']] },
    'teredo.corp.example': { aaaa: [['2001:0:7f00:1::']] },
    'ula.corp.example': { aaaa: [['fd00::1']] },
    'link.corp.example': { aaaa: [['fe80::1']] },
    'half.corp.example': { a: [['8.8.8.8']], aaaa: [['fd00::1']] },
    'metadata.corp.example': { a: [['169.254.169.254']] },
  };
  const NAMES = Object.keys(zones);
  let server: FakeServer;
  let lab: Lab;
  let sockets = 0;
  const count = (): void => {
    sockets += 1;
  };

  beforeAll(async () => {
    server = await startPlain(saysAndStays('* OK hello\r\n'));
    lab = await openLab([], { ...zones, ...domainsOf(NAMES) });
    subscribe('net.client.socket', count);
  });
  afterAll(async () => {
    unsubscribe('net.client.socket', count);
    await lab.close();
    await server.close();
  });

  /** Nothing is registered, and the listener's port is allowed on every name: only the guard stands between. */
  async function runOn(probes: readonly string[], target: Readonly<Record<string, string>>) {
    const allowed = [...NAMES, target['host'] ?? ''].flatMap((host) =>
      (['imap', 'pop3', 'smtp'] as const).map((protocol) => ({
        protocol,
        host,
        port: server.port,
        tls: 'starttls' as const,
      })),
    );
    const request = {
      probes: [...probes],
      with: target,
      settings: { ...lab.settings, registered: [] },
      providers: [{ id: 'x', domains: [], mx: [], servers: allowed }],
    };
    return runProbes(request, PROBES, { now: () => new Date() }, () => undefined);
  }

  it.each([...SPELLINGS, ...NAMES])('%j as a server', async (host) => {
    for (const probes of ON_A_SERVER) {
      const { results } = await runOn(probes, { host, port: String(server.port), tls: 'starttls' });
      expect(results.map((result) => [result.status, result.reason, result.findings])).toEqual(
        probes.map(() => ['refused', REFUSAL, []]),
      );
    }
    expect([sockets, server.connections()]).toEqual([0, 0]);
  });

  it('does not ask the DNS about what is no name', () => {
    const asked = lab.dns.asked.map((question) => question.split(' ')[1]);
    expect(new Set(asked)).toEqual(new Set(NAMES));
  });

  it.each([...SPELLINGS, ...NAMES])('%j behind a mail address', async (host) => {
    const runs = await Promise.all(
      ON_A_SERVER.map((probes) => runOn(['discover', ...probes], { address: `li@${host}` })),
    );
    const results = runs.flatMap((run) => run.results);
    const found = results.flatMap((result) => result.mailbox?.servers ?? []);
    expect(found.filter(({ source }) => source === 'guess')).toEqual([]);
    expect(results.filter(({ probe }) => probe !== 'discover').map(({ status }) => status)).not.toContain(
      'measured',
    );
    expect([sockets, server.connections()]).toEqual([0, 0]);
  });
});

/** Domains whose records all lead to forbidden addresses: an SRV record, and the names that are guessed. */
function domainsOf(names: readonly string[]): Readonly<Record<string, Zone>> {
  return Object.fromEntries(
    names.flatMap((name): [string, Zone][] => [
      [`_imaps._tcp.${name}`, { srv: [{ host: name, port: 993 }] }],
      [`imap.${name}`, { a: [['127.0.0.1']] }],
      [`mail.${name}`, { aaaa: [['::1']] }],
    ]),
  );
}

describe('a rebinding name', () => {
  it.each(ON_A_SERVER)(
    'is looked up once and connected to at the address that was checked',
    async (...probes) => {
      const first = await startPlain(saysAndStays('* BYE first\r\n'));
      const zone = { a: [['127.0.0.1'], ['127.0.0.9'], ['10.0.0.5']] };
      const lab = await openLab([first.port], { 'rebind.corp.example': zone });
      const target = { host: 'rebind.corp.example', port: String(first.port), tls: 'starttls' };
      const { results } = await lab.run(probes, target);
      const asked = lab.dns.asked.filter((question) => question === 'A rebind.corp.example');
      await lab.close();
      await first.close();
      expect(asked).toHaveLength(1);
      expect(results.map((result) => result.status)).toEqual(probes.map(() => 'measured'));
      expect(first.connections()).toBeGreaterThan(0);
    },
  );
});
