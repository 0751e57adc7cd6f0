import { plainName, plainNamesOf, type Names } from './names.js';

/** How far behind its name a program's version may stand. */
const REACH = 32;
const VERSION =
  /^(?: for (?:mac|windows|ios|android))?(?: ?(version|ver\.?|v|版本|版)[ :：是为]{0,2}| ?)(\d{1,4}(?:\.\d{1,5}){0,3})(?![\w.:@-]|\.\d| ?(?:次|个|天|封|条|分|小时|年|月|位|e-?mails?|mails?|messages?|accounts?|times|days?|hours?|minutes?|errors?|ports?|端口))/u;
/** Where a bare number is a version: in front of a verb, a mark, or at the end. */
const GOES_ON =
  /^(?:$|[,.;:，。；、)）]|版| (?:on|for|under|keeps?|can|cannot|won't|is|does|doesn't|says|asks|with|and|since|refuses)\b| ?[\p{Script=Han}])/u;

/**
 * The version of the mail app that a text names: “Outlook 2019”, “Thunderbird 115.11.1”, “Foxmail 版本 7.2”. A port or
 * the code of an error behind the name is none.
 */
export function programVersion(text: string, { clients }: Names): string | undefined {
  const plain = plainName(text.replace(/[’‘]/gu, "'"));
  const found = new Set<string>();
  for (const client of clients.values()) {
    for (const wanted of plainNamesOf(client)) {
      for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + 1)) {
        if (/[a-z0-9@.-]/u.test(plain.charAt(at - 1))) continue;
        const version = versionAt(plain.slice(at + wanted.length, at + wanted.length + REACH));
        if (version !== undefined) found.add(version);
      }
    }
  }
  return found.size === 1 ? [...found][0] : undefined;
}

function versionAt(behind: string): string | undefined {
  const match = VERSION.exec(behind);
  const version = match?.[2];
  if (!match || version === undefined) return undefined;
  if (version.includes('.') || match[1] !== undefined) return version;
  if (/^(?:20[0-2]\d|365)$/u.test(version)) return version;
  const isVersion = /^\d{2,3}$/u.test(version) && Number(version) < 400 && !/^(?:25|110|143)$/u.test(version);
  return isVersion && GOES_ON.test(behind.slice(match[0].length)) ? version : undefined;
}
