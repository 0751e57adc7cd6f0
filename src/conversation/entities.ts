import type { Entity, MailClient, Provider } from '../domain/index.js';

/** The parts of a bundle that name things people write. */
export interface Names {
  readonly clients: ReadonlyMap<string, MailClient>;
  readonly providers: ReadonlyMap<string, Provider>;
}

/** RFC 5321's dot-string as people type it; nothing quoted, so that a sentence never becomes an address. */
const EMAIL =
  /(?<![\w.+-])[a-z0-9][a-z0-9._%+-]{0,63}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}(?![\w-])/giu;
const HOST = /(?<![\w@.-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}(?![\w@-]|\.[a-z0-9])/giu;
const PORT =
  /(?:端口(?:号)?|\bport)\s*(?:是|为|填的?|用的?|is|:|：|=|#)?\s*(\d{2,5})(?!\d)|(?<![\d.])(\d{2,5})\s*端口|:(\d{2,5})(?![\d:])/giu;
const ERROR_CODE = /\b0x[0-9a-f]{8}\b|\b[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}\b|\bAADSTS\d{4,7}\b/giu;
const DATE = /(\d{4})\s*(?:-|\/|年)\s*(\d{1,2})\s*(?:-|\/|月)\s*(\d{1,2})\s*日?/gu;
const NUMBER = /(?<![\w.@:-])\d{1,9}(?![\w.@:-])/gu;

/** Endings that look like hosts and are files or words: `settings.doc`, `e.g`. */
const NOT_HOSTS =
  /\.(?:docx?|xlsx?|pptx?|pdf|txt|log|png|jpe?g|gif|zip|exe|pst|ost|eml|msg|js|ts|py|html?)$|^(?:e\.g|i\.e|a\.m|p\.m)$/iu;

/** Reads addresses, hosts, ports, dates, codes and names out of a normalised text; each value once. */
export function readEntities(text: string, names: Names): readonly Entity[] {
  const found: Entity[] = [];
  let rest = text;

  function take(
    kind: Entity['kind'],
    pattern: RegExp,
    value: (match: RegExpMatchArray) => string | undefined,
  ): void {
    rest = rest.replace(pattern, (...given: unknown[]) => {
      const match = given.filter(
        (part) => typeof part === 'string' || part === undefined,
      ) as unknown as RegExpMatchArray;
      const read = value(match);
      if (read === undefined) return match[0] ?? '';
      if (!found.some((one) => one.kind === kind && one.value === read)) found.push({ kind, value: read });
      return ' ';
    });
  }

  take('email', EMAIL, (match) => match[0]?.toLowerCase());
  take('error', ERROR_CODE, (match) => match[0]);
  take('date', DATE, isoDate);
  // Before hosts, so that `imap.example.com:993` gives both.
  take('port', PORT, ([, ...groups]) =>
    portOf(groups.slice(0, 3).find((group) => group !== undefined && group !== '')),
  );
  take('hostname', HOST, ([host]) =>
    host === undefined || NOT_HOSTS.test(host) ? undefined : host.toLowerCase(),
  );
  take('number', NUMBER, ([number]) => number);
  return [...found, ...named(text, names)];
}

function portOf(text: string | undefined): string | undefined {
  const port = Number(text);
  return Number.isInteger(port) && port > 0 && port < 65_536 ? String(port) : undefined;
}

function isoDate([, year, month, day]: RegExpMatchArray): string | undefined {
  const iso = `${year ?? ''}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`;
  return Number.isNaN(Date.parse(iso)) ? undefined : iso;
}

function named(text: string, { clients, providers }: Names): readonly Entity[] {
  const plain = text.toLowerCase();
  const found: Entity[] = [];
  const client = longestNamed(
    plain,
    [...clients.values()].map(({ id, names }) => ({ id, names })),
  );
  if (client !== undefined) found.push({ kind: 'client', value: client });
  const provider = longestNamed(
    plain,
    [...providers.values()].map(({ id, name }) => ({ id, names: [name.zh, name.en] })),
  );
  if (provider !== undefined) found.push({ kind: 'provider', value: provider });
  return found;
}

/** The thing whose longest name stands in the text: “Outlook for Mac” wins over “Outlook”. */
function longestNamed(
  plain: string,
  things: readonly { readonly id: string; readonly names: readonly string[] }[],
): string | undefined {
  let best: { id: string; length: number } | undefined;
  for (const { id, names } of things) {
    for (const name of names) {
      const wanted = name.toLowerCase();
      if (wanted.length > (best?.length ?? 0) && standsIn(plain, wanted))
        best = { id, length: wanted.length };
    }
  }
  return best?.id;
}

const WORD = /[a-z0-9]/u;

/** A Latin name must not be part of a longer word; Chinese has no word borders to look at. */
function standsIn(plain: string, name: string): boolean {
  for (let at = plain.indexOf(name); at >= 0; at = plain.indexOf(name, at + 1)) {
    const before = plain.charAt(at - 1);
    const after = plain.charAt(at + name.length);
    const free =
      !(WORD.test(name.charAt(0)) && WORD.test(before)) && !(WORD.test(name.slice(-1)) && WORD.test(after));
    if (free) return true;
  }
  return false;
}
