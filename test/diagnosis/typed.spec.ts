import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePointsOf, FINDINGS, judgeTyped, type TypedFor } from '../../src/diagnosis/index.js';

const ANY: TypedFor = { address: 'li@corp.example', credential: 'password' };
const SIXTEEN_LETTERS = { length: 16, of: 'letters' } as const;
const QQ: TypedFor = { address: 'li@qq.com', credential: 'authorization-code', shape: SIXTEEN_LETTERS };
const EXMAIL: TypedFor = {
  address: 'li@corp.example',
  credential: 'app-password',
  shape: { length: 16, of: 'letters-and-digits' },
};
const OTHER: TypedFor = { address: 'li@other.example', credential: 'app-password' };

function judge(text: string, about: TypedFor = ANY): readonly string[] {
  return judgeTyped(codePointsOf(new TextEncoder().encode(text)), about).map((code) =>
    code.replace('client.typed.', ''),
  );
}

describe('a typed password', () => {
  it.each([
    ['Winter-2026', ANY],
    ['two words inside', ANY],
    ['ALLCAPS99', ANY],
    ['McDonald', ANY],
    ['xHTTPs', ANY],
    ['iPHONE', { ...ANY, credential: 'oauth-only' as const }, ['caps-lock']],
    ['pässwörd-ß', ANY],
    ['p@ss', ANY],
    ['abcdefghijklmnop', QQ],
    ['abcd efgh ijkl mnop', { ...QQ, credential: 'app-password' as const }],
    ['Ab12Cd34Ef56', OTHER],
    ['Ab12Cd34Ef56Gh78', EXMAIL],
    ['ABCDEFGHIJKLMNOP', EXMAIL],
    ['Ab12Cd34Ef56', EXMAIL, ['not-a-code']],
    ['abcdefghijklm123', QQ, ['not-a-code']],
    [' secret', ANY, ['spaces']],
    ['secret\n', ANY, ['line-break']],
    ['\r\nsecret', ANY, ['line-break']],
    ['sec\nret', ANY, ['line-break']],
    ['secret\u2028', ANY, ['line-break']],
    ['secret \n', ANY, ['line-break', 'spaces']],
    ['abcdefghijklmnop\n', QQ, ['line-break']],
    ['abcd efgh ijkl mnop', ANY, ['code-not-needed']],
    ['abcd-efgh-ijkl-mnop', ANY, ['code-not-needed']],
    ['xkqzbtrwplmnvcdf', ANY, ['code-not-needed']],
    ['correcthorsebatt', ANY],
    ['four word pass phrase', ANY],
    ['xkqzbtrwplmnvcd9', ANY],
    ['xkqzbtrwplmnvcdf', QQ],
    ['secret\u3000', ANY, ['spaces']],
    ['\u200bsecret', ANY, ['spaces']],
    ['ｓｅｃｒｅｔ', ANY, ['full-width']],
    ['secret！', ANY, ['full-width']],
    ['“secret”', ANY, ['full-width']],
    ['密码abc', ANY, ['input-method']],
    ['ひみつ', ANY, ['input-method']],
    [' 密码！', ANY, ['spaces', 'full-width', 'input-method']],
    ['sECRET99', ANY, ['caps-lock']],
    ['99 wINTER', ANY, ['caps-lock']],
    ['ABCDEFGHIJKLMNOP', QQ, ['caps-lock']],
    ['li@corp.example', ANY, ['address']],
    [' LI@Corp.Example ', ANY, ['address']],
    ['ｌｉ＠ｃｏｒｐ．ｅｘａｍｐｌｅ', ANY, ['address']],
    ['my-login-password', QQ, ['not-a-code']],
    ['abcdefghijklmno', QQ, ['not-a-code']],
    ['short1', OTHER, ['not-a-code']],
    [' abcdefghijklmnop', QQ, ['spaces']],
  ] satisfies [string, TypedFor, string[]?][])('%j', (text, about, found: string[] = []) => {
    expect(judge(text, about)).toEqual(found);
  });

  it('is judged with codes that have a sentence', () => {
    const codes = [' 密码！', 'sECRET', ANY.address].flatMap((text) => judge(text)).concat(judge('x', QQ));
    expect(codes).toHaveLength(6);
    for (const code of codes) expect(FINDINGS.has(`client.typed.${code}`)).toBe(true);
  });

  it('leaves nothing of itself in what is found, whatever it is and whatever it is for', () => {
    const known = new Set([...FINDINGS.keys()].filter((code) => code.startsWith('client.typed.')));
    const about = fc.constantFrom(ANY, QQ, EXMAIL, OTHER, { ...ANY, credential: 'oauth-only' as const });
    const odd = fc.constantFrom(' ', '\n', '\u3000', '！', '密', 'Ａ', 'aBCDE', 'abcd-efgh-ijkl-mnop');
    const typed = fc.array(fc.oneof(fc.string({ unit: 'binary' }), odd)).map((parts) => parts.join(''));
    fc.assert(
      fc.property(typed, about, (text, mailbox) => {
        const bytes = new TextEncoder().encode(text);
        const codes = judgeTyped(codePointsOf(bytes), mailbox);
        expect(codes.every((code) => known.has(code))).toBe(true);
        expect(new Set(codes).size).toBe(codes.length);
      }),
    );
  });

  it('is read as the code points that it is made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const points = [...text].map((character) => character.codePointAt(0));
        expect([...codePointsOf(new TextEncoder().encode(text))]).toEqual(points);
      }),
    );
  });

  it('may be any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(codePointsOf(bytes).length).toBeLessThanOrEqual(bytes.length);
      }),
    );
    expect([...codePointsOf(Uint8Array.of(0x61, 0xff, 0xe4, 0xbd))]).toEqual([0x61, 0xfffd, 0xfffd, 0xfffd]);
  });
});
