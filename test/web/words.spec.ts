import { describe, expect, it } from 'vitest';

import { LANGUAGES, PHASE_WORDS } from '../../src/domain/index.js';
import { CHAT_WORDS } from '../../src/web/chat/words.js';
import { DIFFERENTIAL_WORDS, STANDING_WORDS } from '../../src/web/shared/differential.js';
import { STATE_WORDS, TRACE_WORDS } from '../../src/web/shared/trace-words.js';
import { langWhereOther, languageOf, speak, type Words } from '../../src/web/shared/words.js';
import { WIDGET_WORDS } from '../../src/web/widget/words.js';

const ALL: Readonly<Record<string, Words>> = {
  chat: CHAT_WORDS,
  standings: STANDING_WORDS,
  causes: DIFFERENTIAL_WORDS,
  phases: PHASE_WORDS,
  states: STATE_WORDS,
  trace: TRACE_WORDS,
  widget: WIDGET_WORDS,
};

const EVERY = Object.entries(ALL).flatMap(([list, words]) =>
  Object.entries(words).map(([key, text]) => [`${list}.${key}`, text] as const),
);

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{\w+\}/gu)].map(([name]) => name).sort();
}

describe('the words of the pages', () => {
  it.each(EVERY)('%s is said in every language, with the same values', (_key, text) => {
    for (const language of LANGUAGES) expect(text[language].trim()).not.toBe('');
    expect(placeholders(text.zh)).toEqual(placeholders(text.en));
  });

  it.each(EVERY)('%s is set the way the house sets Chinese', (_key, { zh, en }) => {
    const bare = zh.replace(/\{\w+\}/gu, '{}');
    // Half-width marks after Han, and Han that touches Latin letters or digits.
    expect(bare).not.toMatch(/\p{Script=Han}[,;:?!()]|\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u);
    expect(bare).not.toMatch(/["!！]/u);
    expect(en).not.toMatch(/["!]|\p{Script=Han}/u);
  });

  it('fills in values, and shows the name of one that is missing', () => {
    const say = speak({ hello: { zh: '{name}，好', en: 'Hello {name}' } }, 'en');
    expect(say('hello', { name: 'Li' })).toBe('Hello Li');
    expect(say('hello', { name: '$&' })).toBe('Hello $&');
    expect(say('hello')).toBe('Hello {name}');
  });

  it('tells the language of a text by its script', () => {
    expect(languageOf('Outlook 老是弹窗口')).toBe('zh');
    expect(languageOf('It works')).toBe('en');
    expect(languageOf('993')).toBeUndefined();
    expect(langWhereOther('It works', 'zh')).toEqual({ lang: 'en' });
    expect(langWhereOther('It works', 'en')).toEqual({});
    expect(langWhereOther('993', 'zh')).toEqual({});
  });
});
