import { isOneSlipApart, lookOf, ownLabel, registeredName } from './names.js';
import { unicodeHost } from './punycode.js';
import { defangedHost, linksIn, type PastedLink } from './read-links.js';

/** The pages where people of this house really sign in, and the names that others like to imitate. */
export interface KnownSites {
  /** Host names, lower case: only these count as known. */
  readonly hosts: ReadonlySet<string>;
  /** Registered names, the company's own among them. */
  readonly names: ReadonlySet<string>;
}

/** What can be said of a link without opening it. There is no “safe”: `known` says whose page it is, no more. */
export interface LinkReading {
  readonly verdict: 'known' | 'suspicious' | 'unknown';
  /** Made harmless: `evil[.]example`. */
  readonly host: string;
  /** Codes of findings; one at least. */
  readonly reasons: readonly LinkReason[];
}

export interface LinkReason {
  readonly code: string;
  readonly facts: Readonly<Record<string, string>>;
}

const LONGEST_HOST = 60;
const MOST_LABELS = 5;
/** A name with fewer letters is one letter away from half of all names. */
const SHORTEST_SLIP = 6;
const SHORTEST_INSIDE = 6;
const SHORTEST_LABEL = 5;
/** Names of providers that are everyday words: other sites are called so too. */
const EVERYDAY = new Set('web live me mac office mail email corp company home work example'.split(' '));
/** Services that hide where a link leads. */
const SHORTENERS = new Set(
  `t.cn url.cn w.url.cn dwz.cn suo.im suo.nz 985.so mrw.so sourl.cn bit.ly t.co tinyurl.com goo.gl is.gd v.gd ow.ly buff.ly
  rebrand.ly cutt.ly lnkd.in s.id u.nu rb.gy shorturl.at t.ly tiny.cc aka.ms`.split(/\s+/u),
);
const WEAK: ReadonlySet<string> = new Set(['link.not-encrypted']);

/** The link of a text that most speaks against, `undefined` when there is none. */
export function judgeLinks(text: string, known: KnownSites): LinkReading | undefined {
  const order = ['suspicious', 'unknown', 'known'];
  return linksIn(text)
    .map((link) => judgeLink(link, known))
    .sort((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict))[0];
}

/** Judges one link by its spelling alone; nothing is looked up and nothing opened. */
export function judgeLink(link: PastedLink, known: KnownSites): LinkReading {
  const url = urlOf(link.target);
  if (!url) {
    const host = defangedHost(link.target.slice(0, LONGEST_HOST));
    return {
      verdict: 'suspicious',
      host,
      reasons: [{ code: 'link.odd-form', facts: { 'link.host': host } }],
    };
  }
  const host = url.hostname.replace(/\.$/u, '');
  const shown = defangedHost(unicodeHost(host));
  const reasons = reasonsAgainst(url, host, link, known).map(({ code, facts }) => ({
    code,
    facts: { 'link.host': shown, ...facts },
  }));
  if (reasons.some(({ code }) => !WEAK.has(code))) return { verdict: 'suspicious', host: shown, reasons };
  const verdict = known.hosts.has(host) && reasons.length === 0 ? 'known' : 'unknown';
  const itself = { code: `link.${verdict}`, facts: { 'link.host': shown } };
  return { verdict, host: shown, reasons: [itself, ...reasons] };
}

function urlOf(target: string): URL | undefined {
  const hasScheme = /^[a-z][a-z0-9+.-]*:(?!\d)/iu.test(target);
  try {
    const url = new URL(hasScheme ? target : `https://${target}`);
    const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
    return isWeb && url.hostname !== '' ? url : undefined;
  } catch {
    return undefined;
  }
}

function reasonsAgainst(url: URL, host: string, link: PastedLink, known: KnownSites): LinkReason[] {
  const found: LinkReason[] = [];
  const add = (code: string, facts: Readonly<Record<string, string>> = {}) => found.push({ code, facts });
  if (url.username !== '' || url.password !== '') add('link.user-info');
  if (isAddress(host)) add('link.ip-address');
  else {
    const like = imitated(host, known);
    if (like) add(like.isInside ? 'link.brand-inside' : 'link.look-alike', { 'link.like': like.name });
    if (hasOtherLetters(unicodeHost(host))) add('link.other-letters');
    const isLong = host.length > LONGEST_HOST || host.split('.').length > MOST_LABELS;
    if (isLong) add('link.long-name');
  }
  if (SHORTENERS.has(host)) add('link.shortener');
  const other = otherSiteShown(link.shown, host);
  if (other !== undefined) add('link.text-differs', { 'link.shown': other });
  const next = siteInside(url, host);
  if (next !== undefined) add('link.leads-on', { 'link.next': next });
  if (url.protocol === 'http:' && /^http:/iu.test(link.target)) add('link.not-encrypted');
  return found;
}

function isAddress(host: string): boolean {
  return host.startsWith('[') || /^\d{1,3}(?:\.\d{1,3}){3}$/u.test(host);
}

/** Letters of another alphabet than Latin; Chinese and Japanese are no imitation of it. */
function hasOtherLetters(host: string): boolean {
  return /[^\0-\x7f\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(host);
}

/** The known name that this one is made to be taken for. */
function imitated(
  host: string,
  { names }: KnownSites,
): { readonly name: string; readonly isInside: boolean } | undefined {
  const seen = unicodeHost(host);
  const registered = registeredName(seen);
  if (names.has(registered) || [...names].some((name) => seen.endsWith(`.${name}`))) return undefined;
  const label = ownLabel(registered);
  for (const name of names) {
    const theirs = ownLabel(registeredName(name));
    const isAlike =
      lookOf(registered) === lookOf(name) || (!EVERYDAY.has(theirs) && lookOf(label) === lookOf(theirs));
    const isSlip = theirs.length >= SHORTEST_SLIP && isOneSlipApart(label, theirs);
    if (isAlike || isSlip) return { name, isInside: false };
  }
  const inside = [...names].find((name) => holds(seen, label, name));
  return inside === undefined ? undefined : { name: inside, isInside: true };
}

/** `mail.qq.com.evil.example`, `mail-qq-com.example`, `icloud-verify.example`, `microsoftonline.evil.example`. */
function holds(host: string, label: string, name: string): boolean {
  const look = `-${lookOf(host).replaceAll('.', '-')}-`;
  if (look.includes(`-${lookOf(name).replaceAll('.', '-')}-`)) return true;
  const plain = ownLabel(registeredName(name));
  if (EVERYDAY.has(plain)) return false;
  const theirs = lookOf(plain);
  if (lookOf(label).split('-').includes(theirs)) return true;
  if (theirs.length >= SHORTEST_INSIDE && lookOf(label).includes(theirs)) return true;
  return theirs.length >= SHORTEST_LABEL && lookOf(host).split('.').includes(theirs);
}

/** The site that the words of a link name, where it leads to another one. */
function otherSiteShown(shown: string | undefined, host: string): string | undefined {
  const [first] = shown === undefined ? [] : linksIn(shown);
  const named = first && urlOf(first.target)?.hostname;
  if (!named || registeredName(named) === registeredName(host)) return undefined;
  return defangedHost(unicodeHost(named));
}

/** Another site in the path or query: `https://known.example/url?q=https://evil.example`. */
function siteInside(url: URL, host: string): string | undefined {
  const rest = decodedOnce(url.pathname + url.search + url.hash);
  const next = /https?:\/{1,2}(?:[^\s/@]{1,100}@)?([\w.-]{3,253})/iu.exec(rest)?.[1]?.toLowerCase();
  if (!next?.includes('.') || registeredName(next) === registeredName(host)) return undefined;
  return defangedHost(next);
}

function decodedOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
