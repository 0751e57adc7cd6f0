import type { ActionSettings } from './settings.js';
import type { SettingName, SettingValues } from './table.js';

/**
 * What the settings of actions must fulfil together: an address without names would never be called, and names
 * without an address could not be.
 *
 * @param given whether a variable holds anything, readable or not: what can't be read has its own problem already.
 */
export function actionProblems(given: (name: SettingName) => boolean): string[] {
  const url = given('MAILMEDIC_ACTIONS_URL');
  const key = given('MAILMEDIC_ACTIONS_KEY');
  const named = given('MAILMEDIC_ACTIONS') || given('MAILMEDIC_NOTICES');
  if (url !== key) {
    return ['MAILMEDIC_ACTIONS_URL and MAILMEDIC_ACTIONS_KEY only work together; set both or neither'];
  }
  if (url === named) return [];
  return named
    ? [
        'MAILMEDIC_ACTIONS and MAILMEDIC_NOTICES do nothing without MAILMEDIC_ACTIONS_URL and MAILMEDIC_ACTIONS_KEY; set them too',
      ]
    : [
        'MAILMEDIC_ACTIONS_URL is never called while nothing is named; list the names it answers in MAILMEDIC_ACTIONS or MAILMEDIC_NOTICES',
      ];
}

/** Absent where nothing of it is set. */
export function arrangeActions(values: SettingValues): ActionSettings | undefined {
  const url = values.MAILMEDIC_ACTIONS_URL;
  const key = values.MAILMEDIC_ACTIONS_KEY;
  if (url === undefined || key === undefined) return undefined;
  return { url, key, actions: values.MAILMEDIC_ACTIONS ?? [], queues: values.MAILMEDIC_NOTICES ?? [] };
}
