import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { SecretBytes, type SignInTried } from '../../src/domain/index.js';
import { createSignInRunner } from '../../src/probes/index.js';
import { createOpener, sealFor } from '../../src/probes/_seal.js';
import { withoutSecret } from '../../src/probes/_scrub.js';
import { makeAuthority } from '../fakes/certificates.js';
import { imap, startPlain, startTls, type FakeServer, type ImapScript } from '../fakes/mail-servers.js';
import { pop3, smtp } from '../fakes/text-servers.js';
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
  some: {
    protocol?: 'imap' | 'pop3' | 'smtp';
    tls?: 'implicit' | 'starttls';
    needsId?: boolean;
    file?: string;
  } = {},
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
  const target = {
    protocol: some.protocol ?? 'imap',
    address: USER,
    host: HOST,
    port: server.port,
    tls: some.tls ?? 'implicit',
  } as const;
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

describe.each([
  {
    protocol: 'pop3',
    start: pop3,
    more: '+ \r\n',
    yes: '+OK in\r\n',
    no: '-ERR [AUTH] no\r\n',
    hidden: ['USER', 'SASL PLAIN'],
    tokens: ['SASL XOAUTH2'],
    opening: { STAT: '+OK 0 0\r\n' },
  },
  {
    protocol: 'smtp',
    start: smtp,
    more: '334 \r\n',
    yes: '235 2.7.0 in\r\n',
    no: '535-5.7.8 no\r\n535 5.7.8 never\r\n',
    hidden: ['AUTH PLAIN'],
    tokens: ['AUTH XOAUTH2'],
    opening: {},
  },
] as const)('over $protocol', ({ protocol, start, more, yes, no, hidden, tokens, opening }) => {
  const sasl = Buffer.from(`\0${USER}\0${CANARY}`).toString('base64');
  const answers = (answer: string) => ({ ...opening, AUTH: more, '*': answer });

  it('one login is accepted', async () => {
    const { tried, server } = await tryOn(startTls(good, start({ raw: answers(yes) })), { protocol });
    expect(tried).toMatchObject({ kind: 'accepted', results: [{ findings: [{ code: 'auth.accepted' }] }] });
    expect(server.lines.filter((line) => line === sasl)).toHaveLength(1);
  }, 60_000);

  it('one login is refused, and no second one is made', async () => {
    const { tried, server } = await tryOn(startTls(good, start({ raw: answers(no) })), { protocol });
    expect(tried).toMatchObject({ kind: 'refused', stage: 'login' });
    expect(tried.kind === 'refused' && tried.text).toBe(no.trim().replace('\r\n', ' '));
    expect(server.lines.filter((line) => line.startsWith('AUTH'))).toHaveLength(1);
  }, 60_000);

  it('what a server repeats of the credential is cut out', async () => {
    const echo = no.replace(/no/u, `no ${CANARY} ${sasl}`);
    const { tried } = await tryOn(startTls(good, start({ raw: answers(echo) })), { protocol });
    expect(tried.kind).toBe('refused');
    expect(JSON.stringify(tried)).not.toContain('Canary');
    expect(JSON.stringify(tried)).not.toContain(sasl.slice(0, 20));
  }, 60_000);

  it.each([
    ['without encryption', () => startPlain(start({ capabilities: hidden, raw: answers(yes) }))],
    ['when encryption is refused', () => startPlain(start({ starttls: no.trim(), raw: answers(yes) }))],
    [
      'when text is slipped in before TLS',
      () => startPlain(start({ injected: yes, certificate: good, raw: answers(yes) })),
    ],
    [
      'to a wrong certificate',
      () => startPlain(start({ certificate: makeAuthority().issue({ hosts: [HOST] }), raw: answers(yes) })),
    ],
    [
      'where only tokens are taken',
      () => startPlain(start({ certificate: good, capabilitiesUnderTls: tokens, raw: answers(yes) })),
    ],
  ])(
    'no byte of it leaves %s',
    async (_name, starting) => {
      const { tried, server } = await tryOn(starting(), { protocol, tls: 'starttls' });
      expect(tried.kind).toBe('not-tried');
      expect(codesOf(tried).length).toBeGreaterThan(0);
      expect(server.lines.join('\n')).not.toMatch(/Canary|^AUTH/mu);
      expect(server.lines).not.toContain(sasl);
    },
    60_000,
  );
});

describe('what counts as a yes over SMTP', () => {
  it('is not a 235 that speaks of failure', async () => {
    const raw = { AUTH: '334 \r\n', '*': '235 auth failure\r\n' };
    const { tried } = await tryOn(startTls(good, smtp({ raw })), { protocol: 'smtp' });
    expect(tried).toMatchObject({ kind: 'refused', text: '235 auth failure' });
  }, 60_000);

  it('is not another number whose words are a yes', async () => {
    const raw = { AUTH: '334 \r\n', '*': '250 2.7.0 Authentication successful\r\n' };
    const { tried } = await tryOn(startTls(good, smtp({ raw })), { protocol: 'smtp' });
    expect(tried).toMatchObject({ kind: 'refused' });
  }, 60_000);

  it('shows the status that a server hides in a challenge', async () => {
    const challenge = Buffer.from('{"status":"400","schemes":"bearer"}').toString('base64');
    const raw = { AUTH: '334 \r\n', '*': `334 ${challenge}\r\n`, '': '535 5.7.8 no\r\n' };
    const { tried } = await tryOn(startTls(good, smtp({ raw })), { protocol: 'smtp' });
    expect(tried).toMatchObject({ kind: 'refused', text: '535 5.7.8 no (OAuth 400)' });
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
      'when text is slipped in before TLS',
      () => startPlain(imap({ injected: '* PREAUTH hi\r\n', certificate: good, raw: plain })),
      'starttls',
    ],
    [
      'to a server that has let everybody in before STARTTLS',
      () => startPlain(imap({ greeting: '* PREAUTH hi\r\n', certificate: good, raw: plain })),
      'starttls',
    ],
    [
      'to a server that hides STARTTLS and offers a login in clear',
      () => startPlain(imap({ capabilities: 'IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=LOGIN', raw: plain })),
      'starttls',
    ],
    [
      'where only tokens are taken',
      () => startTls(good, imap({ capabilities: 'IMAP4rev1 LOGINDISABLED AUTH=XOAUTH2', raw: plain })),
      'implicit',
    ],
    [
      'to a server that turns connections away',
      () => startTls(good, imap({ greeting: '* BYE [REFERRAL imap://other.example/] gone\r\n', raw: plain })),
      'implicit',
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
      const sent = server.lines.join('\n');
      for (const secret of [CANARY, CANARY.slice(0, 8), USER]) {
        expect(sent).not.toContain(secret);
        expect(sent).not.toContain(Buffer.from(secret).toString('base64').slice(0, 8));
      }
      expect(sent).not.toContain(Buffer.from(`\0${USER}\0${CANARY}`).toString('base64').slice(0, 12));
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
