import type { Entity, MailClient, Provider } from '../domain/index.js';

/** The parts of a bundle that name things people write. */
export interface Names {
  readonly clients: ReadonlyMap<string, MailClient>;
  readonly providers: ReadonlyMap<string, Provider>;
}

/** The mail client and the provider that a text names, at most one of each. */
export function namedThings(text: string, { clients, providers }: Names): readonly Entity[] {
  const plain = plainName(text);
  const client = longestNamed(plain, clients);
  const provider = longestNamed(plain, providers);
  return [
    ...(client === undefined ? [] : [{ kind: 'client', value: client } as const]),
    ...(provider === undefined ? [] : [{ kind: 'provider', value: provider } as const]),
  ];
}

type Named = MailClient | Provider;

/** The thing whose longest name stands in the text: “Outlook for Mac” wins over “Outlook”. */
function longestNamed(plain: string, things: ReadonlyMap<string, Named>): string | undefined {
  let best: { readonly id: string; readonly length: number } | undefined;
  for (const thing of things.values()) {
    for (const wanted of plainNamesOf(thing)) {
      if (wanted.length > (best?.length ?? 0) && standsIn(plain, wanted))
        best = { id: thing.id, length: wanted.length };
    }
  }
  return best?.id;
}

const plainNames = new WeakMap<Named, readonly string[]>();

/** All names of a client or provider as {@link plainName} writes them; made once, as every message asks for them. */
export function plainNamesOf(thing: Named): readonly string[] {
  const known = plainNames.get(thing);
  if (known !== undefined) return known;
  const { name, names = [] } = thing;
  const made = [name.zh, name.en, ...names].map(plainName);
  plainNames.set(thing, made);
  return made;
}

/** In lower case, with no space beside a Chinese character: “QQ 邮箱” is typed “qq邮箱” as often. */
export function plainName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '')
    .trim();
}

const WORD = /[a-z0-9]/u;

/** A Latin name must not be part of a longer word, a host or an address; Chinese has no word borders to look at. */
function standsIn(plain: string, name: string): boolean {
  for (let at = plain.indexOf(name); at >= 0; at = plain.indexOf(name, at + 1)) {
    const before = plain.charAt(at - 1);
    const after = plain.slice(at + name.length, at + name.length + 2);
    const opens = WORD.test(name.charAt(0)) && /[a-z0-9@.]/u.test(before);
    const goesOn = WORD.test(name.slice(-1)) && /^(?:[a-z0-9@]|\.[a-z0-9])/u.test(after);
    if (!opens && !goesOn) return true;
  }
  return false;
}
