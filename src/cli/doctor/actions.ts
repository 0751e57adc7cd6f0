import { counted } from '../_problem-draw.js';
import { ok, type Check } from './_check.js';

/** Where actions of playbooks are done. Nothing is called there: it would be done. */
export const actionsCheck: Check = {
  id: 'actions',
  run({ settings }) {
    const { actions } = settings;
    if (actions === undefined) return Promise.resolve([ok('not set up: playbooks do nothing elsewhere')]);
    const { host } = new URL(actions.url);
    const what = `${counted(actions.actions.length, 'action')}, ${counted(actions.queues.length, 'queue')} of notices`;
    return Promise.resolve([ok(`${host} answers for ${what}`)]);
  },
};
