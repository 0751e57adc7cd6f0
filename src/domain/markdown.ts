/** A piece of running text. */
export type MarkdownInline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong'; readonly inside: readonly MarkdownInline[] }
  /** `href` begins with `https://`, or leads to this very machine, and holds printable ASCII only. */
  | { readonly kind: 'link'; readonly href: string; readonly text: string };

export type MarkdownBlock =
  | { readonly kind: 'paragraph'; readonly inside: readonly MarkdownInline[] }
  | { readonly kind: 'list'; readonly start?: number; readonly items: readonly (readonly MarkdownInline[])[] }
  | { readonly kind: 'code'; readonly text: string };

type Token = MarkdownInline | { readonly kind: 'mark'; readonly opens: boolean; readonly closes: boolean };

const BULLET = /^ {0,3}[-*•] +(?=\S)/u;
const NUMBER = /^ {0,3}(\d{1,3})[.)] +(?=\S)/u;
const FENCE = /^ {0,3}```/u;
const ESCAPED = /^\\[\\*_`[\]<>]/u;
const LINK = /(?:https:\/\/|http:\/\/(?:localhost|127\.0\.0\.1):)(?:\\[\\*_`[\]<>]|[!#-;=?-Z_a-z~])+/uy;
/** What ends a sentence around a link rather than the link itself. */
const AFTER_LINK = new Set(`.,;:!?'")*`);
const LONGEST_LINK = 2_048;

/**
 * Reads the small Markdown of a reply: paragraphs, `**bold**`, bullet and numbered lists, code, bare links,
 * backslash escapes. Whatever else there is stays text. Linear in the length of the text.
 */
export function parseMarkdown(text: string): readonly MarkdownBlock[] {
  const lines = text.replace(/\r\n?/gu, '\n').split('\n');
  const blocks: MarkdownBlock[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    if (line.trim() === '') at += 1;
    else if (FENCE.test(line)) at = readFence(lines, at, blocks);
    else if (BULLET.test(line)) at = readList(lines, at, BULLET, blocks);
    else if (NUMBER.test(line)) at = readList(lines, at, NUMBER, blocks);
    else at = readParagraph(lines, at, blocks);
  }
  return blocks;
}

/** A reply as it is read aloud: its words without their marks. */
export function plainText(text: string): string {
  return parseMarkdown(text)
    .map((block) => {
      if (block.kind === 'code') return block.text;
      if (block.kind === 'paragraph') return plainInline(block.inside);
      return block.items.map(plainInline).join('\n');
    })
    .join('\n');
}

function plainInline(inlines: readonly MarkdownInline[]): string {
  return inlines
    .map((inline) => {
      if (inline.kind === 'break') return '\n';
      return inline.kind === 'strong' ? plainInline(inline.inside) : inline.text;
    })
    .join('');
}

function readFence(lines: readonly string[], from: number, blocks: MarkdownBlock[]): number {
  let end = from + 1;
  while (end < lines.length && !FENCE.test(lines[end] ?? '')) end += 1;
  blocks.push({ kind: 'code', text: lines.slice(from + 1, end).join('\n') });
  return end + 1;
}

/** An indented line belongs to the item above it; any other line ends the list. */
function readList(lines: readonly string[], from: number, sign: RegExp, blocks: MarkdownBlock[]): number {
  const items: string[][] = [];
  let at = from;
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (sign.test(line)) items.push([line.replace(sign, '')]);
    else if (/^ {2,}\S/u.test(line)) items.at(-1)?.push(line.trim());
    else break;
  }
  const first = NUMBER.exec(lines[from] ?? '')?.[1];
  blocks.push({
    kind: 'list',
    ...(first === undefined ? {} : { start: Number(first) }),
    items: items.map((item) => parseInline(item.join('\n'))),
  });
  return at;
}

function readParagraph(lines: readonly string[], from: number, blocks: MarkdownBlock[]): number {
  let end = from + 1;
  while (end < lines.length && !beginsBlock(lines[end] ?? '')) end += 1;
  blocks.push({ kind: 'paragraph', inside: parseInline(lines.slice(from, end).join('\n')) });
  return end;
}

function beginsBlock(line: string): boolean {
  return line.trim() === '' || FENCE.test(line) || BULLET.test(line) || NUMBER.test(line);
}

/** Reads running text; a line end is a break. */
export function parseInline(text: string): readonly MarkdownInline[] {
  return pairMarks(tokens(text));
}

function tokens(text: string): readonly Token[] {
  const found: Token[] = [];
  let plain = '';

  function put(token: Token): void {
    if (plain !== '') found.push({ kind: 'text', text: plain });
    plain = '';
    found.push(token);
  }

  for (let at = 0; at < text.length;) {
    const sign = text[at] ?? '';
    if (sign === '\n') {
      put({ kind: 'break' });
      at += 1;
    } else if (sign === '\\' && ESCAPED.test(text.slice(at, at + 2))) {
      plain += text[at + 1] ?? '';
      at += 2;
    } else if (sign === '`') {
      const end = text.indexOf('`', at + 1);
      if (end > at + 1) {
        put({ kind: 'code', text: text.slice(at + 1, end) });
        at = end + 1;
      } else {
        plain += sign;
        at += 1;
      }
    } else if (sign === '*' && text[at + 1] === '*') {
      const [before, after] = [text[at - 1] ?? ' ', text[at + 2] ?? ' '];
      put({ kind: 'mark', opens: !/\s/u.test(after), closes: !/\s/u.test(before) });
      at += 2;
    } else {
      const link = sign === 'h' && !/[\w.@/]/u.test(text[at - 1] ?? ' ') ? linkAt(text, at) : undefined;
      if (link) {
        if (link.href === undefined) plain += link.text;
        else put({ kind: 'link', href: link.href, text: link.text });
        at += link.length;
      } else {
        plain += sign;
        at += 1;
      }
    }
  }
  if (plain !== '') found.push({ kind: 'text', text: plain });
  return found;
}

/** A link at this place; without `href` it is text that only looks like one. */
function linkAt(
  text: string,
  at: number,
): { readonly href?: string; readonly text: string; readonly length: number } | undefined {
  LINK.lastIndex = at;
  const whole = LINK.exec(text)?.[0];
  if (whole === undefined) return undefined;
  let length = whole.length;
  while (AFTER_LINK.has(whole[length - 1] ?? '')) length -= 1;
  const shown = whole.slice(0, length).replace(/\\([\\*_`[\]<>])/gu, '$1');
  const url = length <= LONGEST_LINK && URL.canParse(shown) ? new URL(shown) : undefined;
  // A name before the host (https://bank@evil) is how a link lies about where it leads.
  const honest = url !== undefined && isSafe(url) && url.username === '' && url.password === '';
  return { ...(honest ? { href: shown } : {}), text: shown, length };
}

/** Encrypted, or never on a network: where Mailmedic runs on one's own machine its pages have no certificate. */
function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1';
}

/** Bold does not nest: the first mark that can close does. A mark without its partner is text. */
function pairMarks(all: readonly Token[]): readonly MarkdownInline[] {
  const done: MarkdownInline[] = [];
  let open: MarkdownInline[] | undefined;
  for (const token of all) {
    if (token.kind !== 'mark') (open ?? done).push(token);
    else if (open !== undefined && open.length > 0 && token.closes) {
      done.push({ kind: 'strong', inside: open });
      open = undefined;
    } else if (open === undefined && token.opens) open = [];
    else (open ?? done).push({ kind: 'text', text: '**' });
  }
  if (open !== undefined) done.push({ kind: 'text', text: '**' }, ...open);
  return joined(done);
}

function joined(inlines: readonly MarkdownInline[]): readonly MarkdownInline[] {
  const done: MarkdownInline[] = [];
  for (const inline of inlines) {
    const last = done.at(-1);
    if (inline.kind === 'text' && last?.kind === 'text') {
      done[done.length - 1] = { kind: 'text', text: last.text + inline.text };
    } else done.push(inline);
  }
  return done;
}
