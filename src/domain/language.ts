/** The languages Mailmedic speaks. Finding sentences and the talk of a conversation exist in each of them. */
export const LANGUAGES = ['zh', 'en'] as const;

/** A language code as BCP 47 primary subtag. */
export type Language = (typeof LANGUAGES)[number];

/** One text in every language. A missing translation is an error at load time, never a fallback. */
export type LocalText = Readonly<Record<Language, string>>;
