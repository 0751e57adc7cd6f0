import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';

import { parseInline, parseMarkdown } from '../../src/domain/index.js';
import { Markdown } from '../../src/web/shared/markdown.js';

function html(text: string): string {
  return renderToStaticMarkup(createElement(Markdown, { text }));
}

describe('the Markdown of a reply', () => {
  it('keeps lines of a paragraph apart and blank lines as borders', () => {
    expect(parseMarkdown('one\ntwo\n\nthree')).toEqual([
      {
        kind: 'paragraph',
        inside: [{ kind: 'text', text: 'one' }, { kind: 'break' }, { kind: 'text', text: 'two' }],
      },
      { kind: 'paragraph', inside: [{ kind: 'text', text: 'three' }] },
    ]);
  });

  it('reads numbered and bullet lists between paragraphs that touch them', () => {
    expect(html('请改成：\n- 端口 993\n- 加密 **SSL/TLS**\n其他的不用动。')).toBe(
      '<div class="markdown"><p>请改成：</p><ul><li>端口 993</li><li>加密 <strong>SSL/TLS</strong></li></ul>' +
        '<p>其他的不用动。</p></div>',
    );
    expect(html('2. b\n   more of b\n3. c')).toBe(
      '<div class="markdown"><ol start="2"><li>b<br/>more of b</li><li>c</li></ol></div>',
    );
  });

  it('does not take a number or a dash within a sentence for a list', () => {
    expect(parseMarkdown('993 is the port\n-5 degrees')[0]?.kind).toBe('paragraph');
    expect(parseMarkdown('993 is the port\n-5 degrees')).toHaveLength(1);
  });

  it('reads code as it stands', () => {
    expect(parseInline('type `a **b** \\* c` now')[1]).toEqual({ kind: 'code', text: 'a **b** \\* c' });
    expect(parseMarkdown('```\n<b> **x**\n```\nafter')).toEqual([
      { kind: 'code', text: '<b> **x**' },
      { kind: 'paragraph', inside: [{ kind: 'text', text: 'after' }] },
    ]);
    expect(parseMarkdown('```\nnever closed')).toEqual([{ kind: 'code', text: 'never closed' }]);
  });

  it('takes an escaped mark for what it is', () => {
    const escaped = String.raw`\*\*no\*\* \`no\` a\_b \[x\] \<b\> \\`;
    expect(parseInline(escaped)).toEqual([{ kind: 'text', text: '**no** `no` a_b [x] <b> \\' }]);
  });

  it('leaves marks without a partner alone', () => {
    expect(parseInline('2 ** 3 and **open')).toEqual([{ kind: 'text', text: '2 ** 3 and **open' }]);
    expect(parseInline('a ` b')).toEqual([{ kind: 'text', text: 'a ` b' }]);
  });

  it('links https and nothing else', () => {
    expect(html('see https://mail.qq.com/a_b?x=1。')).toContain(
      '<a href="https://mail.qq.com/a_b?x=1" target="_blank" rel="noreferrer noopener">',
    );
    expect(parseInline('(https://mail.corp.example).')[1]).toMatchObject({
      href: 'https://mail.corp.example',
    });
    expect(parseInline(String.raw`https://mail.corp.example/a\_b`)[0]).toMatchObject({
      href: 'https://mail.corp.example/a_b',
    });
    expect(parseInline('http://localhost:3978/sign-in/0a')[0]).toMatchObject({
      href: 'http://localhost:3978/sign-in/0a',
    });
    for (const text of [
      'http://mail.corp.example',
      'http://localhost:1@evil.example/',
      'http://localhost.evil.example/',
      'javascript:alert(1)',
      'data:text/html,x',
      'https://mail.qq.com@evil.example/',
      'https://',
      'xhttps://mail.qq.com',
      '[webmail](javascript:alert(1))',
    ]) {
      expect(html(text), text).not.toContain('<a ');
    }
  });

  it('never makes markup of what a server or person wrote', () => {
    const drawn = html('<img src=x onerror=alert(1)> <script>alert(1)</script> `<b>` **<i>**');
    expect(drawn).not.toMatch(/<(?:img|script|b|i)[ >]/u);
    expect(drawn).toContain('&lt;img');
  });

  // Each of these costs a reader that looks back or ahead for every mark the square of its length.
  it.each([
    ['stars', '*'.repeat(200_000)],
    ['openers', '**a '.repeat(50_000)],
    ['backticks', '`'.repeat(200_000)],
    ['lonely backticks', 'a`\n\n'.repeat(50_000)],
    ['backslashes', '\\'.repeat(200_000)],
    ['brackets', '['.repeat(200_000)],
    ['h', 'h'.repeat(200_000)],
    ['links that lie', 'https://a@b,'.repeat(17_000)],
    ['dots after a link', `https://a${'.'.repeat(200_000)}b`],
    ['list signs', '- '.repeat(100_000)],
    ['items', '- a\n'.repeat(50_000)],
    ['spaces', ' '.repeat(200_000) + 'x'],
    ['fences', '```\n'.repeat(50_000)],
  ])(
    'reads a flood of %s in linear time',
    (_name, text) => {
      expect(parseMarkdown(text).length).toBeGreaterThanOrEqual(1);
    },
    5_000,
  );
});
