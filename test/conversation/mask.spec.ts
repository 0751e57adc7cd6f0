import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MASK, maskSecrets, secretSpans } from '../../src/conversation/mask.js';
import { INNOCENT } from './innocent-sentences.js';

const STRONG = [
  'Sunshine2024!', 'zs19900101', 'P@ssw0rd', 'Welcome1', 'abc123', 'Qwer!2345', 'Abc12345', 'hunter22',
  'k9$Lm2#q', 'Zhang@2024', '1qaz2wsx', 'Tr0ub4dor&3', 'x7Gh-92kd', 'Beijing2008', 'qwe123!@#', 'My.Pass.99',
  'iloveyou520', '5201314abc', 'abcdefghijklmnop', 'kzwvrjqhtbnpmxgd',
]; // prettier-ignore
/** Real ones are often words and plain numbers; only a label gives them away. */
const WEAK = ['sunshine', 'monkey', 'qwerty', 'letmein', '123456', '88888888', 'iloveyou', 'Dragon'];

const LABELLED = [
  'my password is {} and outlook rejects it', 'password: {}', 'Password={}', 'pwd:{}', 'pwd = {}', 'my pw is {}',
  'the password for zhang@corp.example is {}', 'Password for my mailbox: {}', 'pass word: {}',
  'password:\n{}', 'user: zhang pass: {}', 'password -> {}', '{"user":"z","password":"{}"}', '**Password:** {}',
  'my password (the new one): {}', 'passcode is {}', "password: '{}'", 'app password: {}',
  'user=zhang&password={}&port=993', '<password>{}</password>', 'MAIL_PASSWORD={}',
  '密码是{}', '密码：{}', '密码为 {}', '授权码是 {}', '我的授权码 为 {}', '口令：{}', '密码我设的是{}', '密码改成了{}',
  '密码应该是{}，没错啊', '密码“{}”', '密 码 ： {}', '我的密码现在是：{}', '登录密码={}', '帮我看下，密码:{}，登不上',
  '账号：zhang@corp.example\n密码：{}', '密码就是 {}', '新密码叫{}，登不上',
]; // prettier-ignore

/** Without separator, with words between, or before the label: only what looks like a secret is taken for one. */
const LOOSE = [
  'passwd {}', 'password {}', 'new password "{}" not accepted', 'I changed my password to {} yesterday',
  'reset the password to {}, still fails', 'PASSWORD\n{}', '{} is my password', 'app password {}',
  'the password I use is {}', "my password hasn't changed, it is {}", 'check ceo@corp.example for me, password {}',
  '密码 {}', '密码{}', '账号zhangsan@corp.example 密码{}，帮我看看', '密码（{}）', '密码\n{}', '{}是我的密码',
  '密码没问题，就是{}', '密码填的{}', '账号密码：zhangsan@corp.example {}', '用户名zhangsan，密码{}',
  '账号/密码：zhangsan/{}', '密码一直用的都是{}', '密码我记得清清楚楚{}',
]; // prettier-ignore

const BARE = [
  'zhangsan@corp.example / {}', 'zhangsan@corp.example {}', 'zhangsan@corp.example:{}',
  'zhangsan@corp.example，{}', 'zhangsan@corp.example\n{}', 'imaps://zhang:{}@imap.corp.example',
  'zhang:{}@imap.corp.example', 'I tried {} and it fails', '我输入的是{}，不对', '{}',
  'a1 LOGIN zhang@corp.example {}', '账号 zhangsan {}', 'user zhangsan / {}', 'logged in with {}', 'PASS {}',
  'curl -u zhang:{} imaps://imap.corp.example',
]; // prettier-ignore

const PLAIN = (value: string) => value;
const FULL_WIDTH = (value: string) =>
  [...value].map((letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)).join('');
const ZERO_WIDTH = (value: string) => `${value.slice(0, 3)}\u200b${value.slice(3)}`;
const SPACED = (value: string) => [...value].join(' ');

/** Texts whose secret, or a part of it, came through. */
function leaks(
  shapes: readonly string[],
  values: readonly string[],
  write: (value: string) => string,
): string[] {
  return shapes.flatMap((shape) =>
    values.flatMap((value) => {
      const written = write(value);
      const text = shape.replace('{}', () => written);
      const masked = maskSecrets(text);
      const [before = '', behind = ''] = shape.split('{}');
      const isExact = masked.text.startsWith(before) && masked.text.endsWith(behind);
      return masked.masked && isExact && !masked.text.includes(written) ? [] : [`${text} => ${masked.text}`];
    }),
  );
}

function share(leaked: readonly string[], shapes: readonly string[], values: readonly string[]): number {
  return 1 - leaked.length / (shapes.length * values.length);
}

describe('maskSecrets', () => {
  it.each([
    ['plain', PLAIN],
    ['with zero-width characters', ZERO_WIDTH],
  ])('catches labelled secrets, %s', (_name, write) => {
    const values = [...STRONG, ...WEAK];
    expect(leaks(LABELLED, values, write)).toEqual([]);
  });

  it.each([
    ['plain', PLAIN],
    ['full-width', FULL_WIDTH],
    ['with zero-width characters', ZERO_WIDTH],
  ])('catches what looks like a secret near its label, %s', (_name, write) => {
    expect(leaks(LOOSE, STRONG, write)).toEqual([]);
  });

  it('catches full-width labels and values', () => {
    const shapes = ['ｐａｓｓｗｏｒｄ：{}', '密码：{}', '密码是{}', '授权码 为 {}'];
    expect(leaks(shapes, [...STRONG, ...WEAK], FULL_WIDTH)).toEqual([]);
  });

  it('catches spaced-out values', () => {
    const shapes = ['密 码 : {}', '密码 {}', 'p a s s w o r d : {}', 'password is {}', '授权码：{}'];
    expect(leaks(shapes, [...STRONG, ...WEAK], SPACED)).toEqual([]);
  });

  it('catches at least 95 in 100 secrets without a label', () => {
    const leaked = leaks(BARE, STRONG, PLAIN);
    expect(share(leaked, BARE, STRONG), leaked.join('\n')).toBeGreaterThanOrEqual(0.95);
  });

  it.each([
    ['zhangsan@corp.example / sunshine', `zhangsan@corp.example / ${MASK}`],
    ['AUTH PLAIN AHpoYW5nAHN1bnNoaW5l', `AUTH PLAIN ${MASK}`],
    ['AUTHENTICATE LOGIN emhhbmdAY29ycC5leGFtcGxl', `AUTHENTICATE LOGIN ${MASK}`],
    ['Authorization: Basic emhhbmc6c3Vuc2hpbmU=', `Authorization: Basic ${MASK}`],
    ['abcdefghijklmnop', MASK],
    ['生成的是 kzwvrjqhtbnpmxgd 这个', `生成的是 ${MASK} 这个`],
    ['abcd efgh ijkl mnop', MASK],
    ['Apple 给的是 qzfk-wbnr-htxp-jmvd', `Apple 给的是 ${MASK}`],
    ['授权码 abcd efgh ijkl mnop 不行', `授权码 ${MASK} 不行`],
    ['密 码 : a b c 1 2 3', `密 码 : ${MASK}`],
    ['验证码 482913', `验证码 ${MASK}`],
    ['pin: 4821', `pin: ${MASK}`],
    ['ｐａｓｓｗｏｒｄ：Ａｂｃ１２３４５', `ｐａｓｓｗｏｒｄ：${MASK}`],
    ['password: correct-horse-battery-staple', `password: ${MASK}`],
    ['账号密码 zhangsan/Abc12345', `账号密码 zhangsan/${MASK}`],
    ['my password is Sunshine2024! and outlook rejects it', `my password is ${MASK} and outlook rejects it`],
    ['账号zhangsan@corp.example 密码zs19900101，帮我看看', `账号zhangsan@corp.example 密码${MASK}，帮我看看`],
    ['imaps://zhang:p%40ss@imap.corp.example', `imaps://zhang:${MASK}@imap.corp.example`],
    ['密码 Abc12345，旧密码 Old54321', `密码 ${MASK}，旧密码 ${MASK}`],
  ])('%s', (text, expected) => {
    expect(maskSecrets(text)).toEqual({ text: expected, masked: true });
  });

  it('leaves what was masked before', () => {
    const once = maskSecrets('密码是Abc12345，帮我看看').text;
    expect(maskSecrets(once)).toEqual({ text: once, masked: false });
  });

  it.each(INNOCENT)('leaves alone: %s', (text) => {
    expect(maskSecrets(text)).toEqual({ text, masked: false });
  });

  it('never changes text outside the masked spans', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        ' ',
        '，',
        '\n',
        '密码',
        '密码：',
        'password is ',
        'ｐｗｄ：',
        ' / ',
        '\u200b',
        '😀',
        '\ud800',
      ),
      fc.constantFrom(...STRONG, ...WEAK, 'zhang@corp.example', 'wrong', '错误'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const spans = secretSpans(text);
        const masked = maskSecrets(text);
        let rebuilt = masked.text;
        // From the last to the first, so that earlier positions stay true.
        const shift = spans.map((span, index) => {
          const before = spans
            .slice(0, index)
            .reduce((sum, one) => sum + one.end - one.start - MASK.length, 0);
          return { span, at: span.start - before };
        });
        for (const { span, at } of shift.reverse()) {
          expect(rebuilt.slice(at, at + MASK.length)).toBe(MASK);
          rebuilt = rebuilt.slice(0, at) + text.slice(span.start, span.end) + rebuilt.slice(at + MASK.length);
        }
        expect(rebuilt).toBe(text);
        expect(masked.masked).toBe(spans.length > 0);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the way back from the folded text', () => {
  const LETTERS = fc.constantFrom(...'aZ9密码是：！ｐ９Ａ㍿ﷺ𝐩\u200b\u202e\u0301😡\ud83d ');

  it('covers a secret whole and nothing beside it, whatever was folded before and behind', () => {
    fc.assert(
      fc.property(
        fc.array(LETTERS, { maxLength: 30 }),
        fc.array(LETTERS, { maxLength: 30 }),
        (before, behind) => {
          const [left, right] = [`${before.join('')}\n`, `\n${behind.join('')}`];
          const { text } = maskSecrets(`${left}密码：Sunshine2024!${right}`);
          const own = maskSecrets(left).text;
          return (
            text.includes(`密码：${MASK}\n`) &&
            (own !== left || text.startsWith(left)) &&
            text.endsWith(right)
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('reaches a secret behind forty thousand characters', () => {
    for (const flood of ['\u202e', '😡', 'ｋ', 'ﷺ', '锁', 'a@b.example ', '“']) {
      const long = `${flood.repeat(40_000)}\n`;
      expect(maskSecrets(`${long}密码：Sunshine2024!`).text).toBe(`${long}密码：${MASK}`);
    }
  });
});
