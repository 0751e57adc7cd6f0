import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';

import type { ReplyGift } from '../../src/domain/index.js';
import { GiftFiles } from '../../src/web/chat/gift-files.js';

function html(gift: ReplyGift): string {
  return renderToStaticMarkup(createElement(GiftFiles, { gift, language: 'zh' }));
}

describe('what a reply hands over, in the chat', () => {
  it('is a button per file, with its note as words and not as markup', () => {
    const drawn = html({
      kind: 'settings',
      files: [
        { name: 'mail.mobileconfig', mediaType: 'x', content: '<plist/>', note: '“未签名” <b>' },
        { name: 'corp.example.xml', mediaType: 'text/xml', content: '<clientConfig/>' },
      ],
    });
    expect(drawn.match(/<button/gu)).toHaveLength(2);
    expect(drawn).toContain('下载 corp.example.xml');
    expect(drawn).toContain('“未签名” &lt;b&gt;');
  });

  it('is a text to copy where it is a template', () => {
    const file = { name: 'template.txt', mediaType: 'text/plain', content: 'a <b>\nc' };
    expect(html({ kind: 'template', files: [file] })).toContain('>a &lt;b&gt;\nc</pre>');
  });

  it('is nothing without files', () => {
    expect(html({ kind: 'settings', servers: [] })).toBe('');
  });
});
