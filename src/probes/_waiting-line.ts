/** Who is next when several people wait: nobody's second request goes before another one's first. */
export interface WaitingLine<T> {
  readonly size: number;
  /** Adds one to its person's line. Returns what lost its place because the whole was full: it, or the last one of the longest line. */
  add(person: string, item: T): T | undefined;
  /** The next one of the person of whom the fewest are `running`; of several the one who has waited for a turn longest. */
  next(running: (person: string) => number): T | undefined;
  /** Takes one out wherever it stands. */
  remove(item: T): void;
  /** Takes out everything. */
  clear(): readonly T[];
}

/** Makes an empty line for at most `most` items. */
export function createWaitingLine<T>(most: number): WaitingLine<T> {
  // In the order of who has waited longest since their last turn.
  const lines = new Map<string, T[]>();

  function size(): number {
    return [...lines.values()].reduce((sum, line) => sum + line.length, 0);
  }

  function longest(): T[] {
    return [...lines.values()].reduce((one, other) => (other.length > one.length ? other : one), []);
  }

  return {
    get size() {
      return size();
    },
    add(person, item) {
      const own = lines.get(person) ?? [];
      let displaced: T | undefined;
      if (size() >= most) {
        const line = longest();
        if (line.length <= own.length + 1) return item;
        displaced = line.pop();
      }
      lines.set(person, own);
      own.push(item);
      return displaced;
    },
    next(running) {
      let chosen: string | undefined;
      for (const person of lines.keys()) {
        if (chosen === undefined || running(person) < running(chosen)) chosen = person;
      }
      const line = lines.get(chosen ?? '');
      if (chosen === undefined || !line) return undefined;
      const item = line.shift();
      lines.delete(chosen);
      if (line.length > 0) lines.set(chosen, line);
      return item;
    },
    remove(item) {
      for (const [person, line] of lines) {
        const place = line.indexOf(item);
        if (place < 0) continue;
        line.splice(place, 1);
        if (line.length === 0) lines.delete(person);
        return;
      }
    },
    clear() {
      const all = [...lines.values()].flat();
      lines.clear();
      return all;
    },
  };
}
