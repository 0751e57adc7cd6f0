import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskSecrets } from '../../../src/conversation/mask.js';
import { authLogDigest, authLogIn } from '../../../src/diagnosis/index.js';
import { readAuthLog } from '../../../src/diagnosis/auth-log/read-auth-log.js';
import { readAuthLine } from '../../../src/diagnosis/auth-log/read-line.js';

interface Told {
  readonly source?: string;
  readonly account?: string;
  readonly signedIn: boolean;
  readonly count: number;
}

const no = (source: string, account?: string, count = 1): Told => ({
  source,
  ...(account !== undefined && { account }),
  signedIn: false,
  count,
});
const yes = (source: string, account: string): Told => ({ source, account, signedIn: true, count: 1 });

/** As the programs write them; those of 2.3.19 and 3.7.11 were written by the servers of the live suites. */
const LINES: readonly (readonly [from: string, line: string, told: Told | undefined])[] = [
  [
    'Dovecot 2.3.19, its own file',
    'Nov 25 01:19:40 imap-login: Info: Disconnected: Aborted login by logging out (auth failed, 2 attempts in 8 secs): user=<wang>, method=PLAIN, rip=127.0.0.1, lip=127.0.0.1, secured, session=<qZaFng9hKJZ/AAAB>',
    no('127.0.0.1', 'wang', 2),
  ],
  [
    'Dovecot 2.3.19, POP3',
    'Nov 25 01:19:50 pop3-login: Info: Disconnected: Aborted login by logging out (auth failed, 1 attempts in 10 secs): user=<zhao@corp.example>, method=PLAIN, rip=127.0.0.1, lip=127.0.0.1, secured, session=<pMgBnw9hCO1/AAAB>',
    no('127.0.0.1', 'zhao@corp.example'),
  ],
  [
    'Dovecot 2.3.19, signed in',
    'Nov 25 01:20:05 imap-login: Info: Login: user=<li@corp.example>, method=PLAIN, rip=127.0.0.1, lip=127.0.0.1, mpid=22315, secured, session=<Dsabnw9hVuB/AAAB>',
    yes('127.0.0.1', 'li@corp.example'),
  ],
  [
    'Dovecot, nobody tried',
    'Nov 25 01:19:24 pop3-login: Info: Disconnected: Connection closed (no auth attempts in 0 secs): user=<>, rip=127.0.0.1, lip=127.0.0.1, secured, session=<q3UWng9h1o9/AAAB>',
    undefined,
  ],
  [
    'Dovecot, the session behind a sign-in',
    'Nov 25 01:20:05 imap(li@corp.example)<22315><Dsabnw9hVuB/AAAB>: Info: Disconnected: Connection closed (No commands sent) in=0 out=404',
    undefined,
  ],
  [
    'Dovecot 2.4, syslog',
    '2026-11-25T08:00:12.123456+08:00 mx dovecot[812]: imap-login: Login aborted: Connection closed (auth failed, 3 attempts in 12 secs) (auth_failed): user=<li@corp.example>, method=PLAIN, rip=203.0.113.7, lip=192.0.2.1, TLS, session=<x>',
    no('203.0.113.7', 'li@corp.example', 3),
  ],
  [
    'Dovecot, IPv6 and no user',
    'Nov  5 08:00:12 mx dovecot: submission-login: Disconnected: Inactivity (auth failed, 1 attempts in 180 secs): user=<>, method=PLAIN, rip=2001:db8::7, lip=2001:db8::1, TLS',
    no('2001:db8::7'),
  ],
  [
    'Dovecot auth, password',
    'Nov 25 08:00:12 mx dovecot: auth: passwd-file(li@corp.example,203.0.113.7,<abc/DEF>): Password mismatch',
    no('203.0.113.7', 'li@corp.example'),
  ],
  [
    'Dovecot auth, user',
    'Nov 25 08:00:12 auth: Info: passwd-file(nobody@corp.example,203.0.113.7,<abc>): unknown user',
    no('203.0.113.7', 'nobody@corp.example'),
  ],
  [
    'Dovecot auth, worker and PAM',
    'Nov 25 08:00:12 mx dovecot: auth-worker(4711): conn unix:auth-worker (pid=1,uid=2): auth-worker<3>: pam(li,203.0.113.7,<s>): pam_authenticate() failed: Authentication failure (Password mismatch?)',
    no('203.0.113.7', 'li'),
  ],
  [
    'Dovecot auth, LDAP',
    'Nov 25 08:00:12 mx dovecot: auth: ldap(li@corp.example,203.0.113.7,<s>): invalid credentials',
    no('203.0.113.7', 'li@corp.example'),
  ],
  [
    'Postfix 3.7.11',
    'Nov 25 01:20:06 smtp postfix/smtpd[21930]: warning: localhost[127.0.0.1]: SASL PLAIN authentication failed: (reason unavailable), sasl_username=li@corp.example',
    no('127.0.0.1', 'li@corp.example'),
  ],
  [
    'Postfix 3.7.11, no user',
    'Nov 25 01:20:05 smtp postfix/smtpd[21930]: warning: localhost[127.0.0.1]: SASL LOGIN authentication failed: Invalid authentication mechanism, sasl_username=(unavailable)',
    no('127.0.0.1'),
  ],
  [
    'Postfix, older',
    'Nov 25 08:00:12 mx postfix/submission/smtpd[9]: warning: unknown[203.0.113.7]: SASL LOGIN authentication failed: UGFzc3dvcmQ6',
    no('203.0.113.7'),
  ],
  [
    'Postfix, signed in',
    '2026-11-25T08:00:12+00:00 mx postfix/smtps/smtpd[9]: 4XyZ12abcd: client=host.example[203.0.113.7], sasl_method=PLAIN, sasl_username=li@corp.example',
    yes('203.0.113.7', 'li@corp.example'),
  ],
  ['Postfix, a connection', 'Nov 25 01:20:05 smtp postfix/smtpd[21930]: connect from localhost[127.0.0.1]', undefined],
  ['another program', 'Nov 25 08:00:12 mx sshd[7]: Failed password for root from 203.0.113.7 port 22 ssh2', undefined],
  ['a password in the wrong field', 'Nov 25 08:00:12 mx dovecot: imap-login: Disconnected (auth failed, 1 attempts in 2 secs): user=<S0nne!2024>, method=PLAIN, rip=203.0.113.7, lip=192.0.2.1', no('203.0.113.7')],
]; // prettier-ignore

describe('a line of an authentication log', () => {
  it.each(LINES)('%s', (_from, line, told) => {
    const read = readAuthLine(line);
    if (told === undefined) expect(read).toBeUndefined();
    else expect(read).toMatchObject(told);
    if (told && told.account === undefined) expect(read).not.toHaveProperty('account');
  });

  it.each(LINES)('%s: the same when secrets are masked', (_from, line) => {
    expect(readAuthLine(maskSecrets(line).text)).toEqual(readAuthLine(line));
  });

  it('knows the time in each way of writing it', () => {
    const rest = 'mx dovecot: imap-login: Login: user=<li>, rip=192.0.2.1';
    expect(readAuthLine(`2026-11-25T08:00:12+08:00 ${rest}`)?.at).toBe(Date.UTC(2026, 10, 25, 0, 0, 12));
    expect(readAuthLine(`2026-11-25 08:00:12.5 ${rest}`)?.at).toBe(Date.UTC(2026, 10, 25, 8, 0, 12));
    expect(readAuthLine(`Nov  5 08:00:12 ${rest}`)?.at).toBe(Date.UTC(2000, 10, 5, 8, 0, 12));
    expect(readAuthLine(rest)).not.toHaveProperty('at');
  });
});

function failed(second: number, account: string, source: string, count = 1): string {
  const at = new Date(Date.UTC(2026, 10, 25, 8, 0, second)).toISOString();
  return `${at} mx dovecot: imap-login: Disconnected: Inactivity (auth failed, ${count} attempts in 9 secs): user=<${account}>, method=PLAIN, rip=${source}, lip=192.0.2.1, TLS`;
}

function signedIn(second: number, account: string, source: string): string {
  const at = new Date(Date.UTC(2026, 10, 25, 8, 0, second)).toISOString();
  return `${at} mx dovecot: imap-login: Login: user=<${account}>, method=PLAIN, rip=${source}, lip=192.0.2.1, mpid=1, TLS`;
}

const times = <Item>(count: number, make: (at: number) => Item) =>
  Array.from({ length: count }, (_, at) => make(at));
const patternsOf = (lines: readonly string[]) => readAuthLog(lines.join('\n'))?.patterns ?? [];

describe('an authentication log', () => {
  it('shows one source that tries many accounts', () => {
    expect(patternsOf(times(5, (at) => failed(at * 600, `user${at}`, '203.0.113.7')))).toEqual([
      { kind: 'spraying', source: '203.0.113.7', accounts: 5, failures: 5 },
    ]);
    expect(patternsOf(times(4, (at) => failed(at * 600, `user${at}`, '203.0.113.7')))).toEqual([]);
  });

  it('shows ten failures of one account within five minutes, wherever they came from', () => {
    const forced = (apart: number) => times(10, (at) => failed(at * apart, 'li', `203.0.113.${at % 3}`));
    expect(patternsOf(forced(33))).toEqual([
      { kind: 'brute-force', account: 'li', failures: 10, sources: 3 },
    ]);
    expect(patternsOf(forced(34))).toEqual([]);
    expect(patternsOf(forced(33).slice(1))).toEqual([]);
  });

  it('shows an account that was signed in after failures from the same address', () => {
    const guessed = [failed(0, 'li', '203.0.113.7', 3), signedIn(60, 'li', '203.0.113.7')];
    expect(patternsOf(guessed)).toEqual([
      { kind: 'signed-in', account: 'li', source: '203.0.113.7', failures: 3 },
    ]);
    expect(patternsOf([failed(0, 'li', '203.0.113.7', 2), signedIn(60, 'li', '203.0.113.7')])).toEqual([]);
    expect(patternsOf([failed(0, 'li', '203.0.113.7', 3), signedIn(60, 'li', '192.0.2.9')])).toEqual([]);
    expect(patternsOf([...guessed].reverse())).toEqual([]);
  });

  it('counts a failure once that Dovecot tells twice', () => {
    const judged = (account: string) =>
      `Nov 25 08:00:12 mx dovecot: auth: passwd-file(${account},203.0.113.7,<s>): Password mismatch`;
    const log = readAuthLog([judged('li'), judged('wang'), failed(15, 'wang', '203.0.113.7', 2)].join('\n'));
    expect(log).toMatchObject({ failures: 2, accounts: 2, sources: 1, busiest: '203.0.113.7' });
  });

  it('is none without a line that tells of signing in', () => {
    expect(readAuthLog('cannot log in\nauth failed\nNov 25 08:00:12 mx cron[1]: (root) CMD')).toBeUndefined();
  });

  it('says as much in its digest, masked or not, whatever was in it', () => {
    const name = fc.constantFrom('li', 'wang@corp.example', 'zhao', 'u1', 'u2', 'u3', 'u4', 'S0nne!2024');
    const source = fc.constantFrom('203.0.113.7', '192.0.2.55', '2001:db8::7');
    const line = fc
      .tuple(fc.nat(600), name, source, fc.nat({ max: 4 }))
      .map(([second, account, from, count]) =>
        count === 0 ? signedIn(second, account, from) : failed(second, account, from, count),
      );
    fc.assert(
      fc.property(fc.array(line, { minLength: 14, maxLength: 120 }), (lines) => {
        const text = lines.join('\n');
        const digest = authLogDigest(text) ?? '';
        expect(digest.length).toBeLessThan(1_000);
        expect(digest).not.toContain('S0nne');
        expect(authLogIn(maskSecrets(digest).text)).toEqual(readAuthLog(text));
      }),
      { numRuns: 60 },
    );
  });

  it('reads the last four thousand lines', () => {
    const log = [failed(0, 'old', '192.0.2.1'), ...times(4_000, () => signedIn(1, 'li', '192.0.2.9'))];
    expect(readAuthLog(log.join('\n'))).toMatchObject({ lines: 4_000, failures: 0 });
  });

  it('is no log, and no trouble, when it is anything else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(authLogDigest(text)).toBeUndefined();
        authLogIn(text);
      }),
    );
  });
});
