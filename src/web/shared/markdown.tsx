import './markdown.css';

import { Fragment, type ReactNode } from 'react';

import { parseMarkdown, type MarkdownBlock, type MarkdownInline } from '../../domain/index.js';

/** A reply's text as elements. Text stays text: nothing in it becomes markup that is not in {@link MarkdownBlock}. */
export function Markdown({ text }: { readonly text: string }): ReactNode {
  return <div className="markdown">{parseMarkdown(text).map(drawBlock)}</div>;
}

function drawBlock(block: MarkdownBlock, key: number): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return <p key={key}>{block.inside.map(drawInline)}</p>;
    case 'code':
      return (
        // Wide lines scroll, so the keyboard must reach them.
        <pre key={key} tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case 'list': {
      const items = block.items.map((item, index) => <li key={index}>{item.map(drawInline)}</li>);
      return block.start === undefined ? (
        <ul key={key}>{items}</ul>
      ) : (
        <ol key={key} start={block.start}>
          {items}
        </ol>
      );
    }
  }
}

function drawInline(inline: MarkdownInline, key: number): ReactNode {
  switch (inline.kind) {
    case 'text':
      return <Fragment key={key}>{inline.text}</Fragment>;
    case 'break':
      return <br key={key} />;
    case 'code':
      return <code key={key}>{inline.text}</code>;
    case 'strong':
      return <strong key={key}>{inline.inside.map(drawInline)}</strong>;
    case 'link':
      return (
        <a key={key} href={inline.href} target="_blank" rel="noreferrer noopener">
          {inline.text}
        </a>
      );
  }
}
