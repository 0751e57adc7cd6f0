import { secretsByPatterns, type Guarded } from './patterns.js';
import type { Span } from './tokens.js';
import { isOrdinaryWord } from './words.js';

/**
 * Secrets in a protocol trace or a program's log: what a client sends to prove who it is, over one line or several
 * (RFC 4616, RFC 4954, RFC 9051, RFC 1939), tokens, cookies. Nothing here needs to look like a password.
 */
export function secretsInTraces(text: string): readonly Span[] {
  return [...inLines(text), ...exchanges(text), ...saslMessages(text)];
}

/**
 * Each names its value `secret`; the quantifiers are bounded. Without one of the words in front, in lower case, a pattern
 * can't match and is not tried.
 */
const LINES: readonly Guarded[] = [
  // `a1 LOGIN "li lei" "sun shine"`; the tag may be anything where both words are quoted.
  [['login'], /\bLOGIN[ \t]{1,4}"(?:[^"\\\n]|\\.){0,128}"[ \t]{1,4}"(?<secret>(?:[^"\\\n]|\\.){1,256})"/dgiu],
  [['login'], /\bLOGIN[ \t]{1,4}[^\s"]{1,128}[ \t]{1,4}"(?<secret>(?:[^"\\\n]|\\.){1,256})"/dgiu],
  [['login'], /\bLOGIN[ \t]{1,4}"(?:[^"\\\n]|\\.){0,128}"[ \t]{1,4}(?<secret>[^\s"{]{1,256})/dgiu],
  [
    ['login'],
    /(?:^|[:>\]])[ \t]{0,4}(?![245]\d\d\b)[A-Za-z]{0,5}\d{1,8}[ \t]{1,2}LOGIN[ \t]{1,4}[^\s"{]{1,128}[ \t]{1,4}(?<secret>[^\s"{]{1,256})[ \t]{0,4}$/dgimu,
  ],
  // A digest is as good as the password where the challenge is in the log too.
  [['apop'], /\bAPOP[ \t]{1,4}\S{1,128}[ \t]{1,4}(?<secret>[0-9a-f]{32})\b/dgiu],
  [['response'], /\bresponse="?(?<secret>[0-9a-f]{32})\b/dgiu],
  // Headers of HTTP, in a log or quoted in JSON.
  [
    ['authorization'],
    /\b(?:proxy-)?authorization["']?[ \t]{0,3}[:=][ \t]{0,3}["']?(?:[A-Za-z][\w-]{1,20}[ \t]{1,3})?(?<secret>[^\s"',;<>●]{4,4096})/dgiu,
  ],
  [['cookie'], /\b(?:set-)?cookie["']?[ \t]{0,3}[:=][ \t]{0,3}(?<secret>[^\s=]{1,128}=[^\r\n]{1,4096})/dgiu],
  [
    ['x-'],
    /\bx-(?:auth|api|access|csrf|ms-refresh)[\w-]{0,24}["']?[ \t]{0,3}[:=][ \t]{0,3}["']?(?<secret>[^\s"',;]{4,4096})/dgiu,
  ],
  // Fields of OAuth and of query strings.
  [
    ['_token', 'client_', '_verifier', '_code', 'assertion'],
    /(?:access_token|refresh_token|id_token|client_secret|client_assertion|code_verifier|device_code|assertion)["']?[ \t]{0,3}[:=][ \t]{0,3}["']?(?<secret>[^\s"',;&●]{3,4096})/dgiu,
  ],
  [
    ['?', '&'],
    /[?&](?:code|token|auth|sid|session(?:_?id)?|sig|signature|passw?o?r?d?|pwd)=(?<secret>[^\s"',;&#●]{3,4096})/dgiu,
  ],
  [['eyj'], /\b(?<secret>eyJ[\w-]{8,4096}\.[\w-]{4,4096}(?:\.[\w-]{0,4096}){0,3})/dgu],
  [['ya29.'], /\b(?<secret>ya29\.[\w-]{8,4096})/dgu],
  [['auth=bearer'], /\bauth=Bearer[ \t]{1,2}(?<secret>[^\s\u0001●]{4,4096})/dgiu],
];

function inLines(text: string): Span[] {
  const found = secretsByPatterns(text, LINES);
  return found.filter((span) => !isOrdinaryWord(text.slice(span.start, span.end)));
}

interface Line {
  readonly text: string;
  readonly start: number;
}

/** A server that waits for the client's half: `334 UGFzc3dvcmQ6`, `+ `; a debugger may write it with its quotes. */
const ASKS_SMTP =
  /(?<![\d.:])334[ -]+(?=[a-z0-9+/]{0,1024}[A-Z])[A-Za-z0-9+/]{8,1024}={0,2}(?:\\r\\n)?["']?\s*$/u;
const ASKS_BARELY = /(?<![\d.:])334[ -]*(?:\\r\\n)?["']?\s*$/u;
const ASKS_IMAP = /(?:^|[:>\]\s"'])\+(?: [^\n]{0,1024})?$/u;
/** The same twice: “reply: retcode (334); …”. */
const ASKS_AGAIN = /\b334\b/u;
const BEGINS_SASL = /\bAUTH(?:ENTICATE)?[ \t]+[A-Z][\w-]{2,20}/iu;
const ENDS_IN_LITERAL = /\{\d{1,6}\+?\}\s*$/u;
const LOGS_IN = /\bLOGIN\b/iu;
/** What a log writes before what the client sent. */
const BEFORE =
  /^\s*(?:[\d:.,TZ/+-]{6,40}\s+){0,2}(?:\[[^\]\n]{0,60}\]\s*)?(?:(?:C|client|send|sent|tx|out|SMTP|POP3|IMAP|[<>=-]{1,4})\s*[:>\]]?\s+){0,3}["']?/iu;
const ANSWERED = /(?:^|[\s:>\]])(?:[245]\d\d[ -]|[A-Za-z]{0,5}\d{1,8} (?:OK|NO|BAD)\b|\+OK|-ERR|\* )/u;
const LAST_WORD = /(?<secret>[A-Za-z0-9+/]{2,4096}={0,2})(?:\\r\\n)?["']?\s*$/du;
/** All in one line, as a chat pastes it: `334 UGFzc3dvcmQ6 U3Vuc2hpbmU= 535 …`. */
const IN_ONE_LINE =
  /(?<![\d.:])334[ \t]+[A-Za-z0-9+/]{4,1024}={0,2}[ \t]+(?:C:[ \t]+)?(?!\d{3}[ \t-])(?<secret>[A-Za-z0-9+/]{2,4096}={0,2})(?=\s|$)/dgu;

/** What the client sends after the server asked for it, and `PASS` with all that follows it on its line. */
function exchanges(text: string): Span[] {
  const lines = linesOf(text);
  const isPop3 = /(?:^|\s)(?:\+OK|-ERR|USER\s)/u.test(text);
  const found: Span[] = [];
  let isSasl = false;
  let isLogin = false;
  lines.forEach((line, at) => {
    if (BEGINS_SASL.test(line.text)) isSasl = true;
    if (LOGS_IN.test(line.text) && ENDS_IN_LITERAL.test(line.text)) isLogin = true;
    const asks = isSasl && (ASKS_BARELY.test(line.text) || ASKS_IMAP.test(line.text));
    if (asks || ASKS_SMTP.test(line.text)) {
      found.push(...lastWordAfter(lines, at));
    }
    if (isLogin && ENDS_IN_LITERAL.test(line.text)) found.push(...literalAfter(lines, at));
    if (isPop3) found.push(...behindPass(line));
  });
  for (const match of text.matchAll(IN_ONE_LINE)) {
    const [start, end] = match.indices?.groups?.['secret'] ?? [0, 0];
    found.push({ start, end });
  }
  return found;
}

function linesOf(text: string): readonly Line[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const here = { text: line.replace(/\r$/u, ''), start };
    start += line.length + 1;
    return here;
  });
}

function lastWordAfter(lines: readonly Line[], at: number): Span[] {
  const line = lines.slice(at + 1, at + 4).find(({ text }) => text.trim() !== '' && !ASKS_AGAIN.test(text));
  if (!line || ANSWERED.test(line.text)) return [];
  const [start, end] = LAST_WORD.exec(line.text)?.indices?.groups?.['secret'] ?? [0, 0];
  return end > start ? [{ start: line.start + start, end: line.start + end }] : [];
}

/** A literal of `LOGIN`: the whole next line of the client, as a password may hold anything. */
function literalAfter(lines: readonly Line[], at: number): Span[] {
  const line = lines.slice(at + 1, at + 4).find(({ text }) => text.trim() !== '' && !ASKS_IMAP.test(text));
  if (!line || ANSWERED.test(line.text) || ENDS_IN_LITERAL.test(line.text)) return [];
  return restOf(line, BEFORE.exec(line.text)?.[0].length ?? 0);
}

function behindPass(line: Line): Span[] {
  const before = BEFORE.exec(line.text)?.[0].length ?? 0;
  const command = /^PASS[ \t]+(?=\S)/u.exec(line.text.slice(before))?.[0];
  return command === undefined ? [] : restOf(line, before + command.length);
}

function restOf({ text, start }: Line, from: number): Span[] {
  const end = text.trimEnd().replace(/(?:\\r\\n)?["']?$/u, '').length;
  return end > from ? [{ start: start + from, end: start + end }] : [];
}

const BASE64 = /(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{10,4096}={0,2}(?![A-Za-z0-9+/=])/gu;
/** A user and a password behind zeros (SASL PLAIN), or a bearer token (XOAUTH2, OAUTHBEARER). */
const SASL_MESSAGE = /^[^\0]{0,256}\0[^\0]{1,512}\0[^\0]+$|\u0001auth=Bearer /iu;

/** Base64 that decodes to a credential, wherever it stands. */
function saslMessages(text: string): Span[] {
  return [...text.matchAll(BASE64)]
    .filter(([word]) => SASL_MESSAGE.test(decoded(word)))
    .map(({ index, 0: word }) => ({ start: index, end: index + word.length }));
}

function decoded(base64: string): string {
  const plain = base64.replace(/=+$/u, '');
  // A word of a sentence is no base64 by its length alone.
  if (plain.length % 4 === 1) return '';
  try {
    return atob(plain);
  } catch {
    return '';
  }
}
