import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectLanguage, hear, openConversation } from '../../src/conversation/index.js';
import { LONGEST_TEXT, normaliseText } from '../../src/conversation/normalise.js';
import { TOOLS } from './_bundle.js';

describe('detectLanguage', () => {
  it.each([
    ['收件服务器密码错误', 'zh'],
    ['Outlook 密码错误', 'zh'],
    ['my password is wrong', 'en'],
    ['what does 授权码 mean in my mail client settings', 'en'],
    ['993', undefined],
    ['', undefined],
    ['👍 ??', undefined],
    ['密', 'zh'],
    ['ok', 'en'],
  ])('%s', (text, language) => {
    expect(detectLanguage(text)).toBe(language);
  });
});

describe('hear', () => {
  it('keeps the language of the person for a text without letters', () => {
    expect(hear('993', 'en', TOOLS).language).toBe('en');
    expect(hear('993', 'zh', TOOLS).language).toBe('zh');
    expect(hear('993', undefined, TOOLS).language).toBe('zh');
    expect(hear('密码错误', 'en', TOOLS).language).toBe('zh');
  });

  it('leaves out what was not said', () => {
    const heard = hear('Outlook 提示密码错误', 'zh', TOOLS);
    expect(Object.keys(heard).sort()).toEqual(['entities', 'intent', 'language', 'text']);
    expect(heard.intent.text).toBe('Outlook 提示密码错误');
  });

  it('hears an answer beside thanks, so that an open question can take it', () => {
    expect(hear('好的，谢谢', 'zh', TOOLS)).toMatchObject({ talk: { kind: 'thanks' }, answer: 'yes' });
  });

  it('understands through full-width letters, invisible and bidi characters', () => {
    expect(hear('ｔｈａｎｋ\u200bs', 'en', TOOLS).talk).toEqual({ kind: 'thanks' });
    expect(hear('\u202e转人工\u202c', 'zh', TOOLS).talk).toEqual({ kind: 'human' });
    expect(hear('\ud835\udc29\ud835\udc1a\ud835\udc2c\ud835\udc2c', 'en', TOOLS).text).toBe('pass');
  });

  it('looks at a bounded text only', () => {
    const heard = hear('x-x'.repeat(13_000), 'en', TOOLS);
    expect([...heard.text]).toHaveLength(LONGEST_TEXT);
  });

  it('bounds the text before and after letters are made plain', () => {
    // One character that NFKC makes eighteen of.
    expect([...hear('\ufdfa'.repeat(3_000), 'en', TOOLS).text].length).toBeLessThanOrEqual(LONGEST_TEXT);
    expect(hear(`${'\u200b'.repeat(LONGEST_TEXT)}beyond`, 'en', TOOLS).text).toBe('');
  });

  it('takes names of built-in properties as plain words', () => {
    expect(hear('__proto__ constructor toString', 'en', TOOLS)).toMatchObject({ entities: [] });
  });

  it('never throws, and keeps the text well formed', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        '谢谢',
        '解决了吗？',
        '@',
        '：993',
        'http://',
        '\ud800',
        'z\u0351\u036b\u0313\u036a',
        '什么是',
        '0x',
        '．',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const heard = hear(pieces.join(''), undefined, TOOLS);
        expect(heard.text).not.toMatch(/\p{Surrogate}/u);
        expect(normaliseText(heard.text)).toBe(heard.text);
      }),
      { numRuns: 300 },
    );
  });
});

describe('openConversation', () => {
  it('has greeted nobody and holds nothing', () => {
    const address = { channel: 'web', conversation: 'c1' } as unknown as Parameters<
      typeof openConversation
    >[0];
    expect(openConversation(address)).toEqual({
      address,
      greeted: false,
      parked: [],
      problems: 0,
      misses: 0,
    });
  });
});
