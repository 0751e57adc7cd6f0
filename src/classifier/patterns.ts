/** A literal fragment of an intents file, made comparable. */
export interface Pattern {
  readonly fragment: string;
  readonly label: string;
}

const WORD_CHARACTER = /[a-z0-9]/u;

/**
 * The intent whose literal fragment stands in the text. The longest fragment wins; two intents with fragments
 * of one length cancel out, because then the text is not certain.
 */
export function matchPatterns(patterns: readonly Pattern[], plain: string): Pattern | undefined {
  const found = patterns.filter(({ fragment }) => standsIn(plain, fragment));
  const longest = Math.max(0, ...found.map(({ fragment }) => fragment.length));
  const best = found.filter(({ fragment }) => fragment.length === longest);
  return best.every(({ label }) => label === best[0]?.label) ? best[0] : undefined;
}

/** A fragment that begins or ends with a letter or digit does not match inside a longer word or number. */
function standsIn(plain: string, fragment: string): boolean {
  for (let at = plain.indexOf(fragment); at >= 0; at = plain.indexOf(fragment, at + 1)) {
    const before = plain.charAt(at - 1);
    const after = plain.charAt(at + fragment.length);
    const startsFree = !WORD_CHARACTER.test(fragment.charAt(0)) || !WORD_CHARACTER.test(before);
    const endsFree =
      !WORD_CHARACTER.test(fragment.charAt(fragment.length - 1)) || !WORD_CHARACTER.test(after);
    if (startsFree && endsFree) return true;
  }
  return false;
}
