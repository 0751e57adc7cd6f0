import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { answerDue, localMinute, nextOpening, readHours } from '../../src/desk/promises.js';
import type { Queue } from '../../src/domain/index.js';

const MINUTE = 60_000;

function queueOf(hours: string, timeZone: string, answer: string): Queue {
  return { id: 'mail', name: { zh: '邮件', en: 'Mail' }, hours, timeZone, answers: { P3: answer } };
}

function isOpenAt({ hours, timeZone }: Queue, at: number): boolean {
  const { days, from, to } = readHours(hours);
  const { weekday, minute } = localMinute(new Date(at), timeZone);
  return days.has(weekday) && minute >= from && minute < to;
}

/** The same promises, by looking at every minute. */
function minuteByMinute(queue: Queue, minutes: number, now: Date): { due: number; opens: number } {
  const end = now.getTime() + 14 * 24 * 60 * MINUTE;
  let due = now.getTime();
  for (let left = minutes; left > 0 && due < end; due += MINUTE) if (isOpenAt(queue, due)) left -= 1;
  let opens = now.getTime();
  while (opens < end && !isOpenAt(queue, opens)) opens += MINUTE;
  return { due: Math.ceil(due / (5 * MINUTE)) * 5 * MINUTE, opens };
}

describe('promises of a queue', () => {
  it('count working time over nights and weekends', () => {
    const queue = queueOf('Mon-Fri 09:00-18:00', 'Asia/Shanghai', '8h');
    const friday = new Date('2026-03-06T09:30:00Z');

    expect(answerDue(queue, readHours(queue.hours), 'P3', friday).toISOString()).toBe(
      '2026-03-09T08:30:00.000Z',
    );
    expect(nextOpening(queue, readHours(queue.hours), new Date('2026-03-06T10:00:00Z')).toISOString()).toBe(
      '2026-03-09T01:00:00.000Z',
    );
  });

  it.each([
    ['2026-03-28T18:00:00Z', '2026-03-29T07:00:00.000Z'],
    ['2026-10-24T18:00:00Z', '2026-10-25T08:00:00.000Z'],
  ])('open by the clock on the wall in a night when it is changed (%s)', (now, opens) => {
    const hours = readHours('Mon-Sun 09:00-18:00');
    const queue = queueOf('Mon-Sun 09:00-18:00', 'Europe/Berlin', '1h');

    expect(nextOpening(queue, hours, new Date(now)).toISOString()).toBe(opens);
  });

  it('are what a look at every minute gives, in any zone, on days when clocks change, too', () => {
    const days = fc.constantFrom('Mon-Fri', 'Mon-Sun', 'Sun-Thu', 'Sat-Sun', 'Sun-Sun');
    const clock = fc.constantFrom('00:00', '00:30', '01:45', '02:30', '03:10', '09:00', '18:00', '23:59');
    const zone = fc.constantFrom(
      'Asia/Shanghai',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    );
    const around = fc.constantFrom('2026-03-08', '2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25');
    fc.assert(
      fc.property(
        fc.tuple(days, clock, clock, zone),
        around,
        fc.integer({ min: -36 * 3_600, max: 36 * 3_600 }),
        fc.constantFrom(1, 30, 240, 480),
        ([named, from, to, timeZone], date, offset, minutes) => {
          const queue = queueOf(`${named} ${from}-${to}`, timeZone, `${minutes}m`);
          const now = new Date(Date.parse(`${date}T00:00:00Z`) + offset * 1_000);
          const hours = readHours(queue.hours);
          const { due, opens } = minuteByMinute(queue, minutes, now);
          expect(answerDue(queue, hours, 'P3', now).getTime()).toBe(due);
          expect(nextOpening(queue, hours, now).getTime()).toBe(opens);
        },
      ),
      { numRuns: 12 },
    );
  });
});
