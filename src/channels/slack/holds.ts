/** Channels that asked us to wait. A 429 of one channel holds that channel only. */
export interface Holds {
  /** Nothing may be sent to this channel for so long. */
  hold(channel: string, ms: number): void;
  /** Milliseconds until the channel may be used again; 0 when it may be now. */
  heldFor(channel: string): number;
}

/** `now` gives milliseconds. */
export function createHolds(now: () => number): Holds {
  const until = new Map<string, number>();
  return {
    hold(channel, ms) {
      until.set(channel, Math.max(until.get(channel) ?? 0, now() + ms));
    },
    heldFor(channel) {
      const left = (until.get(channel) ?? 0) - now();
      if (left > 0) return left;
      until.delete(channel);
      return 0;
    },
  };
}
