import { describe, expect, it } from 'vitest';
import type { ProbeResult } from '../../src/domain/index.js';
import { days, makeAuthority, makeSelfSigned, type Certificate } from '../fakes/certificates.js';
import {
  cutsAtFirstByte,
  imap,
  saysAndStays,
  silent,
  startPlain,
  startTls,
  type FakeServer,
} from '../fakes/mail-servers.js';
import { authority, codes, good, HOST, openLab, troubles, withServer } from './_lab.js';

const stranger = makeAuthority('Somebody else', { issuerAt: 'http://ca.example/root.crt' });

const between = makeAuthority('Root elsewhere')
  .between('Second between', { issuerAt: 'http://ca.example/root.crt' })
  .between('First between', { issuerAt: 'http://ca.example/1.crt' });

function withChain({ cert, key }: Certificate, ...chain: readonly Certificate[]): Certificate {
  return { key, cert: [cert, ...chain.map((one) => one.cert)].join('') };
}

/** Every fault a certificate can have, and what it is called. */
const CERTIFICATES: readonly (readonly [string, Certificate, string])[] = [
  ['has expired', authority.issue({ hosts: [HOST], notAfter: days(-1) }), 'tls.expired'],
  ['is not valid yet', authority.issue({ hosts: [HOST], notBefore: days(1) }), 'tls.not-yet-valid'],
  ['is for another name', authority.issue({ hosts: ['mail.other.example'] }), 'tls.name-mismatch'],
  ['vouches for itself', makeSelfSigned({ hosts: [HOST] }), 'tls.self-signed'],
  ['comes from an unknown authority', stranger.issue({ hosts: [HOST] }), 'tls.untrusted'],
  [
    'comes without the one between',
    stranger.issue({ hosts: [HOST], isPublic: true, issuerAt: 'http://ca.example/between.crt' }),
    'tls.chain-incomplete',
  ],
  [
    'comes without the second of two between',
    withChain(between.issue({ hosts: [HOST], isPublic: true, issuerAt: 'http://ca.example/2.crt' }), between),
    'tls.chain-incomplete',
  ],
  [
    'comes with the unknown root of an authority that says where to fetch it',
    withChain(
      stranger.issue({ hosts: [HOST], isPublic: true, issuerAt: 'http://ca.example/root.crt' }),
      stranger,
    ),
    'tls.untrusted',
  ],
  [
    'comes from an authority of a house that says where to fetch its own',
    stranger.issue({ hosts: [HOST], issuerAt: 'http://pki.corp.example/root.crt' }),
    'tls.untrusted',
  ],
  ['has the name as common name only', authority.issue({ name: HOST }), 'tls.name-in-cn'],
  [
    'has a wildcard for a part of a label',
    authority.issue({ hosts: ['im*.corp.example'] }),
    'tls.name-mismatch',
  ],
  [
    'has the name as common name beside that of a service',
    authority.issue({ name: HOST, services: ['_imaps.other.example'] }),
    'tls.name-mismatch',
  ],
  ['ends within two weeks', authority.issue({ hosts: [HOST], notAfter: days(13) }), 'tls.expires-soon'],
];

describe('tls', () => {
  it('finds nothing wrong with a good certificate', async () => {
    await withServer(startTls(good, imap()), async (lab, server) => {
      const result = await lab.on('tls', server.port);
      expect(codes(result)).toEqual(['net.connected', 'tls.ok']);
      const ok = result.findings.find((finding) => finding.code === 'tls.ok');
      expect(ok?.facts).toMatchObject({
        'tls.issuer': 'Mailmedic Test CA',
        'tls.names': HOST,
        'tls.version': 'TLSv1.3',
        'tls.not_after': expect.stringMatching(/^\d{4}-\d\d-\d\dT/u) as string,
      });
      expect(ok?.evidence[0]?.command).toBe(
        `openssl s_client -connect ${HOST}:${server.port} -servername ${HOST} -showcerts </dev/null`,
      );
    });
  });

  it.each(CERTIFICATES)('says when a certificate %s', async (_name, certificate, code) => {
    await withServer(startTls(certificate, imap()), async (lab, server) => {
      const result = await lab.on('tls', server.port);
      expect(troubles(result)).toEqual([code]);
      expect(server.lines).toEqual([]);
    });
  });

  it.each(CERTIFICATES)(
    'says the same behind STARTTLS when a certificate %s',
    async (_name, certificate, code) => {
      await withServer(startPlain(imap({ certificate })), async (lab, server) => {
        const result = await lab.on('tls', server.port, 'starttls');
        expect(troubles(result)).toEqual([code]);
        expect(new Set(server.lines)).toEqual(new Set(['a1 STARTTLS']));
        expect(JSON.stringify(result.findings)).toContain('-starttls imap');
      });
    },
  );

  it.each([
    ['a part of a label as wildcard', { hosts: ['im*.corp.example'] }],
    ['the host as common name only', { name: HOST }],
  ])('has no conversation over a certificate with %s', async (_name, options) => {
    await withServer(startTls(authority.issue(options), imap()), async (lab, server) => {
      const result = await lab.on('imap', server.port);
      expect(result.phases.find(({ name }) => name === 'tls')?.status).toBe('fail');
      expect(server.lines).toEqual([]);
    });
  });

  it('takes a certificate for the mail service that led here by SRV, and says who will not', async () => {
    const domain = 'corp.example';
    const named = authority.issue({ hosts: ['other.example'], services: [`_imaps.${domain}`] });
    const server = await startTls(named, imap());
    const lab = await openLab([server.port], {
      [HOST]: { a: [['127.0.0.1']] },
      [domain]: { mx: [{ host: 'mx.corp.example', priority: 10 }] },
      [`_imaps._tcp.${domain}`]: { srv: [{ host: HOST, port: server.port }] },
    });
    const { results } = await lab.run(['tls', 'imap'], { address: `li.wei@${domain}` });
    const [tls, imapResult] = ['tls', 'imap'].map((id) => results.find(({ probe }) => probe === id));
    expect(codes(tls!)).toEqual(['net.connected', 'tls.name-by-service']);
    expect(troubles(imapResult!)).toEqual([]);
    expect(troubles(await lab.on('tls', server.port))).toEqual(['tls.name-mismatch']);
    await lab.close();
    await server.close();
  });

  it('tells all that is wrong at once', async () => {
    const certificate = makeSelfSigned({
      hosts: ['old.example'],
      notAfter: days(-400),
      notBefore: days(-800),
    });
    await withServer(startTls(certificate, imap()), async (lab, server) => {
      const result = await lab.on('tls', server.port);
      expect(troubles(result)).toEqual(['tls.expired', 'tls.name-mismatch', 'tls.self-signed']);
    });
  });

  it.each(['TLSv1', 'TLSv1.1'] as const)('names a server that knows only %s', async (version) => {
    const old = startTls(good, imap(), { min: version, max: version });
    await withServer(old, async (lab, server) => {
      const result = await lab.on('tls', server.port);
      expect(troubles(result)).toEqual(['tls.old-version']);
    });
  });

  it('says which issuer’s certificate is missing', async () => {
    const leaf = between.issue({ hosts: [HOST], isPublic: true, issuerAt: 'http://ca.example/2.crt' });
    await withServer(startTls(withChain(leaf, between), imap()), async (lab, server) => {
      const { findings } = await lab.on('tls', server.port);
      const found = findings.find(({ code }) => code === 'tls.chain-incomplete');
      expect(found?.facts['tls.issuer']).toBe('Second between');
    });
  });

  it.each(['implicit', 'starttls'] as const)(
    'says who can’t connect where TLS 1.3 is a must: %s',
    async (tls) => {
      const newest = { min: 'TLSv1.3', max: 'TLSv1.3' } as const;
      const starting =
        tls === 'implicit'
          ? startTls(good, imap(), newest)
          : startPlain(imap({ certificate: { ...good, minVersion: newest.min } }));
      await withServer(starting, async (lab, server) => {
        const result = await lab.on('tls', server.port, tls);
        expect(codes(result)).toEqual(['net.connected', 'tls.new-version', 'tls.ok']);
        expect(JSON.stringify(result.findings)).toContain('openssl s_client -tls1_2 -connect');
        expect(server.lines.filter((line) => line !== 'a1 STARTTLS')).toEqual([]);
      });
    },
  );

  it('has nothing to say about a server that knows TLS 1.2 and nothing newer', async () => {
    await withServer(startTls(good, imap(), { min: 'TLSv1.2', max: 'TLSv1.2' }), async (lab, server) => {
      expect(troubles(await lab.on('tls', server.port))).toEqual([]);
    });
  });

  describe('with another certificate over IPv6', () => {
    async function overBoth(over4: Certificate, over6: Certificate): Promise<ProbeResult> {
      const server = await startTls(over4, imap());
      const other = await startTls(over6, imap(), undefined, { host: '::1', port: server.port });
      const registered = ['127.0.0.0/8', '::1/128'].map((cidr) => ({ cidr, ports: [server.port] }));
      const zones = { [HOST]: { a: [['127.0.0.1']], aaaa: [['::1']] } };
      const lab = await openLab([server.port], zones, {}, { registered });
      const result = await lab.on('tls', server.port);
      await Promise.all([lab.close(), server.close(), other.close()]);
      return result;
    }

    function differs({ findings }: ProbeResult) {
      return findings.find(({ code }) => code === 'tls.family-differs')?.facts;
    }

    it('names the family whose certificate is bad', async () => {
      const expired = authority.issue({ hosts: [HOST], notAfter: days(-1) });
      const six = await overBoth(good, expired);
      expect(codes(six)).toEqual(['net.connected', 'tls.expired', 'tls.family-differs']);
      expect(differs(six)).toMatchObject({ 'tls.works': 'IPv4', 'tls.fails': 'IPv6' });
      expect(JSON.stringify(six.findings)).toContain('openssl s_client -6 -connect');
      const four = await overBoth(expired, good);
      expect(codes(four)).toEqual(['net.connected', 'tls.expired', 'tls.family-differs']);
      expect(differs(four)).toMatchObject({ 'tls.works': 'IPv6', 'tls.fails': 'IPv4' });
    });

    it('tells what is wrong over each where both are bad', async () => {
      const result = await overBoth(
        authority.issue({ hosts: [HOST], notAfter: days(-1) }),
        authority.issue({ hosts: ['other.example'] }),
      );
      expect(troubles(result)).toEqual(['tls.expired', 'tls.name-mismatch']);
    });

    it('finds nothing in two good ones', async () => {
      const result = await overBoth(good, authority.issue({ hosts: [HOST] }));
      expect(codes(result)).toEqual(['net.connected', 'tls.ok']);
    });
  });

  it('recognises an inspection product by its issuer', async () => {
    const scanner = makeAuthority('Fortinet FortiGate CA');
    await withServer(startTls(scanner.issue({ hosts: [HOST] }), imap()), async (lab, server) => {
      const result = await lab.on('tls', server.port);
      expect(troubles(result)).toEqual(['tls.inspected', 'tls.untrusted']);
    });
  });

  it('says what a port speaks that has no TLS', async () => {
    await withServer(startPlain(saysAndStays('* OK ready\r\n')), async (lab, server) => {
      const result = await lab.on('tls', server.port);
      expect(troubles(result)).toEqual(['tls.not-tls']);
      expect(JSON.stringify(result.findings)).toContain('IMAP: * OK ready');
    });
  });

  it('tells a handshake that is cut from one that is never answered', async () => {
    await withServer(startPlain(cutsAtFirstByte), async (lab, server) => {
      expect(troubles(await lab.on('tls', server.port))).toEqual(['net.reset']);
    });
    const shortly = { tls: 1_000 };
    await withServer(
      startPlain(silent),
      async (lab, server) => expect(troubles(await lab.on('tls', server.port))).toEqual(['net.timeout']),
      shortly,
    );
  });

  it('tells a refused STARTTLS from a port that speaks something else', async () => {
    await withServer(startPlain(imap({ starttls: 'NO later' })), async (lab, server) => {
      expect(troubles(await lab.on('tls', server.port, 'starttls'))).toEqual(['imap.starttls-refused']);
    });
    await withServer(startPlain(saysAndStays('HTTP/1.1 400 no\r\n\r\n')), async (lab, server) => {
      expect(troubles(await lab.on('tls', server.port, 'starttls'))).toEqual(['tls.not-tls']);
    });
  });

  it('says that nothing listens', async () => {
    const gone: FakeServer = await startPlain(silent);
    await gone.close();
    const lab = await openLab([gone.port]);
    const result = await lab.on('tls', gone.port);
    await lab.close();
    expect(troubles(result)).toEqual(['net.refused']);
    expect(result.findings[0]?.facts).toEqual({ 'net.host': HOST, 'net.port': String(gone.port) });
  });

  it('shows an address that is dead beside one that lives', async () => {
    const server = await startTls(good, imap());
    const lab = await openLab([server.port], { [HOST]: { a: [['127.0.0.1', '127.0.0.2']] } });
    const result = await lab.on('tls', server.port);
    await lab.close();
    await server.close();
    const connected = result.findings.find((finding) => finding.code === 'net.connected');
    expect(connected?.evidence[0]?.value).toBe('127.0.0.1 connected; 127.0.0.2 refused the connection');
    expect(result.phases.find((phase) => phase.name === 'connect')?.status).toBe('warn');
  });
});
