import { localMinute } from './promises.js';

const MORNING = 8 * 60;
const EVENING = 21 * 60;
const MINUTE = 60_000;

/** Milliseconds until a time that is not at night where the person lives; reminders never wake anybody. */
export function afterByDay(now: string, afterMs: number, timeZone: string): number {
  let at = Date.parse(now) + afterMs;
  for (let step = 0; step < 24 * 60 && isNight(at, timeZone); step += 1) at += MINUTE;
  return at - Date.parse(now);
}

function isNight(at: number, timeZone: string): boolean {
  const { minute } = localMinute(new Date(at), timeZone);
  return minute < MORNING || minute >= EVENING;
}
