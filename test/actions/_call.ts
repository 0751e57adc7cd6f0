import { Secret, type ActionCall, type NoticeCall } from '../../src/domain/index.js';

export const KEY = 'a key that is at least 32 characters';
export const NOW = '2026-03-01T09:05:00.900Z';
export const CLOCK = { now: () => new Date(NOW) };

export function aCall(changes: Partial<ActionCall> = {}): ActionCall {
  return {
    action: 'unlock-account',
    person: { id: 'U1', name: 'Kim', address: 'kim@corp.example' },
    with: { device: 'phone' },
    language: 'en',
    problem: 'slack:C1#1',
    idempotencyKey: 'slack:C1#1:account-locked/unlock-now:1',
    outcomes: ['not-locked'],
    facts: ['unlock.until'],
    ...changes,
  };
}

export function aNotice(changes: Partial<NoticeCall> = {}): NoticeCall {
  return {
    queue: 'mail',
    severity: 'P4',
    text: { zh: '已解锁', en: 'Unlocked' },
    problem: 'slack:C1#1',
    idempotencyKey: 'slack:C1#1.4:notify',
    ...changes,
  };
}

/** What the settings give for a place at `url`. */
export function registeredAt(url: string) {
  return { url, key: new Secret(KEY), actions: ['unlock-account'], queues: ['mail'] };
}
