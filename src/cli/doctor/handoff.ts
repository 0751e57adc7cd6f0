import { ok, warning, type Check } from './_check.js';

/** Where cases go. Nothing is posted there: it would look like a case. */
export const handoffCheck: Check = {
  id: 'handoff',
  run({ settings }) {
    const { webhook } = settings.handoff;
    if (webhook !== undefined) {
      // The path of such an address may be a secret of its own.
      return Promise.resolve([ok(`cases are posted to ${new URL(webhook.url).host}, signed`)]);
    }
    return Promise.resolve([
      warning(
        'no webhook: people see cases on /console/cases only',
        'Set MAILMEDIC_HANDOFF_WEBHOOK_URL and …_KEY if your desk works elsewhere (docs/handoff-webhook.md).',
      ),
    ]);
  },
};
