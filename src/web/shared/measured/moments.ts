import type { Language } from '../../../domain/index.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How long something has lasted, short enough for a list: “5 min”, “2 h 5 min”, “3 天”. Below a minute “now”.
 * `from` is ISO 8601, `now` milliseconds. A clock that runs ahead counts as now.
 */
export function ageWords(from: string, now: number, language: Language): string {
  const ms = now - Date.parse(from);
  const units = UNITS[language];
  if (!(ms >= MINUTE)) return units.now;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} ${units.minute}`;
  if (ms < DAY) {
    const minutes = Math.floor((ms % HOUR) / MINUTE);
    const hours = `${Math.floor(ms / HOUR)} ${units.hour}`;
    return minutes === 0 || ms >= 10 * HOUR ? hours : `${hours} ${minutes} ${units.minute}`;
  }
  const days = Math.floor(ms / DAY);
  return `${days} ${days === 1 ? units.day : units.days}`;
}

const UNITS = {
  zh: { now: '刚刚', minute: '分钟', hour: '小时', day: '天', days: '天' },
  en: { now: 'now', minute: 'min', hour: 'h', day: 'day', days: 'days' },
} as const satisfies Record<Language, object>;

/** Day and time with seconds and zone, for those who compare it with a log. */
export function exactTime(at: string, language: Language, timeZone?: string): string {
  return format(at, language, timeZone, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  });
}

/** `09:05`. */
export function clockTime(at: string, language: Language, timeZone?: string): string {
  return format(at, language, timeZone, { hour: '2-digit', minute: '2-digit' });
}

/** The day, in words of the language: “24 November”, “11 月 24 日”. */
export function dayWords(at: string, language: Language, timeZone?: string): string {
  return format(at, language, timeZone, { day: 'numeric', month: 'long' });
}

function format(
  at: string,
  language: Language,
  timeZone: string | undefined,
  parts: Intl.DateTimeFormatOptions,
): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  const all = new Intl.DateTimeFormat(LOCALES[language], {
    ...parts,
    hourCycle: 'h23',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).formatToParts(date);
  // Chinese puts the zone between day and time, where nobody looks for it.
  const zone = all.find(({ type }) => type === 'timeZoneName')?.value;
  const words = all.filter(({ type }) => type !== 'timeZoneName').map(({ value }) => value);
  const text = [words.join('').trim().replace(/\s+/gu, ' '), zone].filter(Boolean).join(' ');
  if (language === 'en') return text;
  return text.replace(/(?<=\d)(?=[年月日])|(?<=[年月])(?=\d)/gu, ' ');
}

const LOCALES = { zh: 'zh-CN', en: 'en-GB' } as const;

/** Milliseconds for people: `86 ms`, `1.2 s`, `10 s`. */
export function durationWords(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  return `${(ms / 1_000).toFixed(ms < 9_950 ? 1 : 0)} s`;
}
