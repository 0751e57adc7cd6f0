import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { SecretBytes, type SignInTried } from '../../src/domain/index.js';
import { createSignInRunner } from '../../src/probes/index.js';
import { createOpener, sealFor } from '../../src/probes/_seal.js';
import { withoutSecret } from '../../src/probes/_scrub.js';
import { makeAuthority } from '../fakes/certificates.js';
import { imap, startPlain, startTls, type FakeServer, type ImapScript } from '../fakes/mail-servers.js';
import { bundleOf, good, HOST, openLab } from './_lab.js';

const CANARY = 'Canary-7f3K"9\\q';
const USER = 'li@corp.example';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Tried {
  readonly tried: SignInTried;
  readonly server: FakeServer;
  readonly secret: SecretBytes;
}

async function tryOn(
  starting: Promise<FakeServer>,
  some: { tls?: 'implicit' | 'starttls'; needsId?: boolean; file?: string } = {},
): Promise<Tried> {
  const server = await starting;
  const lab = await openLab([server.port]);
  const runner = createSignInRunner(lab.settings, () => bundleOf(), undefined, some.file);
  closing.push(
    () => lab.close(),
    () => server.close(),
    () => runner.close(),
  );
  const secret = new SecretBytes(new TextEncoder().encode(CANARY));
  const target = { address: USER, host: HOST, port: server.port, tls: some.tls ?? 'implicit' } as const;
  const tried = await runner.try({ target, userName: USER, needsId: some.needsId ?? false }, secret);
  return { tried, server, secret };
}

function codesOf({ results }: SignInTried): readonly string[] {
  return results.flatMap(({ findings }) =>
    findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code),
  );
}

const answering = (raw: ImapScript['raw']) =>
  imap({ capabilities: 'IMAP4rev1 ID SASL-IR AUTH=PLAIN', raw: { ...OPENED, ...raw } });
const OPENED = {
  EXAMINE: '* 0 EXISTS\r\nTAG OK [READ-ONLY] done\r\n',
  NAMESPACE: 'TAG OK done\r\n',
  LIST: '* LIST () "/" INBOX\r\nTAG OK done\r\n',
};
const ACCEPTS = { AUTHENTICATE: 'TAG OK logged in\r\n' };
const sentLogins = ({ lines }: FakeServer) => lines.filter((line) => / (?:AUTHENTICATE|LOGIN) /u.test(line));

describe('one login with one credential', () => {
  it('that is accepted opens the inbox read-only, and has no trouble to tell', async () => {
    const { tried, server, secret } = await tryOn(startTls(good, answering(ACCEPTS)));
    expect(tried).toMatchObject({ kind: 'accepted', results: [{ probe: 'sign-in', status: 'measured' }] });
    expect(codesOf(tried)).toEqual([]);
    expect(sentLogins(server)).toHaveLength(1);
    expect(server.lines.some((line) => / EXAMINE /u.test(line))).toBe(true);
    expect(server.lines.some((line) => / SELECT /u.test(line))).toBe(false);
    expect([...secret.reveal()].every((byte) => byte === 0)).toBe(true);
  }, 60_000);

  it('that is refused is tried once, and what the server repeats of it is cut out', async () => {
    const sasl = Buffer.from(`\0${USER}\0${CANARY}`).toString('base64');
    const raw = { AUTHENTICATE: `TAG NO [AUTHENTICATIONFAILED] not ${CANARY} nor ${sasl}\r\n` };
    const { tried, server } = await tryOn(startTls(good, answering(raw)));
    expect(tried).toMatchObject({ kind: 'refused', stage: 'login' });
    expect(tried.kind === 'refused' && tried.text).toBe('NO [AUTHENTICATIONFAILED] not --- nor ---=');
    expect(JSON.stringify(tried)).not.toContain('Canary');
    expect(sentLogins(server)).toHaveLength(1);
  }, 60_000);

  it('shows a mailbox that is closed although the login worked', async () => {
    const raw = { ...ACCEPTS, EXAMINE: 'TAG NO EXAMINE Unsafe Login. Please contact us\r\n' };
    const { tried, server } = await tryOn(startTls(good, answering(raw)), { needsId: true });
    expect(tried).toMatchObject({ kind: 'refused', stage: 'inbox' });
    expect(tried.kind === 'refused' && tried.text).toContain('Unsafe Login');
    expect(server.lines.some((line) => / ID \(/u.test(line))).toBe(true);
  }, 60_000);

  it('goes over STARTTLS when the certificate is right', async () => {
    const script = { capabilities: 'IMAP4rev1 STARTTLS AUTH=PLAIN', certificate: good };
    const starting = startPlain(imap({ ...script, raw: { ...OPENED, ...ACCEPTS } }));
    const { tried } = await tryOn(starting, { tls: 'starttls' });
    expect(tried.kind).toBe('accepted');
  }, 60_000);
});

describe('no byte of a credential', () => {
  const plain = { ...OPENED, ...ACCEPTS, LOGIN: 'TAG OK done\r\n' };
  it.each([
    [
      'without STARTTLS',
      () => startPlain(imap({ capabilities: 'IMAP4rev1 AUTH=PLAIN', raw: plain })),
      'starttls',
    ],
    ['when STARTTLS is refused', () => startPlain(imap({ starttls: 'NO not now', raw: plain })), 'starttls'],
    [
      'to a wrong certificate behind STARTTLS',
      () => startPlain(imap({ certificate: makeAuthority().issue({ hosts: [HOST] }), raw: plain })),
      'starttls',
    ],
    [
      'to an unknown authority',
      () => startTls(makeAuthority().issue({ hosts: [HOST] }), imap({ raw: plain })),
      'implicit',
    ],
    [
      'to a server that asks for none',
      () => startTls(good, imap({ greeting: '* PREAUTH hi\r\n', raw: plain })),
      'implicit',
    ],
    [
      'where logins by password are off',
      () => startTls(good, imap({ capabilities: 'IMAP4rev1 LOGINDISABLED', raw: plain })),
      'implicit',
    ],
  ] as const)(
    'leaves %s',
    async (_name, start, tls) => {
      const { tried, server } = await tryOn(start(), { tls });
      expect(tried.kind).toBe('not-tried');
      expect(codesOf(tried).length).toBeGreaterThan(0);
      expect(sentLogins(server)).toEqual([]);
      expect(server.lines.join('\n')).not.toContain('Canary');
    },
    60_000,
  );
});

describe('a process that does not come back', () => {
  it.each(['prints-environment.mjs', 'lies.mjs'])(
    'counts as nothing tried: %s',
    async (name) => {
      const file = fileURLToPath(new URL(`../fakes/${name}`, import.meta.url));
      const { tried, secret } = await tryOn(startTls(good, imap()), { file });
      expect(tried).toMatchObject({ kind: 'not-tried', results: [{ status: 'failed' }] });
      expect([...secret.reveal()].every((byte) => byte === 0)).toBe(true);
    },
    60_000,
  );
});

describe('the hand-over', () => {
  it('can be opened by the one it was sealed for', () => {
    const [own, other] = [createOpener(), createOpener()];
    const sealed = sealFor(own.publicKey, Buffer.from(CANARY));
    expect(JSON.stringify(sealed)).not.toContain(Buffer.from(CANARY).toString('base64').slice(0, 8));
    expect(own.open(sealed).toString()).toBe(CANARY);
    expect(() => other.open(sealed)).toThrow();
    expect(() => own.open({ ...sealed, body: Buffer.from('changed').toString('base64') })).toThrow();
  });
});

describe('a server’s words', () => {
  it.each([
    ['as it is', CANARY],
    ['in other capitals', CANARY.toUpperCase()],
    ['quoted', CANARY.replace(/[\\"]/gu, '\\$&')],
    ['percent-encoded', encodeURIComponent(CANARY)],
    ['in base64', Buffer.from(CANARY).toString('base64')],
    ['in hexadecimal', Buffer.from(CANARY).toString('hex')],
  ])('lose the credential %s', (_name, spelling) => {
    expect(withoutSecret(`bad ${spelling} here`, CANARY, USER)).toMatch(/^bad ---=* here$/u);
  });

  it('go altogether where it is too short to be told from them', () => {
    expect(withoutSecret('no, ab is wrong', 'ab', USER)).toBe('');
  });
});
