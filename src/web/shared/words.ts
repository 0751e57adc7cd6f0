import type { Language, LocalText } from '../../domain/index.js';

/** The texts of one page or component by key, each in every language. `{name}` is filled when it is said. */
export type Words<Key extends string = string> = Readonly<Record<Key, LocalText>>;

/** Says one text of a {@link Words} in the language it was made for. */
export type Say<Key extends string> = (
  key: Key,
  values?: Readonly<Record<string, string | number>>,
) => string;

/** The texts of `words` in one language. Keys are checked by the compiler; a missing value shows its name. */
export function speak<Key extends string>(words: Words<Key>, language: Language): Say<Key> {
  return (key, values = {}) =>
    words[key][language].replace(/\{(\w+)\}/gu, (whole, name: string) => String(values[name] ?? whole));
}

/** The `lang` of our own texts. */
export const LANG_TAGS: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };

/**
 * The language a text is written in, as far as its script tells; `undefined` when there are no letters.
 * For the `lang` of messages, so that a screen reader reads them with the right voice.
 */
export function languageOf(text: string): Language | undefined {
  if (/\p{Script=Han}/u.test(text)) return 'zh';
  return /\p{Script=Latin}{2}/u.test(text) ? 'en' : undefined;
}

/** `lang` for an element that holds `text` on a page in `page`: only where it differs. */
export function langWhereOther(text: string, page: Language): { readonly lang?: string } {
  const language = languageOf(text);
  return language === undefined || language === page ? {} : { lang: LANG_TAGS[language] };
}
