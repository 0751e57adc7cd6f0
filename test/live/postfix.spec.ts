import { afterEach, describe, expect, it } from 'vitest';
import { SecretBytes, type MailProtocol, type ProbeResult } from '../../src/domain/index.js';
import { createProbeRunner, createSignInRunner, probeSettingsSchema } from '../../src/probes/index.js';
import { days, makeAuthority } from '../fakes/certificates.js';
import { startDnsServer } from '../fakes/dns-server.js';
import { bundleOf, provider, troubles } from '../probes/_lab.js';
import { hasDovecot, startDovecot } from './_dovecot.js';
import { hasPostfix, startPostfix } from './_postfix.js';

const HOST = 'mail.corp.example';
const RIGHT = 'Kp4-rIghtCanary-tU92';
const WRONG = 'Kp4-wrOngCanary-tU92';
const authority = makeAuthority();
const good = authority.issue({ hosts: [HOST] });

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Dovecot with IMAP and POP3, Postfix in front of the same passwords, and the runners with their real deadlines. */
async function setUp(certificate: Parameters<typeof startDovecot>[0]) {
  const dovecot = await startDovecot(certificate, RIGHT);
  closing.push(() => dovecot.close());
  const postfix = await startPostfix(certificate, dovecot.sasl);
  closing.push(() => postfix.close());
  const dns = await startDnsServer({ [HOST]: { a: [['127.0.0.1']] } });
  closing.push(() => dns.close());
  const { pop3, pop3s } = dovecot;
  const { submission, submissions, relay } = postfix;
  const settings = probeSettingsSchema.parse({
    resolvers: [dns.address],
    registered: [{ cidr: '127.0.0.0/8', ports: [pop3, pop3s, submission, submissions, relay] }],
    ca: [authority.cert],
    children: 1,
  });
  const runner = createProbeRunner(settings);
  const signIns = createSignInRunner(settings, () => bundleOf());
  closing.push(
    () => runner.close(),
    () => signIns.close(),
  );
  return {
    dovecot,
    postfix,
    measure: (protocol: MailProtocol, port: number, tls: 'implicit' | 'starttls') => {
      const request = { probes: ['dns', 'tls', protocol], with: { host: HOST, port: String(port), tls } };
      return runner.run(request, bundleOf([provider('own')]), () => undefined);
    },
    signIn: (protocol: MailProtocol, port: number, tls: 'implicit' | 'starttls', password: string) => {
      const target = { protocol, address: 'li@corp.example', host: HOST, port, tls };
      const secret = new SecretBytes(Buffer.from(password));
      return signIns.try({ target, userName: 'li@corp.example', needsId: false }, secret);
    },
  };
}

const all = (results: readonly ProbeResult[]): readonly string[] => results.flatMap(troubles);
const fact = (results: readonly ProbeResult[], code: string): string =>
  results.flatMap(({ findings }) => findings).find((finding) => finding.code === code)?.evidence[0]?.value ??
  '';

describe.skipIf(!hasDovecot() || !hasPostfix())('Postfix, and POP3 of Dovecot', () => {
  it('are healthy on every port, and sign in after TLS only', async () => {
    const { dovecot, postfix, measure, signIn } = await setUp(good);
    const places = [
      ['smtp', postfix.submission, 'starttls'],
      ['smtp', postfix.submissions, 'implicit'],
      ['pop3', dovecot.pop3, 'starttls'],
      ['pop3', dovecot.pop3s, 'implicit'],
    ] as const;
    for (const [protocol, port, tls] of places) {
      const results = await measure(protocol, port, tls);
      expect(results.map(({ status }) => status)).toEqual(['measured', 'measured', 'measured']);
      expect(all(results)).toEqual([]);
    }
    const told = fact(await measure('smtp', postfix.submission, 'starttls'), 'smtp.capabilities');
    expect(told).toMatch(/in clear: (?!.*AUTH.*under).*STARTTLS.*under TLS: .*AUTH PLAIN/u);
    for (const [protocol, port, tls] of places) {
      expect(await signIn(protocol, port, tls, RIGHT)).toMatchObject({ kind: 'accepted' });
      const refused = await signIn(protocol, port, tls, WRONG);
      expect(refused.kind).toBe('refused');
      expect(JSON.stringify(refused)).not.toContain(WRONG);
    }
    const log = `${await dovecot.log()}\n${await postfix.log()}`;
    expect(log.match(/SASL (?:PLAIN|LOGIN) authentication failed/gu)).toHaveLength(2);
    expect(log).not.toMatch(/SASL .* without (?:TLS|encryption)|plaintext authentication disallowed/iu);
  });

  it('that offers no sign-in is told apart, and gets no password', async () => {
    const { postfix, measure, signIn } = await setUp(good);
    expect(all(await measure('smtp', postfix.relay, 'starttls'))).toEqual(['smtp.no-auth']);
    expect(await signIn('smtp', postfix.relay, 'starttls', RIGHT)).toMatchObject({ kind: 'not-tried' });
    expect(await postfix.log()).not.toMatch(/sasl_username|authentication failed/u);
  });

  it('without TLS gets no password', async () => {
    const { dovecot, postfix, measure, signIn } = await setUp('no TLS');
    for (const [protocol, port] of [
      ['smtp', postfix.submission],
      ['pop3', dovecot.pop3],
    ] as const) {
      expect(all(await measure(protocol, port, 'starttls'))).toContain(`${protocol}.starttls-missing`);
      expect(await signIn(protocol, port, 'starttls', RIGHT)).toMatchObject({ kind: 'not-tried' });
    }
    expect(await dovecot.log()).not.toMatch(/auth failed|Login:/u);
  });

  it('with a certificate that is over gets no password', async () => {
    const { dovecot, postfix, measure, signIn } = await setUp(
      authority.issue({ hosts: [HOST], notAfter: days(-2) }),
    );
    for (const [protocol, port, tls] of [
      ['smtp', postfix.submission, 'starttls'],
      ['smtp', postfix.submissions, 'implicit'],
      ['pop3', dovecot.pop3s, 'implicit'],
    ] as const) {
      expect(all(await measure(protocol, port, tls))).toEqual(['tls.expired']);
      expect(await signIn(protocol, port, tls, RIGHT)).toMatchObject({ kind: 'not-tried' });
    }
  });
});
