import type { ToldKind } from '../../domain/index.js';

/** A value and the ways of saying it, within one sentence; every quantifier is bounded. */
export type Telling = readonly [kind: ToldKind, value: string, ways: RegExp];

/** Up to so many characters that say no “not”. */
export const PLAIN_ZH = '[^不没无未别。]{0,6}';
/** Up to three words that say no “not”. */
export const PLAIN_EN = "(?: (?!not\\b|never\\b|no\\b|cannot\\b|but\\b)(?!\\w{1,8}n't\\b)[\\w'-]{1,16}){0,3}";
