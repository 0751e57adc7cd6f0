import type { MemoryTerm } from '../../domain/index.js';

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * What of Slack's memory is of no use after a time. Where a person is reached, what they chose in App Home and who we
 * are stays: it is written once, and small.
 */
export const FORGETS: readonly MemoryTerm[] = [
  // Asked anew every day while the person writes.
  { prefix: 'person:', afterMs: 30 * DAY_MS },
  { prefix: 'told:', afterMs: 7 * DAY_MS },
  { prefix: 'parts:', afterMs: 7 * DAY_MS },
  { prefix: 'file:', afterMs: 7 * DAY_MS },
  // As long as somebody may scroll up and press.
  { prefix: 'menu:', afterMs: 90 * DAY_MS },
  { prefix: 'pressed:', afterMs: 90 * DAY_MS },
  // What a colleague said to us in somebody else's thread: for its edits and its deletion.
  { prefix: 'heard:', afterMs: 90 * DAY_MS },
  { prefix: 'thread:', afterMs: 180 * DAY_MS },
];
