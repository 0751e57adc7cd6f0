import type { Entity, ToldKind } from '../domain/index.js';
import { namedThings, type Names } from './names.js';
import { programVersion } from './program-version.js';
import { readBegan } from './told/began.js';
import type { LocalTime } from './told/calendar.js';
import { readTold } from './told/read.js';

/** RFC 5321's dot-string as people type it; nothing quoted, so that a sentence never becomes an address. */
const EMAIL =
  /(?<![\w.+-])[a-z0-9][a-z0-9._%+-]{0,63}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}(?![\w-])/giu;
const HOST =
  /(?<![\w@.{-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}(?![\w@-]|\.[a-z0-9])/giu;

/** “端口填的是 993”, “993 端口”, `imap.corp.example:993`, “IMAP 993”. A time such as 9:30 is none. */
const PORT =
  /(?:端口(?:号)?|\bports?(?: number)?)\s*(?:填的是|用的是|写的是|是|为|填的?|用的?|is|to|:|=|#)?\s*(\d{2,5})(?!\d)|(?<![\d.])(\d{2,5})\s*(?:端口|port\b)|(?<=\.[a-z]{2,24}):(\d{2,5})(?![\d:])|\b(?:imaps?|pop3?s?|smtps?|ssl|tls)\s*:?\s*(993|143|995|110|465|587|25)(?!\d)/giu;

/** Outlook's 0x codes, SMTP's enhanced status codes (RFC 3463), Microsoft's AADSTS, and “错误代码 535”. */
const ERROR_CODE =
  /\b0x[0-9a-f]{4,8}\b|\b[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}\b|\bAADSTS\d{4,7}\b|(?:错误(?:代?码|号)?|报错|返回|\berror(?: code| no\.?| number)?)\s*[:#]?\s*["“]?(\d{3,5})(?![\d.]|[ -]#?[45]\.\d)/giu;

const DATE = /(20\d\d)\s*(?:-|\/|\.|年)\s*(\d{1,2})\s*(?:-|\/|\.|月)\s*(\d{1,2})(?!\d)\s*日?/gu;
const DATE_EN =
  /\b(?:(\d{1,2})(?:st|nd|rd|th)? (?:of )?)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?:(\d{1,2})(?:st|nd|rd|th)?,? )?(20\d\d)\b/giu;
const NUMBER = /(?<![\w.@-]|\d:)\d{1,9}(?![\w@-]|[.:]\d)/gu;

/** Endings that look like hosts and are files or words: `settings.doc`, `e.g`. */
const NOT_HOSTS =
  /\.(?:docx?|xlsx?|pptx?|pdf|txt|log|png|jpe?g|gif|zip|exe|pst|ost|eml|msg|js|ts|py|html?|app)$|^(?:e\.g|i\.e|a\.m|p\.m)$/iu;

/** What stands before a name with a single dot when it is a server and not a mailbox's domain or a web site. */
const SERVER_BEFORE = /(?:server|host|imaps?|pop3?s?|smtps?|服务器|主机)[^.。!?！？\n]{0,16}$/iu;

type Kind = Exclude<Entity['kind'], 'client' | 'client-version' | 'provider' | 'since' | ToldKind>;
type Read = (match: RegExpExecArray, names: Names) => string | undefined;
type Reader = readonly [kind: Kind, pattern: RegExp, read: Read];

/** In this order; what one has read is gone for the next, so that a port is no number as well. */
const READERS: readonly Reader[] = [
  ['email', EMAIL, ([address]) => address.toLowerCase()],
  ['error', ERROR_CODE, ([whole, number]) => number ?? plainCode(whole)],
  ['date', DATE, ([, year, month, day]) => isoDate(year, month, day)],
  ['date', DATE_EN, ([, before, month, after, year]) => isoDate(year, monthOf(month), after ?? before)],
  // Before hosts, so that `imap.corp.example:993` gives both.
  ['port', PORT, ([, ...numbers]) => portOf(numbers.find((number) => number !== undefined))],
  ['hostname', HOST, serverOf],
  ['number', NUMBER, ([number]) => number],
];

/**
 * Reads addresses, hosts, ports, dates, codes and names out of a normalised text, and what is told beside; each value
 * once. Without `now` not when it began.
 */
export function readEntities(text: string, names: Names & { readonly now?: LocalTime }): readonly Entity[] {
  const found = new Map<string, Entity>();
  let rest = text;
  for (const [kind, pattern, read] of READERS) {
    for (const match of [...rest.matchAll(pattern)].reverse()) {
      const value = read(match, names);
      if (value === undefined) continue;
      rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
      found.set(`${kind} ${value}`, { kind, value });
    }
  }
  const version = programVersion(text, names);
  const since = names.now && readBegan(text, names.now);
  return [
    ...inOrderOf(text, [...found.values()]),
    ...namedThings(text, names),
    ...(version === undefined ? [] : [{ kind: 'client-version', value: version } as const]),
    ...(since === undefined ? [] : [{ kind: 'since', value: since } as const]),
    ...readTold(text),
  ];
}

/** Kinds as they are read, and within a kind as they stand in the text. */
function inOrderOf(text: string, entities: readonly Entity[]): readonly Entity[] {
  const plain = text.toLowerCase();
  const kinds = READERS.map(([kind]) => kind as Entity['kind']);
  return [...entities].sort(
    (one, other) =>
      kinds.indexOf(one.kind) - kinds.indexOf(other.kind) ||
      plain.indexOf(one.value.toLowerCase()) - plain.indexOf(other.value.toLowerCase()),
  );
}

/**
 * The name of a mail server. “my hotmail.com account” names a provider and `www.corp.example` a web site; a wrong
 * server here would be measured, so a name with a single dot needs to be called one, or to be the whole answer.
 */
function serverOf({ 0: found, index, input }: RegExpExecArray, names: Names): string | undefined {
  const host = found.toLowerCase();
  if (NOT_HOSTS.test(host) || host.startsWith('www.')) return undefined;
  if ([...names.providers.values()].some(({ domains }) => domains.includes(host))) return undefined;
  if (input.trim() === found) return host;
  // The incoming server is what is measured; what sends is found from it.
  if (host.startsWith('smtp')) return undefined;
  if (host.split('.').length > 2) return host;
  return SERVER_BEFORE.test(input.slice(Math.max(0, index - 40), index)) ? host : undefined;
}

function plainCode(code: string): string {
  if (/^0x/iu.test(code)) return `0x${code.slice(2).toUpperCase()}`;
  return code.replace(/^(\d{3})[ -]#?/u, '$1 ').toUpperCase();
}

function portOf(text: string | undefined): string | undefined {
  const port = Number(text);
  return port > 0 && port < 65_536 ? String(port) : undefined;
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

function monthOf(name: string | undefined): string {
  return String(MONTHS.indexOf((name ?? '').toLowerCase()) + 1);
}

/** `undefined` for days that no calendar has. */
function isoDate(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): string | undefined {
  if (!year || !month || !day) return undefined;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return isReal ? date.toISOString().slice(0, 10) : undefined;
}
