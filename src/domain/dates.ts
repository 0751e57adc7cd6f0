import type { Language } from './language.js';

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/u;
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/u;
/** Closer than this, the time of day matters. */
const NEAR_MS = 48 * 3_600_000;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly time?: string;
}

/**
 * An ISO 8601 date or time in the words of a language and the person's time zone, `undefined` when `value` is
 * neither. The time of day is shown only when the value has one and lies within two days of `now`.
 */
export function dateInWords(
  value: string,
  language: Language,
  timeZone: string,
  now?: string,
): string | undefined {
  const moment = momentOf(value, timeZone, now);
  if (!moment) return undefined;
  const { year, month, day, time } = moment;
  if (language === 'zh') return `${year} 年 ${month} 月 ${day} 日${time ? ` ${time}` : ''}`;
  return `${day} ${MONTHS[month - 1] ?? ''} ${year}${time ? `, ${time}` : ''}`;
}

function momentOf(value: string, timeZone: string, now: string | undefined): Moment | undefined {
  if (!Number.isFinite(Date.parse(value))) return undefined;
  const date = ISO_DATE.exec(value);
  // A date without a time is a day on the calendar: no time zone moves it.
  if (date) return { year: Number(date[1]), month: Number(date[2]), day: Number(date[3]) };
  if (!ISO_TIME.test(value)) return undefined;
  const at = new Date(value);
  const parts = new Map(
    clockOf(timeZone)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );
  const near = now !== undefined && Math.abs(at.getTime() - Date.parse(now)) <= NEAR_MS;
  return {
    year: Number(parts.get('year')),
    month: Number(parts.get('month')),
    day: Number(parts.get('day')),
    ...(near && { time: `${Number(parts.get('hour'))}:${parts.get('minute') ?? '00'}` }),
  };
}

/** Platforms report time zones that Intl does not know; then UTC is shown. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const shape = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const;
  try {
    return new Intl.DateTimeFormat('en-US', { ...shape, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-US', { ...shape, timeZone: 'UTC' });
  }
}
