/** Number of single-letter changes between two short words (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

/** The candidate an author most likely meant by `word`, or nothing when none is close. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > 60) return undefined;
  const allowed = word.length <= 3 ? 1 : word.length <= 7 ? 2 : 3;
  let best: { readonly candidate: string; readonly changes: number } | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > allowed) continue;
    const changes = distance(word.toLowerCase(), candidate.toLowerCase());
    if (changes <= allowed && changes < (best?.changes ?? Infinity)) best = { candidate, changes };
  }
  return best?.candidate;
}

/** “Did you mean `x`?” when something is close, else what `otherwise` says. */
export function didYouMean(word: string, candidates: Iterable<string>, otherwise: string): string {
  const match = nearest(word, candidates);
  return match === undefined ? otherwise : `Did you mean \`${match}\`?`;
}

/** A list for a sentence: the first `limit` names, then how many more there are. */
export function nameSome(names: Iterable<string>, limit = 8): string {
  const all = [...names];
  const shown = all.slice(0, limit).map((name) => `\`${name}\``);
  const rest = all.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}
