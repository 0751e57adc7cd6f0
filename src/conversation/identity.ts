import { maskSecrets, MASK } from './mask.js';

const ADDRESS = /[^\s<>()"'，。、；：]{1,64}@[\w.-]{1,255}/gu;
const HOST =
  /(?:https?:\/\/\S+|(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?![\w-])|(?<![\w.-])(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?![\w-]))/giu;
/** Telephones, badges, ids; an error code of five digits says something. */
const LONG_NUMBER = /(?<![\w])\+?\d(?:[ -]?\d){5,}(?!\w)/gu;
/** What people say before their own name. */
const OWN_NAME =
  /(?<=(?:我叫|我是|姓名[:：]?|[Mm]y name is |(?<!\w)[Tt]his is ))\s*(?:\p{Script=Han}{2,3}(?=$|[\s,，。.])|\p{Lu}\p{L}+(?: \p{Lu}\p{L}+){0,2})/gu;
const PLACEHOLDER = /‹(?:address|server|number|name)›/u;

/**
 * A text without what leads to a person: secrets, addresses, servers, long numbers, names. `names` are those that the
 * platform knows them by. Placeholders such as `‹address›` stand instead.
 */
export function withoutIdentity(text: string, names: readonly (string | undefined)[]): string {
  const known = names.filter((name) => name !== undefined && [...name].length > 1);
  const plain = maskSecrets(text)
    .text.replace(ADDRESS, '‹address›')
    .replace(HOST, '‹server›')
    .replace(LONG_NUMBER, '‹number›')
    .replace(OWN_NAME, '‹name›');
  return known.reduce<string>((rest, name) => withoutName(rest, name ?? ''), plain).trim();
}

/** Whether something in the text leads to a person, or stands where something did. */
export function hasIdentity(text: string): boolean {
  return text.includes(MASK) || PLACEHOLDER.test(text) || withoutIdentity(text, []) !== text.trim();
}

function withoutName(text: string, name: string): string {
  const parts = [name, ...name.split(/[\s._-]+/u)].filter((part) => [...part].length > 1);
  return parts.reduce(
    (rest, part) =>
      rest.replace(
        new RegExp(`(?<![\\p{Script=Latin}\\d])${escaped(part)}(?![\\p{Script=Latin}\\d])`, 'giu'),
        '‹name›',
      ),
    text,
  );
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&');
}
