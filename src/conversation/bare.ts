import { plainName, type Names } from './names.js';

const PLAIN_NO =
  /^(?:不|不是的?|没|没有|不用了?|不要了?|不需要了?|不必了?|不了|还没|no+|nope|nah|no,? thanks?|no,? thank you|not now|not yet|nothing)[\s\p{P}]*$/iu;

/** A no and nothing else: where nothing was asked it means nothing. “Can't sign in” is a no too, and a complaint. */
export function isPlainNo(text: string): boolean {
  return PLAIN_NO.test(text.trim());
}

/** True when a message is the name of a mail app or provider and nothing more: “Outlook”, “QQ 邮箱？”. */
export function isOnlyName(text: string, { clients, providers }: Names): boolean {
  const said = plainName(text.replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '')).replace(/^(?:我的|my )|的$/gu, '');
  const things = [
    ...[...clients.values()].flatMap(({ name, names }) => [name.zh, name.en, ...names]),
    ...[...providers.values()].flatMap(({ name }) => [name.zh, name.en]),
  ];
  return things.some((name) => plainName(name) === said);
}
