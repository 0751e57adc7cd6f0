import { describe, expect, it } from 'vitest';
import { hear } from '../../src/conversation/index.js';
import { readBegan } from '../../src/conversation/told/began.js';
import { TOOLS } from './_bundle.js';

/** A Tuesday, at half past four in the afternoon. */
const NOW = { date: '2026-11-24', minute: 990 };

describe('when it began', () => {
  it.each([
    ['since this morning Outlook cannot connect', '2026-11-24 morning'],
    ['Outlook shows 0x800CCC92 since this morning', '2026-11-24 morning'],
    ['Since yesterday, mail is refused', '2026-11-23'],
    ["I can't log in since last night", '2026-11-23 evening'],
    ['it started failing 3 days ago and keeps asking', '2026-11-21'],
    ['the app stopped receiving on Monday', '2026-11-23'],
    ["can't sign in since Tuesday", '2026-11-17'],
    ['today I cannot send anything', '2026-11-24'],
    ['it does not work since Nov 3', '2026-11-03'],
    ['no luck since 20 December, it is not working', '2025-12-20'],
    ["can't receive since two weeks ago", '2026-W46'],
    ['it stopped working last month', '2026-10'],
    ['mail worked fine until this afternoon', '2026-11-24 afternoon'],
    ['昨天下午开始登不上', '2026-11-23 afternoon'],
    ['从昨晚起收不到邮件', '2026-11-23 evening'],
    ['三天前开始 Foxmail 连不上', '2026-11-21'],
    ['今早邮箱打不开', '2026-11-24 morning'],
    ['昨天还能收，今天就收不到了', '2026-11-24'],
    ['上周五开始发不出去', '2026-11-20'],
    ['从上周开始一直报错', '2026-W47'],
    ['周一起就收不到信', '2026-11-23'],
    ['上个月开始偶尔登不上', '2026-10'],
    ['11月20号开始提示密码错误', '2026-11-20'],
    ['两小时前开始连不上', '2026-11-24'],
    ['從昨天開始收不到郵件', '2026-11-23'],
  ])('%s', (text, began) => {
    expect(readBegan(text, NOW)).toBe(began);
  });

  it.each([
    '今天收到一封奇怪的邮件',
    '昨天改了密码，登不上',
    '昨天还能收',
    '从上周开始用 Foxmail，收不到邮件',
    '是从昨天开始的吗，收不到邮件？',
    '今天可以登录了',
    '今晚要是还收不到怎么办',
    'I changed my password yesterday and it fails',
    'it worked fine yesterday',
    'since the update it keeps asking',
    'I sent a mail today that was not delivered',
    'I used it for 3 years, now it is not working',
    '下周一登不上怎么办',
    '从昨天开始收不到。从上周开始发不出',
    '31 February it stopped working',
  ])('tells nothing: %s', (text) => {
    expect(readBegan(text, NOW)).toBeUndefined();
  });

  it('is counted on the calendar: over a year, and never in the time to come', () => {
    expect(readBegan('从昨天开始收不到邮件', { date: '2026-01-01', minute: 60 })).toBe('2025-12-31');
    expect(readBegan('两小时前开始连不上', { date: '2026-01-01', minute: 60 })).toBe('2025-12-31');
    expect(readBegan('从上周开始收不到邮件', { date: '2027-01-04', minute: 60 })).toBe('2026-W53');
    expect(readBegan('今天下午开始收不到邮件', { date: '2026-01-01', minute: 60 })).toBeUndefined();
    expect(readBegan('周五开始收不到邮件', NOW)).toBeUndefined();
  });

  it('is read only where the day is known', () => {
    const text = 'since yesterday Outlook cannot connect';
    expect(hear(text, 'en', TOOLS).entities.map(({ kind }) => kind)).not.toContain('since');
    expect(hear(text, 'en', { ...TOOLS, now: NOW }).entities).toContainEqual({
      kind: 'since',
      value: '2026-11-23',
    });
  });

  it('in a story only “since” is believed', () => {
    const story = ' We moved offices and many things happened.'.repeat(12);
    expect(readBegan(`Today I cannot send.${story}`, NOW)).toBeUndefined();
    expect(readBegan(`Since today I cannot send.${story}`, NOW)).toBe('2026-11-24');
  });
});
