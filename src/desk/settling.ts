import type { Channel } from '../domain/index.js';

/** Somebody else took the turn, and this is another one. */
const STALE_MS = 5_000;
const MOST_SEEN = 10_000;

/** Leaves a conversation alone for a moment where its platform lets messages overtake each other. */
export interface Settling {
  /** Milliseconds to wait before its turn, from when it was first asked about; 0 when it may be taken. */
  waitFor(key: string, now: number): number;
  /** Its turn was taken. */
  taken(key: string): void;
}

export function createSettling(channels: ReadonlyMap<string, Channel>): Settling {
  const seen = new Map<string, number>();
  return {
    waitFor(key, now) {
      const within = channels.get(key.slice(0, key.indexOf(':')))?.overtakesWithinMs ?? 0;
      if (within === 0) return 0;
      const since = seen.get(key);
      if (since !== undefined && now - since < STALE_MS) return Math.max(0, since + within - now);
      if (seen.size >= MOST_SEEN) seen.clear();
      seen.set(key, now);
      return within;
    },
    taken: (key) => void seen.delete(key),
  };
}
