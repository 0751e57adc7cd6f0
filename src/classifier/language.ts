import type { Language } from '../domain/index.js';

const HAN = /\p{Script=Han}/gu;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const OTHER = /[\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Thai}\p{Script=Hebrew}]/gu;
const LATIN_WORD = /\p{Script=Latin}+/gu;

/**
 * The language of a short text by its scripts: a Han character counts as much as a Latin word, so
 * “outlook 密码错误” is Chinese. `undefined` where nothing tells (digits, emoji) or another language is
 * written (kana, Hangul, Cyrillic …). Statistical guessers do worse on texts this short.
 */
export function detectLanguage(text: string): Language | undefined {
  const han = count(text, HAN);
  const latin = count(text, LATIN_WORD);
  const foreign = count(text, KANA) * 2 + count(text, OTHER);
  if (foreign > han + latin) return undefined;
  if (han === 0 && latin === 0) return undefined;
  return han >= latin ? 'zh' : 'en';
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
