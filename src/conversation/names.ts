import type { Entity, MailClient, Provider } from '../domain/index.js';

/** The parts of a bundle that name things people write. */
export interface Names {
  readonly clients: ReadonlyMap<string, MailClient>;
  readonly providers: ReadonlyMap<string, Provider>;
}

/** The mail client and the provider that a text names, at most one of each. */
export function namedThings(text: string, { clients, providers }: Names): readonly Entity[] {
  const client = longestNamed(
    text,
    [...clients.values()].map(({ id, name, names }) => ({ id, names: [name.zh, name.en, ...names] })),
  );
  const provider = longestNamed(
    text,
    [...providers.values()].map(({ id, name, names = [] }) => ({ id, names: [name.zh, name.en, ...names] })),
  );
  return [
    ...(client === undefined ? [] : [{ kind: 'client', value: client } as const]),
    ...(provider === undefined ? [] : [{ kind: 'provider', value: provider } as const]),
  ];
}

interface Named {
  readonly id: string;
  readonly names: readonly string[];
}

/** The thing whose longest name stands in the text: “Outlook for Mac” wins over “Outlook”. */
function longestNamed(text: string, things: readonly Named[]): string | undefined {
  const plain = plainName(text);
  let best: { readonly id: string; readonly length: number } | undefined;
  for (const { id, names } of things) {
    for (const wanted of names.map(plainName)) {
      if (wanted.length > (best?.length ?? 0) && standsIn(plain, wanted))
        best = { id, length: wanted.length };
    }
  }
  return best?.id;
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
