import { parseMarkdown, type MarkdownBlock, type MarkdownInline } from '../../domain/index.js';
import { columns, line, run, type CardElement, type RunStyle, type TextRun } from './card-parts.js';

/** A reply's text as elements of a card. */
export function cardText(text: string): readonly CardElement[] {
  return parseMarkdown(text).flatMap(drawBlock);
}

function drawBlock(block: MarkdownBlock): readonly CardElement[] {
  switch (block.kind) {
    case 'paragraph':
      return [line(runs(block.inside))];
    case 'code':
      return [codeBlock(block.text)];
    case 'list':
      return block.items.map((item, index) =>
        columns(
          [
            ['auto', line(block.start === undefined ? '•' : `${block.start + index}.`, { isSubtle: true })],
            ['stretch', line(runs(item))],
          ],
          index === 0 ? 'default' : 'small',
        ),
      );
  }
}

/** Lines to copy, letter for letter. */
export function codeBlock(text: string): CardElement {
  return {
    type: 'Container',
    style: 'emphasis',
    items: [line(text, { fontType: 'monospace', size: 'small' })],
  };
}

function runs(inlines: readonly MarkdownInline[], style: RunStyle = {}): readonly TextRun[] {
  return inlines.flatMap((inline): readonly TextRun[] => {
    switch (inline.kind) {
      case 'text':
        return [run(inline.text, style)];
      case 'break':
        return [run('\n', style)];
      case 'code':
        return [run(inline.text, { ...style, fontType: 'monospace' })];
      case 'strong':
        return runs(inline.inside, { ...style, weight: 'bolder' });
      case 'link':
        return [run(inline.text, { ...style, selectAction: { type: 'Action.OpenUrl', url: inline.href } })];
    }
  });
}
