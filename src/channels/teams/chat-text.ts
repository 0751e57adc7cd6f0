import { parseMarkdown, type MarkdownBlock, type MarkdownInline } from '../../domain/index.js';

/**
 * A reply's text as the HTML that Teams takes in a message (`textFormat: xml`). Every word is escaped, so neither
 * markup nor `<at>` in what people and servers wrote has a meaning.
 */
export function chatText(text: string): string {
  return parseMarkdown(text).map(drawBlock).join('');
}

function drawBlock(block: MarkdownBlock): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${drawInlines(block.inside)}</p>`;
    case 'code':
      return `<pre>${escaped(block.text)}</pre>`;
    case 'list': {
      const items = block.items.map((item) => `<li>${drawInlines(item)}</li>`).join('');
      if (block.start === undefined) return `<ul>${items}</ul>`;
      return block.start === 1 ? `<ol>${items}</ol>` : `<ol start="${block.start}">${items}</ol>`;
    }
  }
}

function drawInlines(inlines: readonly MarkdownInline[]): string {
  return inlines
    .map((inline) => {
      switch (inline.kind) {
        case 'text':
          return escaped(inline.text);
        case 'break':
          return '<br/>';
        case 'code':
          return `<code>${escaped(inline.text)}</code>`;
        case 'strong':
          return `<strong>${drawInlines(inline.inside)}</strong>`;
        case 'link':
          return `<a href="${escaped(inline.href)}">${escaped(inline.text)}</a>`;
      }
    })
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A word that means only itself. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/gu, (sign) => ENTITIES[sign] ?? sign);
}
