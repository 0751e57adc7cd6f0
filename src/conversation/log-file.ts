import { maskSecrets, maskTraces } from './mask.js';
import { playbookIn } from './playbook-text.js';

const LONGEST_LINE = 240;
const MOST_LINES = 12;
const LONGEST_EXCERPT = 1_500;
const LARGEST_PLAYBOOK = 100_000;
const MOST_CONTROLS = 0.02;

/** Answers of mail servers that say no, and words that programs use for trouble. Tried line by line, each linear. */
const TELLING: readonly (readonly [pattern: RegExp, weight: number])[] = [
  [/(?:^|[\s<>:\]])[45]\d\d[ -](?:\d\.\d\.\d|\D)/u, 3],
  [/(?:^|[\s<>:\]])(?:-ERR|NO \[|BAD |\* BYE)/u, 3],
  [/\b0x8[0-9a-f]{7}\b/iu, 3],
  [/\b(?:authenticat\w*|login|password|credential\w*)\b.*\b(?:fail|den|refus|reject|invalid|error)/iu, 3],
  [/\b(?:certificate|handshake|tls|ssl)\b/iu, 2],
  [/\b(?:timed? ?out|refused|unreachable|reset|denied|expired|blocked|locked|disabled)\b/iu, 2],
  [/\b(?:error|fail(?:ed|ure)?|fatal|exception)\b/iu, 1],
  [/密码|授权码|登录失败|证书|超时|拒绝|过期|锁定|禁用/u, 2],
  [/错误|失败|异常/u, 1],
];

/**
 * Commands that a credential follows, readable or in base64. An IMAP command stands behind its tag (`a2`, `0007`),
 * POP3 and a second SMTP line at the start of what the client says; “login failed: …” is neither.
 */
const CREDENTIAL =
  /\b(AUTH(?:ENTICATE)?\s+(?:PLAIN|LOGIN|XOAUTH2|OAUTHBEARER|CRAM-MD5)|\w*\d\w*\s+LOGIN\s+\S+|(?<=^|[>:\]]\s{0,3})PASS|APOP\s+\S+)\s+\S.*$/iu;
/** The client's half of a SASL exchange: one long base64 word by itself. */
const BARE_BASE64 = /(?:^|[\s>:])[A-Za-z0-9+/]{16,}={0,2}\s*$/u;

/**
 * The lines of a log file that tell of trouble, in their order, as one message: a mail app writes thousands of
 * lines and means five. Credentials in it are masked first of all, over several lines too. `undefined` when it is not a
 * text or nothing in it tells of trouble.
 */
export function tellingLines(name: string, text: string): string | undefined {
  if (!isText(text)) return undefined;
  // A playbook is no log: whoever sends it means all of it.
  if (text.length <= LARGEST_PLAYBOOK && playbookIn(text) !== undefined) return text;
  const found = new Map<string, { readonly line: string; readonly weight: number; readonly at: number }>();
  for (const [at, raw] of maskTraces(text)
    .split(/\r\n|\r|\n/u)
    .entries()) {
    const line = raw
      .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
      .trim()
      .slice(0, LONGEST_LINE);
    const weight = weightOf(line);
    const kind = line.replace(/\d+/gu, '0');
    const before = found.get(kind);
    if (weight > 0 && (before === undefined || weight >= before.weight))
      found.set(kind, { line, weight, at });
  }
  if (found.size === 0) return undefined;
  const chosen = [...found.values()]
    .sort((one, other) => other.weight - one.weight || other.at - one.at)
    .slice(0, MOST_LINES)
    .sort((one, other) => one.at - other.at)
    .map(({ line }) => withoutCredential(line));
  return `${plainName(name)}:\n${chosen.join('\n').slice(0, LONGEST_EXCERPT)}`;
}

function weightOf(line: string): number {
  return TELLING.reduce((sum, [pattern, weight]) => (pattern.test(line) ? sum + weight : sum), 0);
}

function withoutCredential(line: string): string {
  if (BARE_BASE64.test(line) && !/\s\S+\s\S+\s/u.test(line)) return '●●●';
  return maskSecrets(line.replace(CREDENTIAL, '$1 ●●●')).text;
}

function isText(text: string): boolean {
  if (text.includes('\0')) return false;
  const controls = text.match(/[\u0001-\u0008\u000e-\u001f\ufffd]/gu)?.length ?? 0;
  return text.trim() !== '' && controls <= text.length * MOST_CONTROLS;
}

/** A name from somebody's disk may hold their own name and folders: the last part, short. */
function plainName(name: string): string {
  const last = name.split(/[\\/]/u).at(-1) ?? '';
  const plain = last
    .replace(/[^\p{L}\p{N}._ -]+/gu, '')
    .trim()
    .slice(-60);
  return plain === '' ? 'log' : plain;
}
