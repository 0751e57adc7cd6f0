import {
  isTimeZone,
  readDuration,
  type Language,
  type LocalText,
  type OpenIncident,
  type Queue,
} from '../domain/index.js';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const DAY_MINUTES = 24 * 60;
const DAY = DAY_MINUTES * MINUTE;
const DEFAULT_ANSWER = 4 * 60 * MINUTE;
/** A promise never looks further ahead than this; a queue that is never open would loop otherwise. */
const HORIZON_DAYS = 14;

interface Hours {
  readonly days: ReadonlySet<number>;
  readonly from: number;
  readonly to: number;
}

interface LocalMinute {
  readonly date: string;
  readonly weekday: number;
  readonly minute: number;
}

/**
 * The promises of a queue as placeholders: `desk.answers_by` (working time of the queue's calendar),
 * `desk.opens_at`, `desk.hours`. Never typed into a playbook by hand, so they are always true.
 */
export function promisesOf(queue: Queue, severity: string, now: string): Readonly<Record<string, LocalText>> {
  const hours = readHours(queue.hours);
  const due = answerDue(queue, hours, severity, new Date(now));
  const opens = nextOpening(queue, hours, new Date(now));
  return {
    'desk.answers_by': inWords(due, now, queue.timeZone),
    'desk.opens_at': inWords(opens, now, queue.timeZone),
    'desk.hours': { zh: hoursInChinese(queue.hours), en: queue.hours.replace('-', ' to ') },
  };
}

/** When the queue promises an answer: now plus its answer time, counted in its opening hours only. */
export function answerDue(queue: Queue, hours: Hours, severity: string, now: Date): Date {
  let left = readDuration(queue.answers[severity] ?? '') ?? DEFAULT_ANSWER;
  let at = now.getTime();
  const end = at + HORIZON_DAYS * DAY;
  while (left > 0 && at < end) {
    const { open, ms } = stretchFrom(at, hours, queue.timeZone);
    const step = Math.min(ms, end - at, open ? Math.ceil(left / MINUTE) * MINUTE : Infinity);
    if (open) left -= step;
    at += step;
  }
  return roundUp(new Date(at), 5);
}

/** The first open minute from now on. */
export function nextOpening(queue: Queue, hours: Hours, now: Date): Date {
  let at = now.getTime();
  const end = at + HORIZON_DAYS * DAY;
  for (;;) {
    const { open, ms } = stretchFrom(at, hours, queue.timeZone);
    if (open || at >= end) return new Date(Math.min(at, end));
    at += ms;
  }
}

/**
 * Whether a queue is open, and for how long, in whole minutes, this certainly stays so. A turn asks for this several
 * times, so it must not cost a look at every minute of a weekend.
 */
function stretchFrom(
  at: number,
  hours: Hours,
  timeZone: string,
): { readonly open: boolean; readonly ms: number } {
  const local = localMinute(new Date(at), timeZone);
  const ahead = minutesToChange(hours, local);
  const then = localMinute(new Date(at + ahead * MINUTE), timeZone);
  const isEven = (then.minute - local.minute - ahead) % DAY_MINUTES === 0;
  // Where clocks are changed on the way: on to the next quarter of an hour, at which alone they ever are.
  const minutes = isEven ? ahead : Math.min(ahead, Math.ceil((QUARTER - (at % QUARTER)) / MINUTE));
  return { open: isOpen(hours, local), ms: minutes * MINUTE };
}

/** Minutes until a queue opens or closes, if no clock were changed meanwhile. */
function minutesToChange(hours: Hours, { weekday, minute }: Omit<LocalMinute, 'date'>): number {
  if (isOpen(hours, { weekday, minute })) return hours.to - minute;
  for (let day = 0; day <= 7; day += 1) {
    const ahead = day * DAY_MINUTES + hours.from - minute;
    if (ahead > 0 && hours.days.has((weekday + day) % 7)) return ahead;
  }
  return DAY_MINUTES;
}

/** Reads `Mon-Fri 09:00-18:00`. An unreadable text counts as always open: a promise too early beats none. */
export function readHours(text: string): Hours {
  const match = /^(\w{3})-(\w{3}) (\d{2}):(\d{2})-(\d{2}):(\d{2})$/u.exec(text);
  if (!match) return { days: new Set([0, 1, 2, 3, 4, 5, 6]), from: 0, to: 24 * 60 };
  const [, first = '', last = '', fromHour, fromMinute, toHour, toMinute] = match;
  return {
    days: daysBetween(indexOfDay(first), indexOfDay(last)),
    from: Number(fromHour) * 60 + Number(fromMinute),
    to: Number(toHour) * 60 + Number(toMinute),
  };
}

function indexOfDay(name: string): number {
  const index = DAYS.findIndex((day) => day === name);
  return index < 0 ? 0 : index;
}

function daysBetween(first: number, last: number): ReadonlySet<number> {
  const days = new Set([first]);
  for (let day = first; day !== last; day = (day + 1) % 7) days.add((day + 1) % 7);
  return days;
}

function isOpen(hours: Hours, local: Omit<LocalMinute, 'date'>): boolean {
  return hours.days.has(local.weekday) && local.minute >= hours.from && local.minute < hours.to;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Weekday, date and minute of the day in a time zone. An unknown zone counts as UTC. */
export function localMinute(at: Date, timeZone: string): LocalMinute {
  const parts = Object.fromEntries(
    formatFor(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return {
    date: `${parts['year'] ?? ''}-${parts['month'] ?? ''}-${parts['day'] ?? ''}`,
    weekday: indexOfDay(parts['weekday'] ?? ''),
    minute: (Number(parts['hour']) % 24) * 60 + Number(parts['minute']),
  };
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: isTimeZone(timeZone) ? timeZone : 'UTC',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, made);
  return made;
}

function roundUp(at: Date, minutes: number): Date {
  const step = minutes * MINUTE;
  return new Date(Math.ceil(at.getTime() / step) * step);
}

/** `incident.host`, `incident.since` and `incident.next_update`. */
export function incidentPromises(
  { host, since, nextLookAt }: Pick<OpenIncident, 'host' | 'since' | 'nextLookAt'>,
  now: string,
  timeZone: string,
): Readonly<Record<string, LocalText>> {
  return {
    'incident.host': { zh: host, en: host },
    'incident.since': timeWords(since, now, timeZone),
    'incident.next_update': timeWords(nextLookAt, now, timeZone),
  };
}

/** A moment (ISO 8601) near today, to the minute, as people say it. */
export function timeWords(at: string, now: string, timeZone: string): LocalText {
  return inWords(new Date(at), now, timeZone);
}

function inWords(at: Date, now: string, timeZone: string): LocalText {
  return { zh: sayTime(at, now, timeZone, 'zh'), en: sayTime(at, now, timeZone, 'en') };
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

function sayTime(at: Date, now: string, timeZone: string, language: Language): string {
  const then = localMinute(at, timeZone);
  const today = localMinute(new Date(now), timeZone).date;
  const tomorrow = localMinute(new Date(Date.parse(now) + 24 * 60 * MINUTE), timeZone).date;
  const clock = `${Math.floor(then.minute / 60)}:${String(then.minute % 60).padStart(2, '0')}`;
  if (then.date === today) return language === 'zh' ? `今天 ${clock}` : `${clock} today`;
  if (then.date === tomorrow) return language === 'zh' ? `明天 ${clock}` : `${clock} tomorrow`;
  const [, month, day] = then.date.split('-').map(Number);
  if (language === 'zh') return `${month ?? 0} 月 ${day ?? 0} 日 ${clock}`;
  return `${clock} on ${day ?? 0} ${MONTHS[(month ?? 1) - 1] ?? ''}`;
}

const CHINESE_DAYS: Readonly<Record<string, string>> = {
  Mon: '周一',
  Tue: '周二',
  Wed: '周三',
  Thu: '周四',
  Fri: '周五',
  Sat: '周六',
  Sun: '周日',
};

function hoursInChinese(hours: string): string {
  return hours
    .replace(/[A-Z][a-z]{2}/gu, (day) => CHINESE_DAYS[day] ?? day)
    .replace(/-/gu, '至')
    .replace(/\b0(\d:)/gu, '$1');
}
