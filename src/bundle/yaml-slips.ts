import type { YamlExplanation } from './yaml-errors.js';

/** A slip of typing: what it is, and where in its line it stands (1-based). */
export interface Slip extends YamlExplanation {
  readonly column: number;
}

/** In the order in which they explain a line; each pattern's first group is what stands before the slip. */
const SLIPS: readonly (readonly [pattern: RegExp, explanation: YamlExplanation])[] = [
  [/^(\s*)-(?=[\p{L}_][^\s:：]*[:：])/u, dashWithoutSpace()],
  [/^(\s*(?:- +)?(?:[\w-]+: *\{ *)?[\w-]+)：/u, fullWidthColon()],
  [/^(.*[{,，] *[\w-]+)：/u, fullWidthColon()],
  [/^(.*?)，(?= *[\w-]+[:：](?: |$))/u, fullWidthComma()],
  [/^(.*?[:{,] *)[“”](?=\S)/u, typographicQuote()],
  [/^(.*?: +|\s*- +)\{[a-z][\w.-]*(?:\|[^{}]*)?\}(?=\s*[^\s,}])/iu, placeholderFirst()],
];

/** What was probably mistyped in a line that can't be read, `undefined` when it holds none of the usual slips. */
export function slipIn(line: string): Slip | undefined {
  for (const [pattern, explanation] of SLIPS) {
    const before = pattern.exec(line)?.[1];
    if (before !== undefined) return { ...explanation, column: before.length + 1 };
  }
  return undefined;
}

/** `zh： 好`: a Chinese keyboard's colon behind a key. */
export function fullWidthColon(): YamlExplanation {
  return {
    rule: 'yaml-full-width',
    message: 'Behind this key stands a full-width `：`, which YAML takes for a part of the word.',
    remedy: 'Type `:` and a space.',
  };
}

/** `{zh: 好， en: fine}`: a Chinese keyboard's comma between two keys. */
export function fullWidthComma(): YamlExplanation {
  return {
    rule: 'yaml-full-width',
    message: 'Between two keys stands a full-width `，`, which YAML takes for a part of the text.',
    remedy: 'Type `,` and a space.',
  };
}

/** `-name: one`: a list entry that YAML reads as a word. */
export function dashWithoutSpace(): YamlExplanation {
  return {
    rule: 'yaml-dash',
    message: 'An entry of a list begins here, but no space follows its `-`.',
    remedy: 'Type a space behind the `-`.',
  };
}

/** `“Fine, thanks”`: quotes of a word processor or a Chinese keyboard, which quote nothing. */
export function typographicQuote(): YamlExplanation {
  return {
    rule: 'text-quote',
    message: 'This text stands in typographic quotes (“ or ”), which YAML does not take for quotes.',
    remedy: 'Open with a straight quote and close with one: `"`.',
  };
}

/** `{address} gets no mail`: a text whose first brace YAML takes for a map. */
export function placeholderFirst(): YamlExplanation {
  return {
    rule: 'yaml-placeholder',
    message: 'This text begins with a placeholder, and YAML takes its `{` for the beginning of a map.',
    remedy: 'Put the text in double quotes.',
  };
}
