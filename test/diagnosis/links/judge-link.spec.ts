import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FINDINGS, findingSentence, judgeLinks, knownSites } from '../../../src/diagnosis/index.js';
import { unicodeHost } from '../../../src/diagnosis/links/punycode.js';
import { LANGUAGES } from '../../../src/domain/index.js';
import { filesOf, load } from '../../bundle/_folder.js';

const { bundle } = load(filesOf('.'));
if (!bundle) throw new Error('the shipped bundle does not load');
const KNOWN = knownSites(bundle, 'northwind.example');

function codesOf(text: string): readonly string[] {
  return (judgeLinks(text, KNOWN)?.reasons ?? []).map(({ code }) => code.replace('link.', ''));
}

/** How a link is written, and what must be said of it. */
const HOSTILE: readonly (readonly [text: string, reason: string])[] = [
  ['https://mail.qq.com.account-check.top/login', 'brand-inside'],
  ['https://mail-qq-com.top/', 'brand-inside'],
  ['https://qq-mail.top/verify', 'brand-inside'],
  ['https://icloud-verify.example/', 'brand-inside'],
  ['https://login.microsoftonline.com-secure.example/', 'brand-inside'],
  ['https://microsoftonline.evil.example/common', 'brand-inside'],
  ['https://northwind-example.top/owa', 'brand-inside'],
  ['mail.northwind.example.top/owa', 'brand-inside'],
  ['https://rnail.g00gle.com/', 'look-alike'],
  ['https://accounts.googIe.com/signin', 'look-alike'],
  ['https://accounts.gooogle.com/signin', 'look-alike'],
  ['https://login.micros0ftonline.com/', 'look-alike'],
  ['https://www.iclaud.com/', 'look-alike'],
  ['https://qq.top/', 'look-alike'],
  ['https://mail.l63.com/', 'look-alike'],
  ['https://northw1nd.example/', 'look-alike'],
  ['https://mail.gооgle.com/', 'look-alike'],
  ['https://mail.gооgle.com/', 'other-letters'],
  ['https://xn--80ak6aa92e.com/', 'other-letters'],
  ['https://xn--80ak6aa92e.com/', 'look-alike'],
  ['https://mail.qq.com@203.0.113.7/login', 'user-info'],
  ['https://mail.qq.com:443@evil.example/', 'user-info'],
  ['https://mail.qq.com%2Flogin@evil.example/', 'user-info'],
  ['http://203.0.113.7/owa', 'ip-address'],
  ['http://0xcb007107/owa', 'ip-address'],
  ['http://3405803783/', 'ip-address'],
  ['https://[2001:db8::1]/', 'ip-address'],
  ['[https://mail.qq.com](https://evil.example/x)', 'text-differs'],
  ['[mail.qq.com](https://evil.example/x)', 'text-differs'],
  ['<https://evil.example/x|mail.qq.com>', 'text-differs'],
  ['mail.qq.com (https://evil.example/x)', 'text-differs'],
  ['<a href="https://evil.example/x">https://mail.qq.com/</a>', 'text-differs'],
  ["<a class=b href='https://evil.example/x' target=_blank>mail.qq.com</a>", 'text-differs'],
  ['https://www.google.com/url?q=https%3A%2F%2Fevil.example%2Fx', 'leads-on'],
  ['https://mail.qq.com/jump?to=https://evil.example', 'leads-on'],
  ['https://bit.ly/3xyz', 'shortener'],
  ['点这个 t.cn/A6abc 就行', 'shortener'],
  ['https://a.b.c.d.e.evil.example/', 'long-name'],
  ['javascript:alert(document.cookie)', 'odd-form'],
  ['data:text/html;base64,PHNjcmlwdD4=', 'odd-form'],
  ['hxxps://mail-qq[.]top/login', 'brand-inside'],
  ['hxxp://203[.]0[.]113[.]7/', 'ip-address'],
  ['邮件里的链接是https://mail-qq.top/login请帮我看看', 'brand-inside'],
  ['HTTPS://MAIL.QQ.COM.EVIL.EXAMPLE', 'brand-inside'],
  ['https:\\\\mail-qq.top\\login', 'brand-inside'],
  ['https://mail。qq。com.evil.example/', 'brand-inside'],
];

describe('a pasted link', () => {
  it.each(HOSTILE)('%s: %s', (text, reason) => {
    expect(codesOf(text)).toContain(reason);
    expect(judgeLinks(text, KNOWN)?.verdict).toBe('suspicious');
  });

  it.each([
    'https://mail.qq.com/',
    'https://mail.qq.com',
    'mail.qq.com',
    'https://accounts.google.com/signin?continue=1',
    'https://mail.qq.com/ 是真的吗',
    '<https://mail.qq.com/|mail.qq.com>',
  ])('%s: a sign-in page on record', (text) => {
    expect(judgeLinks(text, KNOWN)).toMatchObject({
      verdict: 'known',
      host: expect.not.stringContaining('.c') as string,
    });
  });

  it.each([
    'https://docs.qq.com/form/1',
    'https://intranet.northwind.example/',
    'https://www.rust-lang.org/',
    'https://web.dev/learn',
    'https://www.office-supplies.example/',
    'https://邮箱.example/',
    'http://mail.qq.com/',
    'https://mail.qq.com.cn-north.example.org'.replace('mail.qq.com.cn-north.', ''),
  ])('%s: nothing against it, and not on record', (text) => {
    expect(judgeLinks(text, KNOWN)?.verdict).toBe('unknown');
  });

  it('says that a page on record is opened without encryption', () => {
    expect(codesOf('http://mail.qq.com/')).toEqual(['unknown', 'not-encrypted']);
  });

  it('takes the worst of several', () => {
    expect(judgeLinks('https://mail.qq.com 和 https://mail-qq.top', KNOWN)?.host).toBe('mail-qq[.]top');
  });

  it.each(['登不上邮箱', 'version 16.0.1', 'li@corp.example', '', 'e.g. this'])('%s: no link', (text) => {
    expect(judgeLinks(text, KNOWN)).toBeUndefined();
  });

  it('is told in a sentence of both languages, with a name nobody can press', () => {
    for (const [text] of HOSTILE) {
      for (const { code, facts } of judgeLinks(text, KNOWN)?.reasons ?? []) {
        expect(FINDINGS.get(code)?.facts.toSorted()).toEqual(Object.keys(facts).toSorted());
        for (const language of LANGUAGES) {
          const sentence = findingSentence({ code, facts }, language).replaceAll('\\', '');
          expect(sentence).not.toMatch(/…|evil\.example|-qq\.top/u);
        }
      }
    }
  });

  it('never calls a name known that is not on record, whatever stands around it', () => {
    const part = fc.stringMatching(/^[a-z0-9-]{1,8}$/u);
    const host = fc.constantFrom(...KNOWN.hosts);
    const wrapped = fc.oneof(
      fc.tuple(host, part).map(([known, more]) => `https://${known}.${more}.example/`),
      fc.tuple(host, part).map(([known, more]) => `https://${more}${known}/`),
      fc.tuple(host, part).map(([known, more]) => `https://${known}@${more}.example/`),
      fc.tuple(host, part).map(([known, more]) => `[${known}](https://${more}.example)`),
      fc.tuple(host, part).map(([known, more]) => `https://${more}.example/${known}`),
      fc.tuple(host, part).map(([known, more]) => `https://${known}-${more}.example/`),
    );
    fc.assert(
      fc.property(wrapped, (text) => {
        const verdict = judgeLinks(text, KNOWN)?.verdict;
        expect(verdict === 'suspicious' || verdict === 'unknown').toBe(true);
      }),
    );
  });

  it('says something of whatever is pasted, and throws never', () => {
    const piece = fc.constantFrom(
      'https://',
      'xn--',
      '@',
      '.',
      '[',
      '](',
      '<a href=',
      '|',
      '>',
      '%00',
      '锁',
      'qq.com',
      '//',
      ':',
      '\\',
      'a',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ maxLength: 5, unit: 'binary' })), { maxLength: 20 }),
        (pieces) => {
          const reading = judgeLinks(pieces.join(''), KNOWN);
          if (reading) expect(reading.reasons.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe('unicodeHost', () => {
  it('reads what URL writes', () => {
    for (const name of ['münchen', '邮箱', 'аррӏе', 'bücher', 'faß']) {
      expect(unicodeHost(new URL(`https://${name}.example`).hostname)).toBe(`${name}.example`);
    }
  });

  it('leaves alone what is none', () => {
    expect(unicodeHost('xn--!!.example')).toBe('xn--!!.example');
    expect(unicodeHost(`xn--${'9'.repeat(60)}.example`)).toMatch(/example$/u);
  });
});
