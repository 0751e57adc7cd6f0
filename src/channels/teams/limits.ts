/**
 * Limits of a message and its card. Teams refuses messages above about 100 KB (as UTF-16, mentions included);
 * 28 KB holds for every kind of message and card, so we stay below that.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
 */
export const CARD_LIMITS = {
  /** Bytes of the whole activity, in the longer of UTF-8 and UTF-16. */
  message: 28 * 1024,
  /** Actions that Teams shows at the foot of a card. */
  actions: 6,
  /** Above this a menu can be searched. */
  compactChoices: 10,
  /** Titles of buttons and choices; longer ones are cut by Teams without a sign. */
  title: 80,
  summary: 240,
  /** The text alone, in UTF-16 units: what is left for it in the worst script. */
  text: 6_000,
  because: 3,
  causes: 8,
  results: 6,
} as const;

/** At most so many UTF-16 units, never half a character. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  return `${/[\ud800-\udbff]$/u.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** How much of {@link CARD_LIMITS}.message something takes. */
export function sizeOf(activity: unknown): number {
  const json = JSON.stringify(activity);
  return Math.max(Buffer.byteLength(json, 'utf8'), json.length * 2);
}
