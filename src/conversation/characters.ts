/**
 * Characters that show nothing or turn the text around: zero-width spaces and joiners, soft hyphens, bidi
 * controls, variation selectors, tag characters (Unicode category Cf and the default ignorables of UAX #31).
 * They are dropped before anything is understood.
 */
export const INVISIBLE = /[\p{Cf}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180E\u3164\uFE00-\uFE0F]/u;

/** Every {@link INVISIBLE} character of a text. */
export const ALL_INVISIBLE = new RegExp(INVISIBLE.source, 'gu');

/** Half of a surrogate pair; JSON and databases refuse it. */
export const LONE_SURROGATE = /\p{Surrogate}/gu;

/** A Chinese character. */
export const HAN = /\p{Script=Han}/u;
