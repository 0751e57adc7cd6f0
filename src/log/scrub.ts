import { Secret } from '../domain/index.js';

const HIDDEN = '[hidden]';
const MAX_DEPTH = 8;
const MAX_ITEMS = 100;
const MAX_TEXT = 4_000;

/** Words that, anywhere in a key (`webhookKey`, `x-auth-token`, `user_password`), hide its value. */
const SENSITIVE_WORDS = new Set([
  'address',
  'addresses',
  'authorization',
  'bearer',
  'body',
  'cookie',
  'cookies',
  'credential',
  'credentials',
  'dsn',
  'email',
  'key',
  'keys',
  'mailbox',
  'passcode',
  'passphrase',
  'passwd',
  'password',
  'passwords',
  'press',
  'pwd',
  'secret',
  'secrets',
  'signature',
  'text',
  'texts',
  'token',
  'tokens',
  'transcript',
  'words',
]);

/** The same for keys written as one word: `apikey`, `accesstoken`, `setcookie`. */
const SENSITIVE_ENDINGS =
  /(?:apikey|token|secret|password|passwd|cookie|authorization|credentials?|address)$/u;

function isSensitive(key: string): boolean {
  const words = key
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return words.some((word) => SENSITIVE_WORDS.has(word) || SENSITIVE_ENDINGS.test(word));
}

/**
 * Characters that make a terminal or a reader see something else than what is there: controls (line breaks
 * and escape sequences among them), line separators, direction marks, zero-width characters. Lone surrogates too.
 */
const DECEPTIVE =
  /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\p{Cs}/gu;

function visible(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function scrubText(text: string): string {
  const cut = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  return cut
    .replace(/([a-z][a-z\d+.-]*:\/\/)[^/?#\s]*@/giu, '$1[hidden]@')
    .replace(/([?&](?:[\w.-]*(?:token|key|secret|password|sig|signature|code)))=[^&#\s]*/giu, '$1=[hidden]')
    .replace(DECEPTIVE, visible);
}

/** Own lines of the stack; the message above them is logged once, by itself. */
function scrubStack(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /u.test(line))
    .map((line) => scrubText(line.trim()))
    .join('\n');
}

function scrubError(error: Error, depth: number, seen: ReadonlySet<object>): Record<string, unknown> {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return {
    code: scrubText(code),
    message: scrubText(error.message),
    stack: scrubStack(error),
    ...(error.cause === undefined ? {} : { cause: scrub(error.cause, depth + 1, seen) }),
  };
}

function entriesOf(value: object): [string, unknown][] {
  if (value instanceof Map) return [...value].map(([key, item]) => [String(key), item]);
  return Object.entries(value);
}

function scrubObject(value: object, depth: number, seen: ReadonlySet<object>): unknown {
  if (value instanceof Secret) return '[secret]';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString();
  if (value instanceof URL) return scrubText(value.href);
  if (value instanceof Error) return scrubError(value, depth, seen);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (depth >= MAX_DEPTH) return '[too deep]';
  if (seen.has(value)) return '[circular]';
  const path = new Set([...seen, value]);
  if (Array.isArray(value) || value instanceof Set) {
    const items: unknown[] = [...value];
    const kept = items.slice(0, MAX_ITEMS).map((item) => scrub(item, depth + 1, path));
    return items.length > MAX_ITEMS ? [...kept, `[${items.length - MAX_ITEMS} more]`] : kept;
  }
  return scrubEntries(entriesOf(value), depth, path);
}

function scrubEntries(
  entries: readonly [string, unknown][],
  depth: number,
  path: ReadonlySet<object>,
): Record<string, unknown> {
  return Object.fromEntries(
    entries
      .slice(0, MAX_ITEMS)
      .map(([key, item]) => [
        scrubText(key),
        isSensitive(key) && item !== undefined && item !== null ? HIDDEN : scrub(item, depth + 1, path),
      ]),
  );
}

function scrub(value: unknown, depth: number, seen: ReadonlySet<object>): unknown {
  switch (typeof value) {
    case 'string':
      return scrubText(value);
    case 'bigint':
      return value.toString();
    case 'function':
    case 'symbol':
      return `[${typeof value}]`;
    case 'object':
      return value === null ? null : scrubObject(value, depth, seen);
    default:
      return value;
  }
}

/**
 * A copy of what a log line carries that is fit to be written: values under sensitive keys are hidden at any
 * depth (pino's own `redact` needs one path per depth), secrets and bytes are not printed, errors become
 * `{code, message, stack}`, deceptive characters become their escapes, and size and depth have an end.
 */
export function scrubData(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return scrubEntries(Object.entries(data), 0, new Set([data]));
}
