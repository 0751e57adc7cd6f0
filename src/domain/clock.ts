/** Where time comes from, so that every conversation can be replayed. */
export interface Clock {
  now(): Date;
}

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads `90s`, `30m`, `2h`, `1d` as milliseconds; `undefined` for anything else. */
export function readDuration(text: string): number | undefined {
  const match = /^(\d{1,6})\s*(s|m|h|d)$/u.exec(text.trim());
  const unit = UNITS[match?.[2] ?? ''];
  if (!match || unit === undefined) return undefined;
  return Number(match[1]) * unit;
}
