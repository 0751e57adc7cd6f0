import { describe, expect, it } from 'vitest';
import type { ActionDefinition, RunContext } from '../../../src/domain/index.js';
import { both, bundleOf } from '../_bundle.js';
import { Player } from '../_player.js';
import type { Start } from '../_player.js';

const UNLOCK: ActionDefinition = {
  id: 'unlock',
  label: both('Unlock'),
  changes: true,
  outcomes: ['not-locked'],
  facts: ['unlock.until'],
};
const LOOK: ActionDefinition = { id: 'look', label: both('Look'), changes: false, outcomes: [], facts: [] };
const SPEAKER: RunContext['person'] = {
  address: 'a@corp.example',
  verified: true,
  role: 'employee',
  timeZone: 'UTC',
};

function bundle(step: Readonly<Record<string, unknown>>) {
  const said = (id: string) => ({ say: both(id), on: { next: 'end:resolved' } });
  return bundleOf(
    {
      main: {
        steps: {
          do: {
            on: {
              ok: 'done',
              'not-locked': 'nothing',
              declined: 'declined',
              failed: 'failed',
              unknown: 'unknown',
              none: 'none',
            },
            ...step,
          },
          done: { say: both('until {unlock.until|soon}'), on: { next: 'do' } },
          nothing: said('nothing'),
          declined: said('declined'),
          failed: said('failed'),
          unknown: said('unknown'),
          none: said('none'),
        },
      },
    },
    { actions: new Map([UNLOCK, LOOK].map((action) => [action.id, action])) },
  );
}

const ASKING = { act: 'unlock', confirm_first: both('Unlock?'), progress: both('Unlocking…') };

function playing(step: Readonly<Record<string, unknown>> = ASKING, start: Start = {}) {
  return new Player(bundle(step), { context: { person: SPEAKER }, ...start });
}

describe('act', () => {
  it('asks before it changes something, and tells the world what to do', () => {
    const player = playing();
    expect(player.of('act')).toEqual([]);
    expect(player.replies[0]?.buttons?.map((button) => button.id)).toEqual(['yes', 'no', 'human']);
    player.press('yes');
    expect(player.effects).toEqual([
      {
        kind: 'act',
        step: 'main/do',
        token: 'p1.2',
        action: 'unlock',
        address: 'a@corp.example',
        with: {},
        idempotencyKey: 'p1:main/do:1',
        reply: { text: 'Unlocking…', progress: true },
      },
    ]);
    expect(player.run.waiting?.kind).toBe('action');
  });

  it('understands yes and no in words', () => {
    expect(playing().user('yes please', { answer: 'yes' }).of('act')).toHaveLength(1);
    expect(playing().user('rather not', { answer: 'no' }).heard[0]).toBe('declined');
    expect(playing().user('no idea', { answer: 'unknown' }).heard[0]).toBe('declined');
  });

  it('does nothing after words that three times are no answer', () => {
    const player = playing().user('hm').user('well');
    expect(player.run.waiting?.kind).toBe('question');
    expect(player.user('so').heard).toEqual(['declined', 'end resolved']);
  });

  it('does at once what changes nothing', () => {
    const player = playing(
      { act: 'look', with: { host: '{host}', of: '{nothing}' } },
      {
        context: { person: SPEAKER },
        slots: { host: 'imap.corp.example' },
      },
    );
    expect(player.of('act')[0]?.with).toEqual({ host: 'imap.corp.example' });
  });

  it('never does unasked what changes something', () => {
    expect(playing({ act: 'unlock' }).heard[0]).toBe('none');
  });

  it.each([
    ['nobody vouches for the address', { context: { person: { ...SPEAKER, verified: false } } }],
    [
      'the speaker has no address',
      { context: { person: { verified: true, role: 'employee', timeZone: 'UTC' } } },
    ],
    ['another mailbox is talked about', { slots: { address: 'b@corp.example' } }],
  ] as const)('is none where %s', (_why, start) => {
    const player = playing(ASKING, start);
    expect(player.heard[0]).toBe('none');
    expect(player.of('act')).toEqual([]);
  });

  it('is none when another mailbox is named while it asks', () => {
    const player = playing(ASKING, { slots: { address: 'A@corp.example' } });
    player.run = { ...player.run, slots: { address: { value: 'b@corp.example', source: 'words' } } };
    expect(player.press('yes').heard[0]).toBe('none');
  });

  it('is none where no such action is registered', () => {
    expect(playing({ act: 'format-disk' }).heard[0]).toBe('none');
  });

  it.each(['not-locked', 'failed', 'unknown', 'none'])('yields %s', (outcome) => {
    const heard = playing().press('yes').acted(outcome).heard[0];
    expect(heard).toBe(outcome === 'not-locked' ? 'nothing' : outcome);
  });

  it('takes an outcome that was not declared for unknown: it may have happened', () => {
    expect(playing().press('yes').acted('exploded').heard[0]).toBe('unknown');
  });

  it('believes declared facts only', () => {
    const player = playing().press('yes');
    player.acted('ok', { 'unlock.until': '2026-03-02T10:45:00Z', 'tls.not_after': 'x', __proto__: 'y' });
    expect(player.texts[0]).toBe('until 2 March 2026, 10:45');
    expect(player.run.facts).toEqual({ 'unlock.until': '2026-03-02T10:45:00Z' });
  });

  it('has one key for a deed, and another for the next', () => {
    const player = playing().press('yes');
    const again = playing().press('yes');
    expect(again.of('act')[0]?.idempotencyKey).toBe(player.of('act')[0]?.idempotencyKey);
    player.acted('ok').press('yes');
    expect(player.of('act')[0]?.idempotencyKey).toBe('p1:main/do:2');
  });

  it('hears the answer once', () => {
    const player = playing().press('yes');
    const { token } = player;
    player.acted('ok');
    const open = player.token;
    player.acted('failed', undefined, token);
    expect(player.token).toBe(open);
  });

  it('says that it is still at it', () => {
    const player = playing().press('yes').user('hello?');
    expect(player.heard).toEqual(['phrase:still-working']);
    expect(player.run.waiting?.kind).toBe('action');
  });

  it('asks again in another language', () => {
    const player = playing().send({ kind: 'language', language: 'zh' });
    expect(player.texts).toEqual(['Unlock?（中）']);
    expect(player.press('yes').of('act')).toHaveLength(1);
  });
});

describe('notify', () => {
  const steps = {
    tell: {
      notify: { severity: 'P3', text: both('{host|?} is odd') },
      on: { failed: 'failed', next: 'sent' },
    },
    sent: { say: both('sent'), on: { next: 'end:resolved' } },
    failed: { say: both('failed'), on: { next: 'end:resolved' } },
  };

  it('tells the default queue in every language and goes on when that is done', () => {
    const player = new Player(bundleOf({ main: { steps } }), { slots: { host: 'imap.corp.example' } });
    expect(player.effects).toEqual([
      {
        kind: 'notify',
        step: 'main/tell',
        token: 'p1.1',
        queue: 'desk',
        severity: 'P3',
        text: { zh: 'imap.corp.example is odd（中）', en: 'imap.corp.example is odd' },
      },
    ]);
    expect(player.notified('sent').heard).toEqual(['sent', 'end resolved']);
  });

  it('may fail', () => {
    expect(new Player(bundleOf({ main: { steps } })).notified('failed').heard[0]).toBe('failed');
  });
});
