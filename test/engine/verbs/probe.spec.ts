import { describe, expect, it } from 'vitest';
import type { Mailbox } from '../../../src/domain/index.js';
import { both, bundleOf, findingOf, resultOf } from '../_bundle.js';
import { Player } from '../_player.js';
import type { Start } from '../_player.js';

const TEST = {
  probe: 'tls',
  with: { host: '{host}', port: 993 },
  progress: both('Checking {host}, {probe.seconds} s'),
  on: { 'tls.expired': 'end:expired', 'net.*': 'end:net', ok: 'end:ok', otherwise: 'end:other' },
};
const HOST = { slots: { host: 'imap.corp.example' } };

function playing(step: Record<string, unknown> = TEST, start: Start = HOST) {
  return new Player(bundleOf({ main: { steps: { test: step } } }), start);
}

const info = (code: string) => findingOf(code, { severity: 'info' });

describe('probe', () => {
  it('measures in the background and says so', () => {
    const player = playing();
    expect(player.replies).toEqual([{ text: 'Checking imap.corp.example, 10 s', progress: true }]);
    expect(player.of('probe')).toEqual([
      {
        kind: 'probe',
        step: 'main/test',
        token: 'p1.1',
        request: { probes: ['tls'], with: { host: 'imap.corp.example', port: '993' } },
      },
    ]);
    expect(player.run.waiting).toEqual({ token: 'p1.1', kind: 'measurement', buttons: [] });
  });

  it('yields the first route in file order that a finding matches', () => {
    const both = [findingOf('net.reset'), findingOf('tls.expired')];
    expect(playing().measure([resultOf(both)]).heard).toEqual(['end expired']);
    expect(playing().measure([resultOf([findingOf('net.reset')])]).heard).toEqual(['end net']);
  });

  it('yields ok when there is only background, which a prefix does not catch', () => {
    expect(playing().measure([resultOf([info('net.connected'), info('tls.ok')])]).heard).toEqual(['end ok']);
    expect(playing().measure([resultOf([])]).heard).toEqual(['end ok']);
  });

  it('lets background be named', () => {
    const step = { ...TEST, on: { 'net.*': 'end:net', 'net.connected': 'end:up', otherwise: 'end:other' } };
    expect(playing(step).measure([resultOf([info('net.connected')])]).heard).toEqual(['end up']);
  });

  it('sends trouble without a route to otherwise, never to ok', () => {
    expect(playing().measure([resultOf([findingOf('imap.bye')])]).heard).toEqual(['end other']);
  });

  it('sends trouble that is not routed at all to people', () => {
    const step = { ...TEST, on: { ok: 'end:ok' } };
    expect(playing(step).measure([resultOf([findingOf('imap.bye')])]).heard).toEqual([
      'people:stuck desk P3',
    ]);
  });

  it.each(['failed', 'refused'] as const)('yields %s, which is not ok', (status) => {
    const step = { ...TEST, on: { [status]: 'end:special', ok: 'end:ok', otherwise: 'end:other' } };
    const results = [resultOf([info('tls.ok')]), resultOf([], { probe: 'imap', status })];
    expect(playing(step).measure(results).heard).toEqual(['end special']);
  });

  it('fails without a target', () => {
    const step = { ...TEST, on: { failed: 'end:failed', otherwise: 'end:other' } };
    expect(playing(step, {}).heard).toEqual(['end failed']);
  });

  it('measures all that is known where no target is given', () => {
    const step = { ...TEST, with: undefined };
    const player = playing(
      { ...step, probe: ['discover', 'tls'] },
      { slots: { address: 'li@corp.example' } },
    );
    expect(player.of('probe')[0]?.request).toEqual({
      probes: ['discover', 'tls'],
      with: { address: 'li@corp.example' },
    });
  });

  it('tells a person who writes meanwhile, and keeps measuring', () => {
    const player = playing().user('hello?');
    expect(player.heard).toEqual(['phrase:still-measuring']);
    expect(player.token).toBe('p1.1');
    expect(player.measure([resultOf([])]).heard).toEqual(['end ok']);
  });
});

describe('findings', () => {
  const LOOP = {
    test: { ...TEST, on: { otherwise: 'again' }, fresh: true },
    again: { confirm: both('Works?'), on: { yes: 'end:yes', otherwise: 'test', silent: 'end:silent' } },
  };

  it('of a new measurement replace those of the same probe on the same target', () => {
    const player = new Player(bundleOf({ main: { steps: LOOP } }), HOST);
    player.measure([
      resultOf([findingOf('tls.expired')]),
      resultOf([findingOf('imap.bye', { probe: 'imap' })]),
    ]);
    player.press('no');
    player.measure([resultOf([findingOf('tls.old-version')])]);
    expect(player.run.findings.map((finding) => finding.code)).toEqual(['imap.bye', 'tls.old-version']);
    player.press('no').measure([resultOf([], { target: 'imap.corp.example:993' })]);
    expect(player.run.findings.map((finding) => finding.code)).toEqual(['imap.bye']);
  });

  it('of a probe that failed leave the old ones alone', () => {
    const player = new Player(bundleOf({ main: { steps: LOOP } }), HOST);
    player.measure([resultOf([findingOf('tls.expired')])]).press('no');
    player.measure([resultOf([], { target: 'imap.corp.example:993', status: 'failed' })]);
    expect(player.run.findings.map((finding) => finding.code)).toEqual(['tls.expired']);
  });

  const known = (change = {}): Start => ({ ...HOST, findings: [findingOf('tls.expired', change)] });

  it('of the last ten minutes are reused', () => {
    const player = playing(TEST, known({ measuredAt: '2026-03-02T09:51:00.000Z' }));
    expect(player.heard).toEqual(['end expired']);
    expect(player.of('probe')).toEqual([]);
  });

  it.each([
    ['are older', TEST, known({ measuredAt: '2026-03-02T09:49:00.000Z' })],
    ['come from another probe', TEST, known({ probe: 'imap' })],
    ['stand for another host', TEST, known({ target: 'imap.other.example:993' })],
    ['stand for another port', TEST, known({ target: 'imap.corp.example:143' })],
    ['may not be reused', { ...TEST, fresh: true }, known()],
    ['lack one of the probes', { ...TEST, probe: ['tls', 'imap'] }, known()],
  ])('are not reused when they %s', (_name, step, start) => {
    expect(playing(step, start).of('probe')).toHaveLength(1);
  });

  it('of one way to receive are reused where either was asked for', () => {
    const step = { ...TEST, probe: ['imap', 'pop3'] };
    expect(playing(step, known({ probe: 'pop3' })).of('probe')).toEqual([]);
    expect(
      playing({ ...TEST, probe: ['tls', 'imap', 'pop3'] }, known({ probe: 'pop3' })).of('probe'),
    ).toHaveLength(1);
  });

  it('of an address are reused on the server that was found for it', () => {
    const step = { ...TEST, with: { address: '{address}' } };
    const player = new Player(
      bundleOf({ main: { steps: { test: { ...step, on: { otherwise: 'again' } }, again: LOOP.again } } }),
      {
        slots: { address: 'li@corp.example' },
      },
    );
    player.measure([resultOf([findingOf('tls.expired')], { mailbox: mailbox('imap.corp.example') })]);
    expect(player.press('no').of('probe')).toEqual([]);
  });
});

describe('what discover found', () => {
  const step = { ...TEST, with: { address: '{address}' }, on: { otherwise: 'end:x' } };
  const found = resultOf([], {
    probe: 'discover',
    target: 'corp.example',
    mailbox: mailbox('imap.corp.example'),
  });

  it('becomes known, the IMAP server first', () => {
    const player = playing(step, { slots: { address: 'LI@corp.example' } }).measure([found]);
    expect(player.run.slots).toMatchObject({
      host: { value: 'imap.corp.example', source: 'probe' },
      port: { value: '993', source: 'probe' },
      provider: { value: 'qq', source: 'probe' },
    });
  });

  it('does not outrank what a person said', () => {
    const player = playing(step, { slots: { address: 'li@corp.example', host: 'mine.example' } }).measure([
      found,
    ]);
    expect(player.slot('host')).toBe('mine.example');
    expect(player.slot('port')).toBe('993');
  });

  it('is not taken for another address', () => {
    const player = playing(step, { slots: { address: 'kim@other.example' } }).measure([found]);
    expect(player.slot('host')).toBeUndefined();
  });
});

function mailbox(host: string): Mailbox {
  const server = { port: 995, tls: 'implicit', source: 'srv' } as const;
  return {
    address: 'li@corp.example',
    domain: 'corp.example',
    provider: 'qq',
    servers: [
      { ...server, protocol: 'pop3', host: 'pop.corp.example' },
      { ...server, protocol: 'imap', host, port: 993 },
    ],
  };
}
