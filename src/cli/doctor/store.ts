import { ok, warning, type Check } from './_check.js';

/** Whether the store can be reached and has the shape that this version wants. */
export const storeCheck: Check = {
  id: 'store',
  async run({ settings, store }) {
    const place = settings.store.kind === 'sqlite' ? `SQLite in ${settings.store.file}` : 'PostgreSQL';
    const state = await store();
    if (state.kind === 'absent') {
      return [warning(`${place} is not there yet`, 'The first start makes it: npm start')];
    }
    if (state.pending.length === 0) return [ok(`${place} answers and is migrated`)];
    return [
      warning(
        `${place} answers; its schema is older: ${state.pending.join(', ')} not done`,
        'The next start of the server does it. Make a backup before.',
      ),
    ];
  },
};
