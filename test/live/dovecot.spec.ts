import { afterEach, describe, expect, it } from 'vitest';
import type { ProbeResult } from '../../src/domain/index.js';
import { createProbeRunner, probeSettingsSchema } from '../../src/probes/index.js';
import { days, makeAuthority, makeSelfSigned } from '../fakes/certificates.js';
import { startDnsServer } from '../fakes/dns-server.js';
import { bundleOf, provider, troubles } from '../probes/_lab.js';
import { hasDovecot, startDovecot, type Dovecot } from './_dovecot.js';

const HOST = 'imap.corp.example';
const authority = makeAuthority();
const good = authority.issue({ hosts: [HOST] });

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Bench {
  readonly dovecot: Dovecot;
  readonly measure: (tls: 'implicit' | 'starttls') => Promise<readonly ProbeResult[]>;
  readonly discover: () => Promise<readonly ProbeResult[]>;
}

/** Dovecot, our name server, and the runner with its real deadlines and child processes. */
async function setUp(certificate: Parameters<typeof startDovecot>[0]): Promise<Bench> {
  const dovecot = await startDovecot(certificate);
  closing.push(() => dovecot.close());
  const dns = await startDnsServer({
    [HOST]: { a: [['127.0.0.1']] },
    'corp.example': { mx: [{ host: 'mx.corp.example', priority: 10 }] },
    '_imaps._tcp.corp.example': { srv: [{ host: HOST, port: dovecot.imaps }] },
  });
  closing.push(() => dns.close());
  const settings = probeSettingsSchema.parse({
    resolvers: [dns.address],
    registered: [{ cidr: '127.0.0.0/8', ports: [dovecot.imap, dovecot.imaps] }],
    ca: [authority.cert],
  });
  const runner = createProbeRunner(settings);
  closing.push(() => runner.close());
  return {
    dovecot,
    measure(tls) {
      const port = String(tls === 'implicit' ? dovecot.imaps : dovecot.imap);
      const request = { probes: ['dns', 'tls', 'imap'], with: { host: HOST, port, tls } };
      return runner.run(request, bundleOf([provider('own')]), () => undefined);
    },
    discover() {
      const request = { probes: ['discover', 'dns', 'tls', 'imap'], with: { address: 'li@corp.example' } };
      return runner.run(request, bundleOf(), () => undefined);
    },
  };
}

function allTroubles(results: readonly ProbeResult[]): readonly string[] {
  return results.flatMap(troubles);
}

describe.skipIf(!hasDovecot())('Dovecot', () => {
  it('is found by SRV and healthy over TLS', async () => {
    const { discover, dovecot } = await setUp(good);
    const results = await discover();
    expect(results.map((result) => [result.probe, result.status])).toEqual(
      ['discover', 'dns', 'tls', 'imap'].map((probe) => [probe, 'measured']),
    );
    expect(allTroubles(results)).toEqual([]);
    expect(results[0]?.mailbox?.servers[0]).toMatchObject({ host: HOST, port: dovecot.imaps, source: 'srv' });
    const imap = results.find((result) => result.probe === 'imap');
    const greeting = imap?.findings.find((finding) => finding.code === 'imap.greeting');
    expect(greeting?.facts['imap.greeting']).toContain('Dovecot');
    const told = imap?.findings.find((finding) => finding.code === 'imap.capabilities');
    expect(told?.facts['imap.capabilities']).toContain('AUTH=PLAIN');
  });

  it('is healthy over STARTTLS, and told what it offers before and after', async () => {
    const { measure } = await setUp(good);
    const results = await measure('starttls');
    expect(allTroubles(results)).toEqual([]);
    const told = results
      .flatMap((result) => result.findings)
      .find((finding) => finding.code === 'imap.capabilities');
    expect(told?.evidence[0]?.value).toMatch(/in clear: .*STARTTLS.*under TLS: (?!.*STARTTLS)/u);
  });

  it.each([
    ['expired', authority.issue({ hosts: [HOST], notAfter: days(-2) }), 'tls.expired'],
    ['made out for another name', authority.issue({ hosts: ['other.example'] }), 'tls.name-mismatch'],
    ['its own authority', makeSelfSigned({ hosts: [HOST] }), 'tls.self-signed'],
  ])('with a certificate that is %s', async (_name, certificate, code) => {
    const { measure } = await setUp(certificate);
    expect(allTroubles(await measure('implicit'))).toEqual([code]);
    expect(allTroubles(await measure('starttls'))).toEqual([code]);
  });

  it('without TLS', async () => {
    const { measure } = await setUp('no TLS');
    expect(allTroubles(await measure('starttls'))).toContain('imap.starttls-missing');
  });

  it('that accepts and never answers gets its verdict within ten seconds', async () => {
    const { measure, dovecot } = await setUp(good);
    // Starts the child, which takes longer from source than in production.
    await measure('starttls');
    dovecot.freeze();
    for (const [tls, code] of [
      ['starttls', 'imap.no-greeting'],
      ['implicit', 'net.timeout'],
    ] as const) {
      const began = performance.now();
      const results = await measure(tls);
      expect(performance.now() - began).toBeLessThan(10_500);
      expect(allTroubles(results)).toContain(code);
    }
  });
});
