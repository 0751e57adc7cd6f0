/** One line of an authentication log: who tried to sign in from where, and what came of it. */
export interface Attempt {
  /** Milliseconds; only differences count, as syslog writes no year. */
  readonly at?: number;
  readonly source?: string;
  readonly account?: string;
  readonly signedIn: boolean;
  readonly count: number;
  /** One attempt is told by the judge of passwords and again by the service that asked it. */
  readonly told: 'auth' | 'service';
}

const LONGEST_LINE = 600;
const ADDRESS = String.raw`(?<source>\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]{2,39}(?:%\w{1,16})?)`;

/**
 * Dovecot 2.3 and 2.4 (`imap-login`, `pop3-login`, `submission-login`, `managesieve-login`), its `auth` process, and
 * Postfix's `smtpd`.
 * @see https://doc.dovecot.org/latest/core/admin/logging.html, https://www.postfix.org/SASL_README.html
 */
const FAILED_LOGIN = /-login: .{0,200}?\(auth failed, (?<count>\d{1,6}) attempts?(?: in \d+ secs?)?\)/u;
const LOGIN = /-login: (?:Info: )?Login: user=</u;
const USER = /\buser=<(?<account>[^>]{0,256})>/u;
const REMOTE = new RegExp(String.raw`\brip=${ADDRESS}`, 'iu');
const JUDGED = new RegExp(
  String.raw`\bauth(?:-worker)?(?:\(\d+\))?: .{0,80}?\b(?:conn unix:[^:]{1,80}: )?[a-z][\w-]{1,20}\((?<account>[^,()\s]{1,256}),${ADDRESS}(?:,[^)]{0,80})?\): .{0,120}?(?:password mismatch|unknown user|authentication failure|invalid credentials)`,
  'iu',
);
const POSTFIX_FAILED = new RegExp(
  String.raw`\bpostfix[\w/.-]*/smtpd\[\d+\]: warning: [^\s[]{1,255}\[${ADDRESS}\]: SASL [\w-]{2,20} authentication failed`,
  'iu',
);
const POSTFIX_LOGIN = new RegExp(
  String.raw`/smtpd\[\d+\]: \w{1,24}: client=[^\s[]{1,255}\[${ADDRESS}\],.{0,200}?\bsasl_username=(?<account>[^\s,]{1,256})`,
  'iu',
);
const SASL_USER = /\bsasl_username=(?<account>[^\s,]{1,256})/u;

/** What a line tells of signing in, `undefined` when it tells nothing. */
export function readAuthLine(raw: string): Attempt | undefined {
  const line = raw.slice(0, LONGEST_LINE);
  if (!/login|auth|sasl/iu.test(line)) return undefined;
  const at = timeOf(line);
  const attempt = failedLogin(line) ?? judged(line) ?? postfix(line) ?? login(line);
  return attempt && { ...attempt, ...(at !== undefined && { at }) };
}

function failedLogin(line: string): Attempt | undefined {
  const count = Number(FAILED_LOGIN.exec(line)?.groups?.['count'] ?? 0);
  return count > 0 ? attemptOf(line, { signedIn: false, count, told: 'service' }, REMOTE, USER) : undefined;
}

function judged(line: string): Attempt | undefined {
  if (!JUDGED.test(line)) return undefined;
  return attemptOf(line, { signedIn: false, count: 1, told: 'auth' }, JUDGED, JUDGED);
}

function postfix(line: string): Attempt | undefined {
  if (POSTFIX_FAILED.test(line))
    return attemptOf(line, { signedIn: false, count: 1, told: 'service' }, POSTFIX_FAILED, SASL_USER);
  if (!POSTFIX_LOGIN.test(line)) return undefined;
  return attemptOf(line, { signedIn: true, count: 1, told: 'service' }, POSTFIX_LOGIN, SASL_USER);
}

function login(line: string): Attempt | undefined {
  return LOGIN.test(line)
    ? attemptOf(line, { signedIn: true, count: 1, told: 'service' }, REMOTE, USER)
    : undefined;
}

/** Accounts are kept where they look like one: a password typed into the wrong field is not carried on. */
const ACCOUNT = /^[\w.+-]{1,64}(?:@[a-z0-9.-]{1,253})?$/iu;

function attemptOf(
  line: string,
  kind: Pick<Attempt, 'signedIn' | 'count' | 'told'>,
  from: RegExp,
  who: RegExp,
): Attempt {
  const source = from.exec(line)?.groups?.['source']?.toLowerCase();
  const account = who.exec(line)?.groups?.['account']?.toLowerCase() ?? '';
  return {
    ...kind,
    ...(source !== undefined && { source }),
    ...(ACCOUNT.test(account) && { account }),
  };
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const ISO = /(?<!\d)(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,]\d{1,9})?(Z|[+-]\d\d:?\d\d)?/u;
const SYSLOG = /\b([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d)\b/u;
/** Syslog tells no year; this one has a 29 February. */
const SOME_YEAR = 2000;

function timeOf(line: string): number | undefined {
  const start = line.slice(0, 80);
  const iso = ISO.exec(start);
  if (iso) {
    const [, ...numbers] = iso.slice(0, 7).map(Number);
    const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = numbers;
    return Date.UTC(year, month - 1, day, hour, minute, second) - offsetOf(iso[7]);
  }
  const syslog = SYSLOG.exec(start);
  const month = MONTHS.indexOf(syslog?.[1]?.toLowerCase() ?? '');
  if (!syslog || month < 0) return undefined;
  const [day = 1, hour = 0, minute = 0, second = 0] = syslog.slice(2).map(Number);
  return Date.UTC(SOME_YEAR, month, day, hour, minute, second);
}

function offsetOf(zone: string | undefined): number {
  const match = /^([+-])(\d\d):?(\d\d)$/u.exec(zone ?? '');
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -minutes : minutes) * 60_000;
}
