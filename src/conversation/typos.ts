/** Words that talk is made of and people mistype. */
const KNOWN = `
thanks thank cancel human person agent someone somebody operator solved fixed resolved sorted repeat update updates news
status progress moment second minute hello morning afternoon evening never forget english chinese working works talk
speak transfer connect support please again
`
  .trim()
  .split(/\s+/u);
const KNOWN_WORDS = new Set(KNOWN);

/** Words that are one letter away from a talk word and mean something else. */
const OTHER_WORDS = new Set(
  'work solve solves resolve resolves fixes worked workings sever ever talks tank tanks pleas gain against peak forge mint'.split(
    ' ',
  ),
);

/** Repairs one typing slip in words of talk: two letters swapped, one left out, one doubled or added. */
export function correctTypos(said: string): string {
  return said.replace(/[a-z]{4,12}/gu, (word) => {
    if (KNOWN_WORDS.has(word) || OTHER_WORDS.has(word)) return word;
    return KNOWN.find((known) => known.length >= 5 && isOneSlip(word, known)) ?? word;
  });
}

function isOneSlip(word: string, known: string): boolean {
  if (word.charAt(0) !== known.charAt(0)) return false;
  if (word.length === known.length) return isSwapped(word, known);
  const [longer, shorter] = word.length > known.length ? [word, known] : [known, word];
  if (longer.length - shorter.length !== 1) return false;
  return [...longer].some((_letter, at) => longer.slice(0, at) + longer.slice(at + 1) === shorter);
}

function isSwapped(word: string, known: string): boolean {
  const at = [...word].findIndex((letter, index) => letter !== known.charAt(index));
  if (at < 0) return false;
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2) === known;
}
