import { parseMarkdown, type MarkdownBlock, type MarkdownInline } from '../../domain/index.js';
import type { RichElement, RichInline, RichSection } from './blocks.js';

/** Control characters but line end and tab, and those that turn the direction of text. */
const UNSHOWN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * The small Markdown of a reply as rich text. Rich text holds letters, not markup, so nothing in a value can turn
 * into a mention, a link or a style. Never empty.
 */
export function richText(markdown: string): readonly RichElement[] {
  const elements: RichElement[] = [];
  for (const block of parseMarkdown(markdown.replace(/\r\n?/gu, '\n').replace(UNSHOWN, ''))) {
    const before = elements.at(-1);
    // Sections follow each other without a gap: one line end makes it a paragraph.
    if (block.kind === 'paragraph' && before?.type === 'rich_text_section') {
      elements[elements.length - 1] = section([...before.elements, { type: 'text', text: '\n' }]);
    }
    const element = elementOf(block);
    if (element) elements.push(element);
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

function elementOf(block: MarkdownBlock): RichElement | undefined {
  switch (block.kind) {
    case 'paragraph':
      return section(inlinesOf(block.inside));
    case 'code':
      if (block.text === '') return undefined;
      return { type: 'rich_text_preformatted', elements: [{ type: 'text', text: block.text }] };
    case 'list':
      return {
        type: 'rich_text_list',
        style: block.start === undefined ? 'bullet' : 'ordered',
        ...(block.start !== undefined && block.start > 1 ? { offset: block.start - 1 } : {}),
        elements: block.items.map((item) => section(inlinesOf(item))),
      };
  }
}

/** Slack takes no empty text, and no section without any. */
function section(elements: readonly RichInline[]): RichSection {
  const shown = elements.filter(({ text }) => text !== '');
  return { type: 'rich_text_section', elements: shown.length > 0 ? shown : [{ type: 'text', text: ' ' }] };
}

function inlinesOf(inlines: readonly MarkdownInline[], bold = false): readonly RichInline[] {
  return inlines.flatMap((inline): readonly RichInline[] => {
    switch (inline.kind) {
      case 'text':
        return [{ type: 'text', text: inline.text, ...(bold ? { style: { bold: true } } : {}) }];
      case 'break':
        return [{ type: 'text', text: '\n' }];
      case 'code':
        return [{ type: 'text', text: inline.text, style: { code: true, ...(bold ? { bold: true } : {}) } }];
      case 'strong':
        return inlinesOf(inline.inside, true);
      case 'link':
        return [{ type: 'link', url: inline.href, text: inline.text }];
    }
  });
}
