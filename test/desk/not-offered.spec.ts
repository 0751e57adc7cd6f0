import { expect, it } from 'vitest';
import { notOfferedHere } from '../../src/desk/not-offered.js';
import type { Effect } from '../../src/domain/index.js';

const AT = { step: 'main/do', token: 'p1.1' };

it.each([
  [
    { kind: 'sign-in', ...AT, request: { protocol: 'imap', address: 'a@corp.example' } },
    { kind: 'signed-in', token: 'p1.1', outcome: 'failed', results: [] },
  ],
  [
    { kind: 'act', ...AT, action: 'unlock', address: 'a@corp.example', with: {}, idempotencyKey: 'k' },
    { kind: 'acted', token: 'p1.1', outcome: 'none' },
  ],
  [
    { kind: 'notify', ...AT, queue: 'mail', severity: 'P3', text: { zh: '一', en: 'one' } },
    { kind: 'notified', token: 'p1.1', outcome: 'failed' },
  ],
] as const)('answers %o at once', (effect, event) => {
  expect(notOfferedHere(effect satisfies Effect)).toEqual(event);
});
