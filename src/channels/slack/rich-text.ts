import type { RichElement, RichInline, RichSection } from './blocks.js';

const BULLET = /^ {0,3}[-*•] +(?=\S)/u;
const NUMBER = /^ {0,3}(\d{1,3})[.)] +(?=\S)/u;
const FENCE = /^ {0,3}```/u;
const ESCAPED = /^\\[\\*_`[\]<>]/u;
const LINK = /https:\/\/(?:\\[\\*_`[\]<>]|[!#-;=?-Z_a-z~])+/uy;
const AFTER_LINK = new Set(`.,;:!?'")*`);
const LONGEST_LINK = 2_048;

/** Control characters but line end and tab, and those that turn the direction of text. */
const UNSHOWN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * The small Markdown of a reply as rich text: bold, code, lists, code blocks, bare https links, backslash escapes.
 * Rich text holds letters, not markup, so nothing in a value can turn into a mention, a link or a style.
 * Linear in the length of the text; never empty.
 */
export function richText(markdown: string): readonly RichElement[] {
  const lines = markdown.replace(/\r\n?/gu, '\n').replace(UNSHOWN, '').split('\n');
  const elements: RichElement[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    if (line.trim() === '') at += 1;
    else if (FENCE.test(line)) at = readFence(lines, at, elements);
    else if (BULLET.test(line)) at = readList(lines, at, BULLET, elements);
    else if (NUMBER.test(line)) at = readList(lines, at, NUMBER, elements);
    else at = readParagraph(lines, at, elements);
  }
  return elements.length > 0 ? elements : [section([{ type: 'text', text: '–' }])];
}

/** The words of rich text without their look, for notifications and screen readers. */
export function wordsOf(elements: readonly RichElement[]): string {
  return elements
    .map((element) => {
      if (element.type === 'rich_text_section') return inlineWords(element);
      if (element.type === 'rich_text_preformatted') return element.elements.map(({ text }) => text).join('');
      const first = (element.offset ?? 0) + 1;
      return element.elements
        .map((item, at) => `${element.style === 'bullet' ? '•' : `${first + at}.`} ${inlineWords(item)}`)
        .join('\n');
    })
    .join('\n');
}

function inlineWords({ elements }: RichSection): string {
  return elements
    .map(({ text }) => text)
    .join('')
    .trimEnd();
}

function section(elements: readonly RichInline[]): RichSection {
  return { type: 'rich_text_section', elements };
}

function readFence(lines: readonly string[], from: number, into: RichElement[]): number {
  let end = from + 1;
  while (end < lines.length && !FENCE.test(lines[end] ?? '')) end += 1;
  const text = lines.slice(from + 1, end).join('\n');
  if (text !== '') into.push({ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] });
  return end + 1;
}

/** An indented line belongs to the item above it; any other line ends the list. */
function readList(lines: readonly string[], from: number, sign: RegExp, into: RichElement[]): number {
  const items: string[][] = [];
  let at = from;
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (sign.test(line)) items.push([line.replace(sign, '')]);
    else if (/^ {2,}\S/u.test(line)) items.at(-1)?.push(line.trim());
    else break;
  }
  const first = Number(NUMBER.exec(lines[from] ?? '')?.[1] ?? 1);
  into.push({
    type: 'rich_text_list',
    style: sign === NUMBER ? 'ordered' : 'bullet',
    ...(sign === NUMBER && first > 1 ? { offset: first - 1 } : {}),
    elements: items.map((item) => section(readInline(item.join('\n')))),
  });
  return at;
}

/** Sections follow each other without a gap: one line end makes it a paragraph. */
function readParagraph(lines: readonly string[], from: number, into: RichElement[]): number {
  let end = from + 1;
  while (end < lines.length && !beginsBlock(lines[end] ?? '')) end += 1;
  const before = into.at(-1);
  if (before?.type === 'rich_text_section') {
    into[into.length - 1] = section([...before.elements, { type: 'text', text: '\n' }]);
  }
  into.push(section(readInline(lines.slice(from, end).join('\n'))));
  return end;
}

function beginsBlock(line: string): boolean {
  return line.trim() === '' || FENCE.test(line) || BULLET.test(line) || NUMBER.test(line);
}

/** Running text. A mark without its partner is text. */
function readInline(text: string): readonly RichInline[] {
  const found: RichInline[] = [];
  let words = '';
  let bold = false;

  function put(): void {
    if (words !== '') found.push({ type: 'text', text: words, ...(bold ? { style: { bold: true } } : {}) });
    words = '';
  }

  for (let at = 0; at < text.length;) {
    const sign = text[at] ?? '';
    if (sign === '\\' && ESCAPED.test(text.slice(at, at + 2))) {
      words += text[at + 1] ?? '';
      at += 2;
      continue;
    }
    if (sign === '`') {
      const end = text.indexOf('`', at + 1);
      if (end > at + 1) {
        put();
        found.push({ type: 'text', text: text.slice(at + 1, end), style: { code: true } });
        at = end + 1;
        continue;
      }
    }
    if (sign === '*' && text[at + 1] === '*' && marksBold(text, at, bold)) {
      put();
      bold = !bold;
      at += 2;
      continue;
    }
    const link = sign === 'h' && !/[\w.@/]/u.test(text[at - 1] ?? ' ') ? linkAt(text, at) : undefined;
    if (link) {
      put();
      if (link.url === undefined) words += link.text;
      else found.push({ type: 'link', url: link.url, text: link.text });
      at += link.length;
      continue;
    }
    words += sign;
    at += 1;
  }
  put();
  return found.length > 0 ? found : [{ type: 'text', text: ' ' }];
}

/** `**` opens before a letter when another one closes later, and closes after a letter. */
function marksBold(text: string, at: number, isOpen: boolean): boolean {
  if (isOpen) return !/\s/u.test(text[at - 1] ?? ' ');
  if (/\s/u.test(text[at + 2] ?? ' ')) return false;
  const close = text.indexOf('**', at + 3);
  return close !== -1 && !/\s/u.test(text[close - 1] ?? ' ');
}

/** A link at this place; without `url` it is text that only looks like one. */
function linkAt(
  text: string,
  at: number,
): { readonly url?: string; readonly text: string; readonly length: number } | undefined {
  LINK.lastIndex = at;
  const whole = LINK.exec(text)?.[0];
  if (whole === undefined) return undefined;
  let length = whole.length;
  while (AFTER_LINK.has(whole[length - 1] ?? '')) length -= 1;
  const shown = whole.slice(0, length).replace(/\\([\\*_`[\]<>])/gu, '$1');
  const url = length <= LONGEST_LINK && URL.canParse(shown) ? new URL(shown) : undefined;
  // A name before the host (https://bank@evil) is how a link lies about where it leads.
  const honest = url?.protocol === 'https:' && url.username === '' && url.password === '';
  return { ...(honest ? { url: shown } : {}), text: shown, length };
}
