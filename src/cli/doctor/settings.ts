import type { Settings } from '../../config/index.js';
import { MailmedicError } from '../../domain/index.js';
import { ok, wrong, type Line } from './_check.js';

/** The settings, and what is wrong with them: without them nothing else can be looked at. */
export function checkSettings(read: () => Settings): {
  readonly settings?: Settings;
  readonly lines: readonly Line[];
} {
  try {
    return { settings: read(), lines: [ok('every variable can be used')] };
  } catch (error) {
    if (!(error instanceof MailmedicError)) throw error;
    const problems = (error.facts['problems'] ?? error.message).split('\n- ').filter((one) => one !== '');
    return { lines: problems.map((problem) => wrong(problem, error.remedy)) };
  }
}
