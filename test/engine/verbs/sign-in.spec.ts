import { describe, expect, it } from 'vitest';
import { VERBS } from '../../../src/engine/index.js';
import { both, bundleOf, findingOf, resultOf } from '../_bundle.js';
import type { PlaybookSource } from '../_bundle.js';
import { Player } from '../_player.js';
import type { Start } from '../_player.js';

const ADDRESS = { address: 'a@corp.example', host: 'imap.corp.example', port: '993' };

function playing(step: Readonly<Record<string, unknown>> = {}, start: Start = { slots: ADDRESS }) {
  const steps: PlaybookSource['steps'] = {
    try: {
      sign_in: 'imap',
      progress: both('Preparing…'),
      on: {
        ok: 'ok',
        'auth.locked': 'locked',
        'auth.*': 'auth',
        'client.typed.*': 'typed',
        expired: 'expired',
        declined: 'declined',
        refused: 'refused',
        failed: 'failed',
        otherwise: 'other',
      },
      ...step,
    },
    ok: { say: both('ok'), on: { next: 'end:resolved' } },
    locked: { say: both('locked'), on: { next: 'end:resolved' } },
    auth: { say: both('auth'), on: { next: 'end:resolved' } },
    typed: { say: both('typed'), on: { next: 'end:resolved' } },
    expired: { say: both('expired'), on: { next: 'end:resolved' } },
    declined: { say: both('declined'), on: { next: 'end:resolved' } },
    refused: { say: both('until {retry_after|later}'), on: { next: 'end:resolved' } },
    failed: { say: both('failed'), on: { next: 'end:resolved' } },
    other: { say: both('other'), on: { next: 'end:resolved' } },
  };
  return new Player(bundleOf({ main: { steps } }), start);
}

function found(code: string) {
  return { results: [resultOf([findingOf(code, { probe: 'sign-in' })])] };
}

describe('sign_in', () => {
  it('asks for a link to the known server and says nothing by itself', () => {
    const [effect, ...others] = playing().effects;
    expect(others).toEqual([]);
    expect(effect).toEqual({
      kind: 'sign-in',
      step: 'main/try',
      token: 'p1.1',
      request: { protocol: 'imap', address: 'a@corp.example', host: 'imap.corp.example', port: 993 },
      reply: { text: 'Preparing…', progress: true },
    });
  });

  it('takes its target from `with:`', () => {
    const player = playing({
      with: { address: '{address}', host: 'mail.other.example', port: 143, tls: 'starttls' },
    });
    expect(player.of('sign-in')[0]?.request).toEqual({
      protocol: 'imap',
      address: 'a@corp.example',
      host: 'mail.other.example',
      port: 143,
      tls: 'starttls',
    });
  });

  it('tries another protocol where its own server is, not on the incoming one', () => {
    const player = playing({ sign_in: 'smtp' });
    expect(player.of('sign-in')[0]?.request).toEqual({ protocol: 'smtp', address: 'a@corp.example' });
  });

  it('fails without an address', () => {
    expect(playing({}, {}).heard).toEqual(['failed', 'end resolved']);
  });

  it.each([
    ['auth.locked', 'locked'],
    ['auth.rejected', 'auth'],
    ['client.typed.spaces', 'typed'],
    ['tls.expired', 'other'],
  ])('routes %s to %s', (code, step) => {
    const player = playing().signedIn(found(code));
    expect(player.heard[0]).toBe(step);
    expect(player.run.findings.map((finding) => finding.code)).toEqual([code]);
  });

  it('is ok when nothing was found', () => {
    expect(playing().signedIn({ results: [resultOf([], { probe: 'sign-in' })] }).heard[0]).toBe('ok');
  });

  it.each(['expired', 'declined', 'refused', 'failed'] as const)('yields %s', (outcome) => {
    expect(playing().signedIn({ outcome }).heard[0]).toBe(outcome);
  });

  it('says until when the guard refuses, in the person’s time', () => {
    const player = playing().signedIn({ outcome: 'refused', retryAfter: '2026-03-02T10:45:00.000Z' });
    expect(player.texts[0]).toBe('until 2 March 2026, 18:45');
  });

  it('adds what a late answer found and moves nothing', () => {
    const player = playing();
    const { token } = player;
    player.signedIn(found('auth.locked'), 'p1.0');
    expect(player.token).toBe(token);
    expect(player.heard).toEqual([]);
    expect(player.run.findings).toHaveLength(1);
  });

  it('keeps waiting for other words, and takes a no for declined', () => {
    const player = playing().user('where is it');
    expect(player.heard).toEqual(['phrase:sign-in-open']);
    expect(player.user('no', { answer: 'no' }).heard[0]).toBe('declined');
  });

  it('hands over when a person is asked for meanwhile', () => {
    expect(playing().human().run.waiting?.kind).toBe('handoff');
  });

  it('counts as heard but for refusals and failures', () => {
    const verb = VERBS.get('sign_in')!;
    expect(verb.hearsPerson).toBe(true);
    expect(verb.outcomes(verb.schema.parse({ sign_in: 'imap' })).unheard).toEqual(['refused', 'failed']);
  });
});
