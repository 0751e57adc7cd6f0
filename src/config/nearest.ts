/** How many letters must be added, dropped or changed to turn one word into the other (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let line = 1; line <= from.length; line += 1) {
    const next = [line];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[line - 1] === to[column - 1] ? 0 : 1;
      next.push(Math.min((row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, (row[column - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

/**
 * The known name that was most likely meant, or `undefined` when nothing is near.
 * A customary name with the prefix before it (`MAILMEDIC_PORT`) counts as exact.
 */
export function nearestName(unknown: string, known: readonly string[]): string | undefined {
  const bare = unknown.replace(/^MAILMEDIC_/u, '');
  const scored = known
    .map((name) => ({ name, far: Math.min(distance(unknown, name), distance(bare, name)) }))
    .sort((left, right) => left.far - right.far);
  const best = scored[0];
  if (best === undefined || best.far > Math.max(2, bare.length / 3)) return undefined;
  return best.name;
}
