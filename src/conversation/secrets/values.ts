import { isFourLetterWord, isOrdinaryWord, TICKET, VERSIONED_NAME } from './words.js';

/**
 * How close a value stands to the word “password”, which decides how much it must look like a secret by itself.
 * `named`: behind `:` or `=` · `stated`: behind “is” · `beside`: nothing between · `far`: words between.
 */
export type Closeness = 'named' | 'stated' | 'beside' | 'far';

/** Top-level names that make a dotted word a host, so that `hello.World1` may still be a password. */
const HOST =
  /^(?:[a-z0-9_-]{1,63}\.){1,8}(?:com|cn|net|org|edu|gov|mil|int|io|example|local|lan|corp|test|internal|invalid|home|intra|hk|tw|mo|us|uk|de|jp|kr|fr|it|es|nl|eu|ru|in|au|ca|sg|info|biz|name|co|me|app|dev|cloud|email|mail|top|xyz|tech|site|online|store|group|ltd|work)\.?(?::\d{1,5})?(?:\/\S{0,300})?$/iu;

/** Things with letters, digits and marks in them that people write into complaints and that are no secrets. */
const TECHNICAL_SHAPES: readonly RegExp[] = [
  HOST,
  /^[^\s@]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}\.?$/iu,
  /^[a-z][a-z0-9+.-]{1,15}:\/\//iu,
  /^(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?$/u,
  // Where a server's log says who tried from where: `(li@corp.example,203.0.113.7,<session>): …`.
  /^(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})(?:,<[\w+/=]{0,64}>)?\)/iu,
  /^\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?(?:T[\d:.]{1,15}Z?)?$/u,
  /^\d{1,2}:\d{2}(?::\d{2})?(?:am|pm)?$/iu,
  /^v?\d{1,4}(?:\.\d{1,6}){1,5}[a-z]{0,8}\d{0,2}$/iu,
  /^[245]\d\d(?:[- ]?\d\.\d{1,3}\.\d{1,3})?$/u,
  /^0x[0-9a-f]{1,16}$/iu,
  /^(?:ERR|NS_ERROR|SSL_ERROR|SEC_ERROR|MOZILLA_PKIX|E[A-Z]{4,})[A-Z0-9_]*$/u,
  /^(?:[a-z]:\\|\.{0,2}\/[a-z])/iu,
  /^\d+(?:st|nd|rd|th|px|mins?|h|hrs?|s|secs?|ms|[kmgt]b?|x|am|pm|fa|days?|gb\/s)?$/iu,
  /^\d{1,5}\/(?:tcp|udp|tls|ssl|starttls|imaps?|pop3s?|smtps?)$/iu,
  /^(?:bug|build|case|error|floor|inc|incident|issue|line|no|order|page|port|pr|req|request|room|step|task|ticket)#\d+$/iu,
  /^[A-Z]{0,3}\$[\d.,]+$/u,
  /^\d{1,4}(?:\.\d{1,2})?%$/u,
  // Two of them, because one also stands between a word and a year in a password.
  /(?:%[0-9a-f]{2}.{0,40}){2}/iu,
];

/** Stands where a secret was or should be. */
const PLACEHOLDER = /^(?:[*•●.xX_#?-]+|<[^>]{0,40}>?|\{+[^}]{0,40}\}*|\$\{?.*|\[[^\]]{0,40}\]?|%\w*%?)$/u;

const ENDING_OF_PROSE =
  /(?:ed|ing|ly|able|ible|less|ful|ous|ive|tion|tions|ment|ments|ness|ities|ally|ized|ised)$/iu;

/** Words that may follow a secret in a sentence (“is sunshine and …”), while others show that it is prose. */
const AFTER_SECRET =
  /^[ \t]{1,3}(?:and|but|yet|still|however|though|which|it|its|it's|on|for|outlook|doesn't|does|is|was|not|why|please|can|help|user|username|account|login)\b/iu;
const NEXT_IS_WORD = /^[ \t]{1,3}[A-Za-z]/u;
const UNIT =
  /^[ \t]{0,2}(?:[位个次天年月日号分秒点遍种行页条级步楼%]|(?:characters?|chars?|digits?|letters?|days?|times?|attempts?|minutes?|hours?|weeks?|months?|years?|users?|errors?|people|mailboxes|accounts|devices|words)\b)/iu;
const GOES_ON = /^[ \t]{0,2}[\p{L}'’]/u;
/** “密码是admin给的”: the word is who gave it. */
const GIVER = /^\s?[给的发设帮告里上中那个时]/u;

/** A word that could be something else than a secret only by chance: letters with digits, or marks inside. */
export function looksSecret(token: string): boolean {
  if (token.length < 6 || isTechnical(token)) return false;
  const hasLetter = /\p{L}/u.test(token);
  const hasDigit = /\d/u.test(token);
  if (hasLetter && hasDigit) return true;
  return (hasLetter || hasDigit) && /[\p{L}\d][!@#$%^&*~?+=][\p{L}\d]/u.test(token);
}

/** Digits, lower and upper case, marks: how many kinds of characters. */
export function kindsOf(token: string): number {
  return [/\d/u, /\p{Ll}/u, /\p{Lu}/u, /[^\p{L}\d]/u].filter((kind) => kind.test(token)).length;
}

/** Host, address, date, version, error code, product, ticket, placeholder: not a secret by its shape. */
export function isTechnical(token: string): boolean {
  const core = withoutEndMarks(token);
  return isNumbered(core) || hasTechnicalShape(token);
}

/** A program with its version, or a ticket with its number. */
function isNumbered(core: string): boolean {
  return TICKET.test(core) || VERSIONED_NAME.test(core);
}

function hasTechnicalShape(token: string): boolean {
  const core = withoutEndMarks(token);
  if (PLACEHOLDER.test(token)) return true;
  if (TECHNICAL_SHAPES.some((shape) => shape.test(core))) return true;
  const parts = core.split(/[/+&_-]/u);
  return parts.length > 1 && parts.every((part) => part === '' || isPlainPart(part));
}

function withoutEndMarks(token: string): string {
  return token.replace(/[!?.,;:]{1,16}$/u, '');
}

function isPlainPart(part: string): boolean {
  return isOrdinaryWord(part) || VERSIONED_NAME.test(part) || /^\d{1,3}$/u.test(part);
}

const LETTERS = /^\p{L}[\p{L}'’-]*$/u;

/** Whether `token`, found that close to a label, is taken for a secret; `after` is what follows it. */
export function isSecretValue(token: string, closeness: Closeness, after: string): boolean {
  const core = withoutEndMarks(token);
  if (core.length < 4 || (LETTERS.test(core) && isOrdinaryWord(core))) return false;
  if (/^\d+$/u.test(core)) return isSecretNumber(core, closeness, after);
  if (hasTechnicalShape(token)) return false;
  // “password: Outlook2019” names a weak password, “the password is Outlook2019's” a program.
  if (isNumbered(core) && closeness !== 'named') return closeness === 'stated' && !GOES_ON.test(after);
  if (LETTERS.test(core)) return isSecretWord(core, token, closeness, after);
  if (startsAsProse(core)) return false;
  return closeness === 'named' || closeness === 'stated' || looksSecret(token);
}

function isSecretNumber(digits: string, closeness: Closeness, after: string): boolean {
  if (UNIT.test(after)) return false;
  if (closeness === 'far') return false;
  return closeness === 'beside' ? digits.length >= 6 : true;
}

function isSecretWord(core: string, token: string, closeness: Closeness, after: string): boolean {
  // `Username:` on the next line is the next label.
  if (token.endsWith(':')) return false;
  const parts = core.split(/[-'’]/u);
  if (parts.length >= 4) return closeness !== 'far';
  if (parts.some((part) => part.length > 3 && isOrdinaryWord(part))) return false;
  if (looksRandom(core)) return true;
  const isProse = NEXT_IS_WORD.test(after) && !AFTER_SECRET.test(after);
  if (closeness === 'named') return !isProse && !(NEXT_IS_WORD.test(after) && ENDING_OF_PROSE.test(core));
  if (closeness === 'stated') return !isProse && !ENDING_OF_PROSE.test(core) && !GIVER.test(after);
  return false;
}

/** `wrong,please` and `rejected(535)`: an ordinary word glued to more. */
function startsAsProse(core: string): boolean {
  const first = /^[\p{L}'’]+(?=[,;:!?()[\]]|\.\p{L}+$)/u.exec(core)?.[0];
  return first !== undefined && isOrdinaryWord(first);
}

/** Sixteen letters as mail providers make them for apps, not an English word of that length. */
export function looksRandom(word: string): boolean {
  return /^(?:[a-z]{16}|[A-Z]{16})$/u.test(word) && !ENDING_OF_PROSE.test(word) && !/(?:s|y|er)$/u.test(word)
    ? true
    : /^(?:[a-z]{16}|[A-Z]{16})$/u.test(word) && hasOddPair(word.toLowerCase());
}

/** Letter pairs that no English word has; nearly every random row of sixteen letters has one. */
function hasOddPair(word: string): boolean {
  return /[bcdfghjklmnpqrtvwxz][bcdfgjkmpqvwxz][bcdfgjkmpqvwxz]|[jqvxz][bcdfghjklmnpqrstvwxz]|[bcdfgkpvxz][qjx]|q[^u]|[aeiou]{4}/u.test(
    word,
  );
}

/** Four groups of four letters that are not four English words. */
export function isGroupedCode(groups: readonly string[]): boolean {
  return groups.filter(isFourLetterWord).length <= 1;
}
