/** Number of single-letter changes and swaps of neighbours between two short words. */
function distance(one: string, other: string): number {
  let before: readonly number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const swap = swapped ? (before[j - 2] ?? 0) + 1 : Infinity;
      next.push(Math.min(change, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[other.length] ?? 0;
}

/** The candidate an author most likely meant by `word`, or nothing when none is close. */
function nearest(word: string, candidates: Iterable<string>, more = 0): string | undefined {
  if (word.length > 60) return undefined;
  const allowed = more + (word.length <= 3 ? 1 : word.length <= 7 ? 2 : 3);
  let best: { readonly candidate: string; readonly changes: number } | undefined;
  for (const candidate of candidates) {
    const changes = changesBetween(word.toLowerCase(), candidate.toLowerCase(), allowed);
    if (changes <= allowed && changes < (best?.changes ?? Infinity)) best = { candidate, changes };
  }
  return best?.candidate;
}

/** A word that the candidate begins with is as near as one change: `host` is short for `hostname`. */
function changesBetween(word: string, candidate: string, allowed: number): number {
  if (word.length > 2 && candidate.startsWith(word)) return Math.min(1, candidate.length - word.length);
  if (Math.abs(candidate.length - word.length) > allowed) return Infinity;
  return distance(word, candidate);
}

/** “Did you mean `x`?” when something is close, else what `otherwise` says. */
export function didYouMean(word: string, candidates: Iterable<string>, otherwise: string): string {
  const match = nearest(word, candidates);
  return match === undefined ? otherwise : `Did you mean \`${match}\`?`;
}

/** The same among few that are related to `word` anyway, so that one more change may lie between. */
export function didYouMeanAmong(word: string, relatives: Iterable<string>, otherwise: string): string {
  const match = nearest(word, relatives, 1);
  return match === undefined ? otherwise : `Did you mean \`${match}\`?`;
}

/** A list for a sentence: the first `limit` names, then how many more there are. */
export function nameSome(names: Iterable<string>, limit = 8): string {
  const all = [...names];
  const shown = all.slice(0, limit).map((name) => `\`${name}\``);
  const rest = all.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}
