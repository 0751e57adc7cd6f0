import type { Language } from '../domain/index.js';

/**
 * The language of a text by its script: one Han character in three Latin words is Chinese with names in it,
 * as people write (“Outlook 密码错误”). `undefined` when there are no letters. Kana counts as neither.
 */
export function detectLanguage(text: string): Language | undefined {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.match(/\p{Script=Latin}+/gu)?.length ?? 0;
  if (han === 0 && words === 0) return undefined;
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return words > 0 && han === 0 ? 'en' : 'zh';
  return han * 2 >= words ? 'zh' : 'en';
}
