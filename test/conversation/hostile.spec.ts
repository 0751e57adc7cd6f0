import { describe, expect, it } from 'vitest';
import { hear, maskSecrets, withoutIdentity } from '../../src/conversation/index.js';
import { TOOLS } from './_bundle.js';

const LONG = 40_000;

const TEXTS: Readonly<Record<string, string>> = {
  nothing: '',
  'spaces only': ' \u3000\t\n',
  'emoji only': '😡😡🧑‍💻',
  'lone surrogates': '\ud83d'.repeat(LONG),
  'bidirectional marks': '\u202e\u2066'.repeat(LONG / 2),
  'combining marks': `e${'\u0301'.repeat(LONG - 1)}`,
  'one word': 'k'.repeat(LONG),
  'one Chinese word': '锁'.repeat(LONG),
  digits: '0123456789'.repeat(LONG / 10),
  dots: 'a.'.repeat(LONG / 2),
  'half addresses': 'a@'.repeat(LONG / 2),
  markup: '<b>{{x}}</b>'.repeat(LONG / 12),
  'NUL bytes': '\0'.repeat(LONG),
  'a template': '${process.env.HOME} {{constructor}} __proto__',
  'a statement': "'; drop table inbox; --",
};

describe('hostile text', () => {
  it.each(Object.keys(TEXTS))('%s: is heard without a value that nobody gave', (name) => {
    const text = TEXTS[name] ?? '';
    const heard = hear(maskSecrets(text).text, 'en', TOOLS);
    expect([...heard.text].length).toBeLessThan(LONG);
    expect(heard.entities.filter(({ kind }) => kind === 'email' || kind === 'client')).toEqual([]);
    expect(['zh', 'en']).toContain(heard.language);
  });

  it.each(Object.keys(TEXTS))('%s: has nothing personal once it was taken out', (name) => {
    const plain = withoutIdentity((TEXTS[name] ?? '').slice(0, 2_000), ['Kim (a+b)*']);
    expect(plain).not.toMatch(/\d{6}/u);
  });
});
