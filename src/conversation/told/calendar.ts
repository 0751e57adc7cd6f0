/** A day (`2026-11-24`) and the minute of it, on the calendar where a person is. */
export interface LocalTime {
  readonly date: string;
  readonly minute: number;
}

/** Part of a day, as coarse as people say it. */
export type Daypart = 'morning' | 'noon' | 'afternoon' | 'evening';

const DAY_MS = 86_400_000;
/** The minute from which a part of today is no longer to come. */
const BEGINS: Readonly<Record<Daypart, number>> = { morning: 0, noon: 660, afternoon: 720, evening: 1020 };

/** So many days before today, with a part of that day. `undefined` for a part of today that is still to come. */
export function dayBefore(now: LocalTime, days: number, part?: Daypart): string | undefined {
  if (part === undefined) return iso(at(now.date) - days * DAY_MS);
  if (days === 0 && now.minute < BEGINS[part]) return undefined;
  return `${iso(at(now.date) - days * DAY_MS)} ${part}`;
}

/** The day so many hours ago. */
export function hoursBefore(now: LocalTime, hours: number): string {
  return iso(at(now.date) + now.minute * 60_000 - hours * 3_600_000);
}

/** The ISO 8601 week so many weeks before this one: `2026-W47`. */
export function weekBefore(now: LocalTime, weeks: number): string {
  const today = at(now.date);
  const thursday = today - (isoWeekday(now.date) - 4) * DAY_MS - weeks * 7 * DAY_MS;
  const year = new Date(thursday).getUTCFullYear();
  const week = Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** The month so many months before this one: `2026-10`. */
export function monthBefore(now: LocalTime, months: number): string {
  const [year = 0, month = 1] = now.date.split('-').map(Number);
  return iso(Date.UTC(year, month - 1 - months, 1)).slice(0, 7);
}

/** A weekday (1 is Monday, 7 is Sunday) of this or an earlier week; undefined for one that is still to come. */
export function weekdayIn(now: LocalTime, weekday: number, weeksBefore: number): string | undefined {
  const days = isoWeekday(now.date) - weekday + 7 * weeksBefore;
  return days < 0 ? undefined : dayBefore(now, days);
}

/** The latest such weekday before today. */
export function latestWeekday(now: LocalTime, weekday: number): string | undefined {
  return dayBefore(now, ((isoWeekday(now.date) - weekday + 6) % 7) + 1);
}

/** The latest such day of the year, today at the latest; `undefined` for a day that no calendar has. */
export function latestDate(now: LocalTime, month: number, day: number): string | undefined {
  const year = Number(now.date.slice(0, 4));
  for (const candidate of [year, year - 1]) {
    const time = Date.UTC(candidate, month - 1, day);
    if (new Date(time).getUTCMonth() !== month - 1) return undefined;
    if (time <= at(now.date)) return iso(time);
  }
  return undefined;
}

function isoWeekday(date: string): number {
  return new Date(at(date)).getUTCDay() || 7;
}

function at(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

function iso(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
