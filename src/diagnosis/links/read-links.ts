/** A link that somebody pasted: where it leads, and the words it was shown with, where they are others. */
export interface PastedLink {
  readonly target: string;
  readonly shown?: string;
}

/** More links than this are a mailing, not a question. */
const MOST_LINKS = 8;
const SCHEME = '(?:https?|ftp|file|javascript|data)';
/** Chinese ends a link, except in a host name. */
const ADDRESS = String.raw`(?:[^\s<>"'，。；：！？、（）【】《》“”「」\p{Script=Han}]|\p{Script=Han}+(?=[.-]))`;

/** Each gives `target` and, where there is one, `shown`. */
const LINKS: readonly RegExp[] = [
  // Slack's own notation, HTML, Markdown, and a link with words of its own as the channels pass it on.
  new RegExp(String.raw`<(?<target>${SCHEME}:[^|>\s]{1,2000})\|(?<shown>[^>\n]{0,300})>`, 'giu'),
  /<a\s[^>]{0,500}?href\s{0,3}=\s{0,3}["']?(?<target>[^"'\s>]{1,2000})["']?[^>]{0,500}>(?<shown>[^<]{0,300})<\/a>/giu,
  /\[(?<shown>[^\]\n]{0,300})\]\(\s{0,3}<?(?<target>[^\s)>]{1,2000})/giu,
  new RegExp(String.raw`(?<shown>[^\s()]{1,300}) \((?<target>${SCHEME}:${ADDRESS}{1,2000}?)\)`, 'giu'),
  new RegExp(String.raw`(?<![a-z])(?<target>${SCHEME}:${ADDRESS}{1,2000})`, 'giu'),
  new RegExp(
    String.raw`(?<![\w@.:/-])(?<target>(?:www\.)?(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,12}(?!\p{Script=Han})[\p{L}]{2,24}(?::\d{1,5})?(?:[/?#]${ADDRESS}{0,2000})?)(?![\w@])`,
    'giu',
  ),
];

/** The links in a text, each once; those that were made harmless before (`hxxps://evil[.]example`) as well. */
export function linksIn(text: string): readonly PastedLink[] {
  let rest = refanged(text);
  const found = new Map<string, PastedLink>();
  for (const pattern of LINKS) {
    for (const { 0: whole, groups = {} } of rest.matchAll(pattern)) {
      const target = (groups['target'] ?? '').replace(/[.,;:!?)\]}'"]+$/u, '');
      if (target === '' || found.size >= MOST_LINKS) continue;
      const shown = groups['shown']?.trim();
      found.set(target, shown === undefined ? { target } : { target, shown });
      rest = rest.replace(whole, ' ');
    }
  }
  return [...found.values()];
}

function refanged(text: string): string {
  return (
    text
      .replace(/\bh(?:xx|\*\*)p(?=s?\b)/giu, 'http')
      .replace(/\[:\](?=\/\/)/gu, ':')
      // Browsers take the Chinese full stop for a dot in a name.
      .replace(/(?<=[a-z0-9])。(?=[a-z0-9])/giu, '.')
      .replace(/\s?(?:\[\.\]|\(\.\)|\[dot\]|\(dot\))\s?/giu, '.')
  );
}

const AUTHORITY = String.raw`[^\s/?#<>|"'()\[\]，。；：！？、（）【】《》“”「」\p{Script=Han}]{1,300}`;
const SCHEMES = new RegExp(String.raw`https?(?=:\/\/(${AUTHORITY})?)`, 'giu');
const DEFANGED = new RegExp(String.raw`(?<=hxxps?:\/\/)${AUTHORITY}`, 'gu');

/** A text in which nobody can press a link: `hxxps://evil[.]example/login`. Links to `known` hosts stay. */
export function defangLinks(text: string, known: ReadonlySet<string> = new Set()): string {
  return text
    .replace(SCHEMES, (scheme: string, authority: string | undefined) => {
      if (authority !== undefined && known.has(authority.toLowerCase())) return scheme;
      return scheme.length > 4 ? 'hxxps' : 'hxxp';
    })
    .replace(DEFANGED, defangedHost);
}

/** A host name that no chat makes a link of. */
export function defangedHost(host: string): string {
  return host.replaceAll('.', '[.]');
}
