import { describe, expect, it } from 'vitest';

import { asLine } from '../../../src/web/shared/measured/as-line.js';
import {
  ageWords,
  clockTime,
  dayWords,
  durationWords,
  exactTime,
} from '../../../src/web/shared/measured/moments.js';

const FROM = '2026-11-24T08:00:00.000Z';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('an age in words', () => {
  it.each([
    [-5 * MINUTE, 'now', '刚刚'],
    [59_999, 'now', '刚刚'],
    [MINUTE, '1 min', '1 分钟'],
    [HOUR - 1, '59 min', '59 分钟'],
    [2 * HOUR, '2 h', '2 小时'],
    [2 * HOUR + 5 * MINUTE, '2 h 5 min', '2 小时 5 分钟'],
    [10 * HOUR + 5 * MINUTE, '10 h', '10 小时'],
    [24 * HOUR, '1 day', '1 天'],
    [75 * HOUR, '3 days', '3 天'],
  ])('%i ms is %s', (ms, en, zh) => {
    const now = Date.parse(FROM) + ms;
    expect([ageWords(FROM, now, 'en'), ageWords(FROM, now, 'zh')]).toEqual([en, zh]);
  });

  it('of something that is no time is now', () => {
    expect(ageWords('soon', 0, 'en')).toBe('now');
  });
});

describe('a time', () => {
  it('is exact to the second, with its zone last', () => {
    expect(exactTime(FROM, 'en', 'Asia/Shanghai')).toBe('24 Nov 2026, 16:00:00 GMT+8');
    expect(exactTime(FROM, 'zh', 'Asia/Shanghai')).toBe('2026 年 11 月 24 日 16:00:00 GMT+8');
  });

  it('has 24 hours, midnight being 00', () => {
    expect(clockTime('2026-11-24T16:05:00.000Z', 'zh', 'Asia/Shanghai')).toBe('00:05');
  });

  it('tells its day in the zone it is looked at', () => {
    expect(dayWords('2026-11-24T16:05:00.000Z', 'en', 'Asia/Shanghai')).toBe('25 November');
    expect(dayWords('2026-11-24T16:05:00.000Z', 'zh', 'UTC')).toBe('11 月 24 日');
  });

  it('that is none is shown as it came', () => {
    expect(exactTime('soon', 'en')).toBe('soon');
  });
});

describe('a duration', () => {
  it.each([
    [0.4, '0 ms'],
    [999, '999 ms'],
    [4_101, '4.1 s'],
    [9_950, '10 s'],
  ])('%d ms is %s', (ms, words) => {
    expect(durationWords(ms)).toBe(words);
  });
});

describe('a finding as a line', () => {
  it('begins with a capital, unless it begins with a host', () => {
    expect(asLine('the server’s certificate expired')).toBe('The server’s certificate expired');
    expect(asLine('imap.corp.example refuses connections')).toBe('imap.corp.example refuses connections');
    expect(asLine('imap refuses')).toBe('Imap refuses');
  });

  it('shows what was escaped for Markdown as it was', () => {
    expect(asLine('证书由 Corp\\_CA \\<1\\> 签发')).toBe('证书由 Corp_CA <1> 签发');
  });
});
