import { secretsByPatterns, secretsOf, type Guarded } from './patterns.js';
import { readToken, type Span } from './tokens.js';
import { isGroupedCode, isSecretValue, kindsOf, looksRandom, looksSecret } from './values.js';
import { isOrdinaryWord } from './words.js';

type Shape = (text: string) => readonly Span[];

/** Secrets that no label announces; each shape stands on its own. */
const SHAPES: readonly Shape[] = [
  behindAddresses,
  protocolCommands,
  credentialsInUrls,
  letterCodes,
  groupedCodes,
  beforeLabels,
  behindVerbs,
  markedWords,
  wholeMessage,
];

/** Secrets without a label: behind an address, in a protocol line or URL, by their own shape. */
export function bareSecrets(text: string): readonly Span[] {
  return SHAPES.flatMap((shape) => shape(text));
}

/** `a@b.example / Welcome1`. */
function behindAddresses(text: string): Span[] {
  // It begins at the `@` and looks back, or a long run of letters would be tried from each of them.
  const addresses =
    /@(?<=(?<name>[\w.+-]{1,64})@)(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}(?<tie>[ \t]{0,3}[/|,，、;；:][ \t]{0,3}|[ \t]{1,3}|[ \t]{0,2}\n\s{0,3})/giu;
  const found: Span[] = [];
  for (const match of text.matchAll(addresses)) {
    const token = readToken(text, match.index + match[0].length);
    if (!token) continue;
    const value = text.slice(token.start, token.end);
    const isPair = /[/|:]/u.test(match.groups?.['tie'] ?? '') && isEndOfLine(text, token.end);
    const address = `${match.groups?.['name'] ?? ''}${match[0]}`;
    if (looksSecret(value) || (isPair && isLoneWord(value, address))) found.push(token);
  }
  return found;
}

/** `a@b.example / sunshine`: a word that is neither ordinary nor the name in the address. */
function isLoneWord(value: string, address: string): boolean {
  if (!/^(?:[a-z]{6,}|\d{6,})$/iu.test(value)) return false;
  return !isOrdinaryWord(value) && !address.toLowerCase().includes(value.toLowerCase());
}

const PROTOCOL_COMMANDS: readonly Guarded[] = [
  [
    ['auth'],
    /\bauth(?:enticate)?[ \t]{1,3}(?:plain|login|xoauth2|oauthbearer|cram-md5)[ \t\r\n]{1,4}(?<secret>[a-z0-9+/_-]{8,512}={0,2})/dgiu,
  ],
  [
    ['basic', 'bearer'],
    /\b(?:basic|bearer)[ \t]{1,3}(?<secret>(?=[a-z0-9+/._-]{0,512}[A-Z0-9])[a-z0-9+/._-]{12,512}={0,2})/dgiu,
  ],
  [['login'], /\bLOGIN[ \t]{1,3}"?[\w.@+-]{1,64}"?[ \t]{1,3}"?(?<secret>[!#-~]{4,128})/dgu],
  [['pass'], /(?<![A-Za-z])PASS[ \t]{1,3}(?!(?:word|code)\b)(?<secret>[!-~]{4,128})/dgu],
  [['-u'], /(?:^|\s)-u[ \t]{0,2}[\w.@+-]{1,64}:(?<secret>[!-~]{3,128})/dgu],
];

/** IMAP, POP3, SMTP and HTTP lines that carry a credential. */
function protocolCommands(text: string): Span[] {
  return secretsByPatterns(text, PROTOCOL_COMMANDS).filter((span) =>
    isSecretValue(text.slice(span.start, span.end), 'stated', ''),
  );
}

/** `imaps://zhang:secret@host` and `zhang:secret@host`; an address behind “Email:” is not one. */
function credentialsInUrls(text: string): Span[] {
  if (!text.includes('@')) return [];
  const inUrl =
    /:\/\/(?<=[a-z][a-z0-9+.-]{1,15}:\/\/)[^\s:/@]{1,64}:(?!\d{1,5}\/)(?<secret>[^\s]{1,128})@(?=[a-z0-9[])/dgiu;
  const bare = /(?<![\w.:/-])[\w.+-]{2,64}:(?<secret>[^\s/]{6,64})@(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}/dgiu;
  const spans = secretsOf(text, bare).filter((span) => looksSecret(text.slice(span.start, span.end)));
  return [...secretsOf(text, inUrl), ...spans];
}

/** Sixteen letters: what QQ, Google and Microsoft hand out for mail apps. */
function letterCodes(text: string): Span[] {
  const code = /(?<![\w.@/-])(?<secret>[a-z]{16})(?![\w@/-]|\.\w)/dgu;
  return secretsOf(text, code).filter((span) => looksRandom(text.slice(span.start, span.end)));
}

/** `abcd efgh ijkl mnop` alone on a line, `abcd-efgh-ijkl-mnop` anywhere. */
function groupedCodes(text: string): Span[] {
  const alone = /^[ \t]{0,8}(?<secret>[a-z]{4}(?: [a-z]{4}){3})[ \t.。]{0,8}$/dgimu;
  const inText = /(?<![\w-])(?<secret>[a-z]{4}(?:-[a-z]{4}){3})(?![\w-])/dgiu;
  const quoted = /(?<=[:：“"'`])\s?(?<secret>[a-z]{4}(?: [a-z]{4}){3})(?![a-z])/dgiu;
  const spans = [alone, inText, quoted].flatMap((pattern) => secretsOf(text, pattern));
  return spans.filter((span) => isGroupedCode(text.slice(span.start, span.end).split(/[ -]/u)));
}

/** “Abc12345 is my password”, “Abc12345 是我的密码”, “拿 Abc12345 当密码”. */
function beforeLabels(text: string): Span[] {
  const english =
    /(?<![\x21-\x7e])(?<secret>[\x21-\x7e]{4,64})["'”’]{0,1}[ \t]{1,3}(?:is|was|as)[ \t]{1,3}(?:(?:my|the|our|a|her|his|their)[ \t]{1,3}){0,1}(?:[a-z]{2,10}[ \t]{1,3}){0,2}(?:password|passwd|pwd|passcode|pass code|auth(?:orization)? code)(?![a-z])/dgiu;
  const chinese =
    /(?<![\x21-\x7e])(?<secret>[\x21-\x7e]{4,64})["'”’]{0,1}[ \t]{0,3}(?:就是|是|做|当作?|作为|这个|为)[ \t]{0,2}(?:我的|这个|我|新的?|旧的?|邮箱的?|登录的?){0,2}(?:密码|口令|授权码)/dgiu;
  return [...secretsOf(text, english), ...secretsOf(text, chinese)]
    .map((span) => trimmed(text, span))
    .filter((span) => looksSecret(text.slice(span.start, span.end)));
}

/** “I tried Welcome1”, “我输的是 Welcome1”: what was typed somewhere, so less is needed than after “with”. */
function behindVerbs(text: string): Span[] {
  const typing =
    /(?:(?<![a-z])(?:tried|typed|typing|entered|entering|(?:logged|logging|signed|signing|log|sign)[ \t]in with)[ \t]{1,3}|(?:输入|输|填|试|敲)(?:的|了|过){0,1}(?:是|都是){0,1}[ \t]{0,3})["'`“‘「:：]{0,2}/giu;
  const using =
    /(?:(?<![a-z])(?:try|type|enter|using|used|use|with|be|as)[ \t]{1,3}|(?:用|打)(?:的|了|过){0,1}(?:是|都是){0,1}[ \t]{0,3}|(?:设|改|换)(?:成|为)了{0,1}[ \t]{0,3})["'`“‘「:：]{0,2}/giu;
  return [...valuesBehind(text, typing, looksSecret), ...valuesBehind(text, using, isStrong)];
}

function valuesBehind(text: string, verb: RegExp, isSecret: (value: string) => boolean): Span[] {
  const found: Span[] = [];
  for (const match of text.matchAll(verb)) {
    const token = readToken(text, match.index + match[0].length);
    if (token && isSecret(text.slice(token.start, token.end))) found.push(token);
  }
  return found;
}

/** `P@ssw0rd`, `Qw!2345xy`: letters, digits and a mark inside, wherever they stand. */
function markedWords(text: string): Span[] {
  const word = /(?<![\x21-\x7e])(?=[\w#?.-]{1,63}[!@$%^&*~])[\w!@#$%^&*~?.-]{7,64}(?![\x21-\x7e])/gu;
  return [...text.matchAll(word)]
    .map(({ index, 0: { length } }) => ({ start: index, end: index + length }))
    .map((span) => trimmed(text, span))
    .filter((span) => {
      const value = text.slice(span.start, span.end);
      if (/[(){}<>]|^\W|^[\w.-]{3,}@[a-z.-]+$/iu.test(value)) return false;
      return /[a-z\d][!@$%^&*~][a-z\d]/iu.test(value) && looksSecret(value) && kindsOf(value) >= 3;
    });
}

/** One word that is the whole message and looks like nothing else. */
function wholeMessage(text: string): Span[] {
  const alone = /^\s{0,16}["'`“‘]{0,1}(?<secret>[\x21-\x7e]{6,64})["'`”’]{0,1}\s{0,16}$/dgu;
  return secretsOf(text, alone)
    .map((span) => trimmed(text, span))
    .filter((span) => {
      const value = text.slice(span.start, span.end);
      if (/[=(){}<>:/\\]/u.test(value) || isIdentifier(value)) return false;
      return looksSecret(value) && (value.length >= 8 || /\d{3}/u.test(value));
    });
}

/** A secret by its own make: three kinds of characters, or letters and digits well mixed. */
function isStrong(value: string): boolean {
  if (!looksSecret(value) || isIdentifier(value)) return false;
  if (kindsOf(value) >= 3) return true;
  return value.length >= 8 && /\d{3}|[!@#$%^&*]|\d[a-z]{1,8}\d/iu.test(value);
}

/** Serial numbers, hashes and names of machines. */
function isIdentifier(value: string): boolean {
  return /^[A-Z\d-]+$/u.test(value) || /^[0-9a-f-]{12,}$/u.test(value);
}

function trimmed(text: string, span: Span): Span {
  const value = text.slice(span.start, span.end).replace(/[.,;:?)\]}"'`>]{1,16}$/u, '');
  return { start: span.start, end: span.start + value.length };
}

function isEndOfLine(text: string, at: number): boolean {
  return /^[ \t.。!！]{0,8}(?:\n|$)/u.test(text.slice(at, at + 16));
}
