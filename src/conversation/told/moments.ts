import {
  dayBefore,
  hoursBefore,
  latestDate,
  latestWeekday,
  monthBefore,
  weekBefore,
  weekdayIn,
  type Daypart,
  type LocalTime,
} from './calendar.js';

type Resolve = (match: RegExpExecArray, now: LocalTime) => string | undefined;

const NUMBER_ZH = '(\\d{1,2}|[一二两兩三四五六七八九十])';
const NUMBER_EN = '(\\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten)';
const WEEK_ZH = '(?:周|週|星期|礼拜|禮拜)';
const PART_ZH = '(早上|早晨|清早|早|上午|中午|下午|傍晚|晚上|晚|夜里|凌晨)?';
const PART_EN = '(?: (morning|noon|afternoon|evening|night))?';
const MONTH_EN = '(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\\.?';
const WEEKDAY_EN = '(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)';

/** Ways of naming a moment, the longer ones first, and the day, week or month that each means today. */
const MOMENTS: readonly (readonly [ways: RegExp, resolve: Resolve])[] = [
  [/大前天/u, (_, now) => dayBefore(now, 3)],
  [new RegExp(`前[天日]${PART_ZH}`, 'u'), ([, part], now) => dayBefore(now, 2, partOf(part))],
  [new RegExp(`昨[天日]?${PART_ZH}(?<!昨)`, 'u'), ([, part], now) => dayBefore(now, 1, partOf(part))],
  [new RegExp(`今[天日]?${PART_ZH}(?<!今)`, 'u'), ([, part], now) => dayBefore(now, 0, partOf(part))],
  [
    new RegExp(`${NUMBER_ZH}个?(?:小时|小時|钟头)(?:之|以)?前`, 'u'),
    ([, count], now) => hoursBefore(now, countOf(count)),
  ],
  [new RegExp(`${NUMBER_ZH}[天日](?:之|以)?前`, 'u'), ([, count], now) => dayBefore(now, countOf(count))],
  [
    new RegExp(`${NUMBER_ZH}个?${WEEK_ZH}(?:之|以)?前`, 'u'),
    ([, count], now) => weekBefore(now, countOf(count)),
  ],
  [new RegExp(`${NUMBER_ZH}个月(?:之|以)?前`, 'u'), ([, count], now) => monthBefore(now, countOf(count))],
  [
    new RegExp(`上(?:个|個)?${WEEK_ZH}([一二三四五六日天])`, 'u'),
    ([, day], now) => weekdayIn(now, weekdayZh(day), 1),
  ],
  [new RegExp(`上(?:个|個)?${WEEK_ZH}`, 'u'), (_, now) => weekBefore(now, 1)],
  [
    new RegExp(`(?<!每|下个?)[这這本]?(?:个|個)?${WEEK_ZH}([一二三四五六日天])`, 'u'),
    ([, day], now) => weekdayIn(now, weekdayZh(day), 0),
  ],
  [/上(?:个|個)?月(?!\d)/u, (_, now) => monthBefore(now, 1)],
  [
    /(?<!\d|年)(\d{1,2})月(\d{1,2})(?:日|号|號)?/u,
    ([, month, day], now) => latestDate(now, Number(month), Number(day)),
  ],
  [/\bthe day before yesterday\b/iu, (_, now) => dayBefore(now, 2)],
  [new RegExp(`\\byesterday${PART_EN}\\b`, 'iu'), ([, part], now) => dayBefore(now, 1, partOf(part))],
  [/\blast night\b/iu, (_, now) => dayBefore(now, 1, 'evening')],
  [/\bthis (morning|afternoon|evening)\b/iu, ([, part], now) => dayBefore(now, 0, partOf(part))],
  [/\btonight\b/iu, (_, now) => dayBefore(now, 0, 'evening')],
  [/\btoday\b(?!'s)/iu, (_, now) => dayBefore(now, 0)],
  [new RegExp(`\\b${NUMBER_EN} hours? ago\\b`, 'iu'), ([, count], now) => hoursBefore(now, countOf(count))],
  [
    new RegExp(`(?<![-\\w])${NUMBER_EN} days? ago\\b`, 'iu'),
    ([, count], now) => dayBefore(now, countOf(count)),
  ],
  [
    new RegExp(`(?<![-\\w])${NUMBER_EN} weeks? ago\\b`, 'iu'),
    ([, count], now) => weekBefore(now, countOf(count)),
  ],
  [
    new RegExp(`(?<![-\\w])${NUMBER_EN} months? ago\\b`, 'iu'),
    ([, count], now) => monthBefore(now, countOf(count)),
  ],
  [/\blast week\b/iu, (_, now) => weekBefore(now, 1)],
  [/\blast month\b/iu, (_, now) => monthBefore(now, 1)],
  [
    new RegExp(`\\b(?:last |on |since )${WEEKDAY_EN}\\b`, 'iu'),
    ([, day], now) => latestWeekday(now, WEEKDAYS.indexOf((day ?? '').toLowerCase()) + 1),
  ],
  [
    new RegExp(`\\b${MONTH_EN} (\\d{1,2})(?:st|nd|rd|th)?\\b(?!,? ?\\d{4}|:)`, 'iu'),
    ([, month, day], now) => latestDate(now, monthOf(month), Number(day)),
  ],
  [
    new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? (?:of )?${MONTH_EN}(?=$|[^\\w ]| (?!\\d{4}))`, 'iu'),
    ([, day, month], now) => latestDate(now, monthOf(month), Number(day)),
  ],
];

/** A moment in a clause: its coarse value, where it stands, how long it is. */
export interface Moment {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** The first moment that a clause names. `2026-11-23`, with a part of the day or not, `2026-W47` or `2026-10`. */
export function momentIn(clause: string, now: LocalTime): Moment | undefined {
  for (const [ways, resolve] of MOMENTS) {
    const match = ways.exec(clause);
    const value = match && resolve(match, now);
    if (match && value) return { value, start: match.index, end: match.index + match[0].length };
  }
  return undefined;
}

const PARTS: readonly (readonly [RegExp, Daypart])[] = [
  [/早|上午|凌晨|morning/iu, 'morning'],
  [/中午|noon$/iu, 'noon'],
  [/下午|afternoon/iu, 'afternoon'],
  [/晚|夜|evening|night/iu, 'evening'],
];

function partOf(said: string | undefined): Daypart | undefined {
  if (said === undefined) return undefined;
  if (/afternoon/iu.test(said)) return 'afternoon';
  return PARTS.find(([ways]) => ways.test(said))?.[1];
}

const COUNTS_ZH = '零一二三四五六七八九十';
const COUNTS_EN = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function countOf(said = ''): number {
  if (/^\d/u.test(said)) return Number(said);
  const plain = said.toLowerCase().replace(/[两兩]/u, '二');
  if (plain === 'a' || plain === 'an') return 1;
  return Math.max(COUNTS_ZH.indexOf(plain), COUNTS_EN.indexOf(plain));
}

function weekdayZh(said = ''): number {
  return '一二三四五六'.indexOf(said) + 1 || 7;
}

function monthOf(said = ''): number {
  return MONTHS.indexOf(said.slice(0, 3).toLowerCase()) + 1;
}
