import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defangLinks } from '../../../src/diagnosis/index.js';

describe('defangLinks', () => {
  it.each([
    ['https://evil.example/login?a=b.c', 'hxxps://evil[.]example/login?a=b.c'],
    ['看 http://a.b.example:8080 这个', '看 hxxp://a[.]b[.]example:8080 这个'],
    ['<https://evil.example|mail.qq.com>', '<hxxps://evil[.]example|mail.qq.com>'],
    ['[x](HTTPS://EVIL.example)', '[x](hxxps://EVIL[.]example)'],
    ['imap.corp.example 993', 'imap.corp.example 993'],
    ['https://mail.qq.com/ 打不开', 'https://mail.qq.com/ 打不开'],
    ['https://mail.qq.com@evil.example', 'hxxps://mail[.]qq[.]com@evil[.]example'],
  ])('%s', (text, defanged) => {
    expect(defangLinks(text, new Set(['mail.qq.com']))).toBe(defanged);
  });

  it('leaves no link that can be pressed, and does nothing twice', () => {
    const piece = fc.constantFrom(
      'https://',
      'http://',
      'HTTP://',
      'evil.example',
      '/',
      '@',
      ' ',
      '锁',
      '[',
      ')',
      'x',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const defanged = defangLinks(pieces.join(''));
        expect(defanged).not.toMatch(/https?:\/\/[a-z]/iu);
        expect(defangLinks(defanged)).toBe(defanged);
      }),
    );
  });
});
