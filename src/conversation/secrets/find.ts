import {
  ACCOUNT_LABEL,
  BELONGING,
  BESIDE,
  DOUBLE_LABEL,
  FAR_EN,
  FAR_ZH,
  LABEL,
  NAMED,
  NEXT_LINE,
  OTHER_LABEL,
  SHORT_LABEL,
  STATED_EN,
  STATED_ZH,
} from './labels.js';
import { bareSecrets } from './bare.js';
import { readCode, readToken, type Span } from './tokens.js';
import { secretsInTraces } from './traces.js';
import { isSecretValue, isTechnical, kindsOf, looksSecret, type Closeness } from './values.js';

/** Every secret of a folded text, as spans of it, in no order; they may overlap. */
export function findSecrets(text: string): readonly Span[] {
  const pairs = accountPairs(text);
  const taken = pairs.map(({ label }) => label);
  return [
    ...pairs.flatMap(({ secrets }) => secrets),
    ...labels(text, LABEL, taken),
    ...labels(text, SHORT_LABEL, taken),
    ...behindAccounts(text),
    ...bareSecrets(text),
    ...secretsInTraces(text),
  ];
}

function labels(text: string, pattern: RegExp, taken: readonly Span[]): Span[] {
  const found: Span[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    // “Password123” as a value is no label of what follows it.
    if (match.index < from) continue;
    if (taken.some((label) => label.start <= match.index && match.index < label.end)) continue;
    const span = behindLabel(text, match.index + match[0].length, match[0]);
    if (!span) continue;
    found.push(span);
    from = span.end;
  }
  return found;
}

/** A value is made of these; further away than this no label reaches. */
const VALUE_AHEAD = /[^\x21-\x7e\u00a1-\u024f£€]{0,120}[\x21-\x7e\u00a1-\u024f£€]/uy;

/** The first way in which something behind the label is its value. */
function behindLabel(text: string, end: number, label: string): Span | undefined {
  if (after(VALUE_AHEAD, text, end) === undefined) return undefined;
  const isChinese = /\p{Script=Han}/u.test(label);
  const owner = after(BELONGING, text, end) ?? end;
  return (
    valueBehind(text, after(NAMED, text, owner), 'named') ??
    valueBehind(text, after(STATED_ZH, text, end), 'stated') ??
    valueBehind(text, after(STATED_EN, text, owner), 'stated') ??
    valueBehind(text, after(NEXT_LINE, text, end), isChinese ? 'stated' : 'beside') ??
    besideLabel(text, end, label, isChinese) ??
    farFromLabel(text, end, isChinese ? FAR_ZH : FAR_EN)
  );
}

function besideLabel(text: string, end: number, label: string, isChinese: boolean): Span | undefined {
  const at = after(BESIDE, text, end);
  // “passwords2” is no label with a value; an English one needs a space or a bracket.
  if (at === undefined || (!isChinese && at === end)) return undefined;
  const isQuoted = /["'`“‘「『]/u.test(text.slice(end, at));
  const span = valueBehind(text, at, isQuoted ? 'stated' : 'beside');
  if (span) return span;
  const token = readToken(text, at);
  const isCommand = text.slice(0, end - label.length).endsWith('--');
  const isGlued = isChinese && at === end;
  if (!token || !(isGlued || isCommand)) return undefined;
  const word = text.slice(token.start, token.end);
  if (!/^[a-z]{6,}$/iu.test(word)) return undefined;
  return isSecretValue(word, 'stated', text.slice(token.end, token.end + 24)) ? token : undefined;
}

function farFromLabel(text: string, end: number, pattern: RegExp): Span | undefined {
  const at = after(pattern, text, end);
  if (at === undefined || OTHER_LABEL.test(text.slice(end, at))) return undefined;
  return valueBehind(text, at, 'far');
}

function valueBehind(text: string, at: number | undefined, closeness: Closeness): Span | undefined {
  if (at === undefined) return undefined;
  const code = closeness === 'far' ? undefined : readCode(text, at);
  if (code) return code;
  const token = readToken(text, at);
  if (!token) return undefined;
  const value = text.slice(token.start, token.end);
  return isSecretValue(value, closeness, text.slice(token.end, token.end + 24)) ? token : undefined;
}

/** “账号密码：zhangsan Abc12345”: the account stays, the password goes. */
function accountPairs(text: string): { readonly label: Span; readonly secrets: readonly Span[] }[] {
  const between = /[ \t]{0,3}[/|,，、;；\s][ \t]{0,3}/uy;
  const pairs: { label: Span; secrets: Span[] }[] = [];
  for (const match of text.matchAll(DOUBLE_LABEL)) {
    const end = match.index + match[0].length;
    const start = after(NAMED, text, end) ?? after(STATED_ZH, text, end) ?? after(BESIDE, text, end) ?? end;
    const first = readToken(text, start);
    if (!first) continue;
    const second = readToken(text, after(between, text, first.end));
    const isSecond = second && looksSecret(text.slice(second.start, second.end));
    const secret = isSecond ? second : splitPair(text, first, isNamedSecret);
    if (secret) pairs.push({ label: { start: match.index, end }, secrets: [secret] });
  }
  return pairs;
}

/** “账号 zhangsan Abc12345”, “user zhangsan / Abc12345”. */
function behindAccounts(text: string): Span[] {
  const found: Span[] = [];
  const between = /[ \t]{0,3}[/|,，、;；:\s][ \t]{0,3}/uy;
  for (const match of text.matchAll(ACCOUNT_LABEL)) {
    const account = readToken(text, match.index + match[0].length);
    if (!account) continue;
    const pair = splitPair(text, account, isTypicalSecret);
    if (pair) found.push(pair);
    const second = readToken(text, after(between, text, account.end));
    if (!second) continue;
    const value = text.slice(second.start, second.end);
    if (isTypicalSecret(value)) found.push(second);
  }
  return found;
}

/** A moment, as logs begin their lines with it. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?$/u;

/** `zhangsan/Abc12345` and `zhangsan:Abc12345` in one token. */
function splitPair(text: string, token: Span, isSecret: (value: string) => boolean): Span | undefined {
  const value = text.slice(token.start, token.end);
  if (isTechnical(value) || TIME.test(value)) return undefined;
  const cut = /^[\w.@-]{2,64}[/|:,]/u.exec(value);
  if (!cut) return undefined;
  const secret = value.slice(cut[0].length);
  return isSecret(secret) ? { start: token.start + cut[0].length, end: token.end } : undefined;
}

function isNamedSecret(value: string): boolean {
  return isSecretValue(value, 'named', '');
}

/** An account's name stands beside other things too (“user zhangsan outlook2019”). */
function isTypicalSecret(value: string): boolean {
  return looksSecret(value) && (kindsOf(value) >= 3 || /\d{2}|\d[a-z]{1,8}\d/iu.test(value));
}

/** Where a sticky pattern ends when it matches at `at`. */
function after(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
