/** A map that forgets its oldest entries: for courtesies and counters, where a lost entry does no harm. */
export function createBounded<T>(most: number): {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  delete(key: string): void;
} {
  const entries = new Map<string, T>();
  return {
    get: (key) => entries.get(key),
    set(key, value) {
      entries.delete(key);
      entries.set(key, value);
      const [oldest] = entries.keys();
      if (entries.size > most && oldest !== undefined) entries.delete(oldest);
    },
    delete: (key) => entries.delete(key),
  };
}
