import { describe, expect, it } from 'vitest';
import { causesOf } from '../../../src/engine/index.js';
import { both, bundleOf, findingOf, resultOf } from '../_bundle.js';
import type { PlaybookSource } from '../_bundle.js';
import { Player } from '../_player.js';
import type { Start } from '../_player.js';

const WORKS = {
  works: {
    confirm: both('Works?'),
    on: { yes: 'end:resolved', otherwise: 'end:not-it', silent: 'end:assumed' },
  },
};
const TRIAGE: PlaybookSource = {
  intent: 'triage',
  steps: {
    find: { diagnose: { sure: 0.8 }, on: { undecided: 'seen' } },
    seen: { ask: both('Which?'), buttons: { a: both('A') }, on: { a: 'end:seen', otherwise: 'end:seen' } },
  },
};

function playing(more: Record<string, PlaybookSource> = {}, start: Start = {}, triage = TRIAGE) {
  return new Player(bundleWith(more, triage), { playbook: 'triage', ...start });
}

function bundleWith(more: Record<string, PlaybookSource>, triage = TRIAGE) {
  return bundleOf({
    triage,
    certificate: {
      intent: 'certificate',
      findings: { 'tls.expired': 'strong', 'tls.ok': 'against' },
      steps: WORKS,
    },
    outage: { intent: 'outage', findings: { 'net.refused': 'strong', 'dns.timeout': 'weak' }, steps: WORKS },
    'parts/x': { intent: 'certificate', findings: { 'tls.expired': 'strong' }, steps: WORKS },
    helper: { steps: WORKS },
    ...more,
  });
}

describe('diagnose', () => {
  it('goes to a measured cause and says what shows it', () => {
    const player = playing({}, { findings: [findingOf('tls.expired')] });
    expect(player.heard).toEqual(['phrase:diagnosis-measured', 'works']);
    expect(player.texts[0]).toMatch(/^Found title of certificate: .+/u);
    expect(player.replies[0]?.differential?.[0]).toMatchObject({
      cause: 'certificate',
      standing: 'measured',
    });
    expect(player.run.stack.map((frame) => frame.playbook)).toEqual(['triage', 'certificate']);
  });

  it('ends the problem with the end of the cause', () => {
    const player = playing({}, { findings: [findingOf('tls.expired')] }).press('yes');
    expect(player.heard).toEqual(['end resolved']);
    expect(player.run.ended).toEqual({ outcome: 'resolved', playbook: 'certificate' });
  });

  it('excludes a cause that was not it, and goes on to the next', () => {
    const player = playing({}, { findings: [findingOf('tls.expired'), findingOf('net.refused')] });
    const first = player.run.stack.at(-1)!.playbook;
    player.press('no');
    const second = player.run.stack.at(-1)!.playbook;
    expect(new Set([first, second])).toEqual(new Set(['certificate', 'outage']));
    expect(player.run.excluded).toEqual([first]);
    expect(player.texts[0]).toContain(`Ruled out: title of ${first}`);
    player.press('no');
    expect(player.run.excluded).toEqual([first, second]);
    expect(player.heard).toEqual(['phrase:diagnosis-undecided', 'seen']);
  });

  it('is undecided with no cause sure enough, and says what is possible', () => {
    const player = playing({}, { findings: [findingOf('dns.timeout')] });
    expect(player.heard).toEqual(['phrase:diagnosis-undecided', 'seen']);
    expect(player.texts[0]).toMatch(/^Possible title of outage: .+/u);
    expect(player.replies[0]?.differential?.map((line) => line.cause)).toEqual(['outage']);
  });

  it('says nothing when nothing speaks for any cause', () => {
    expect(playing().heard).toEqual(['seen']);
  });

  it('takes parts, triage and files that nobody opens for no cause', () => {
    expect(causesOf(bundleWith({})).map((cause) => cause.id)).toEqual(['certificate', 'outage']);
  });

  it('takes a wish for a person or an explanation for no cause, and knows a cause by its intent', () => {
    const open = { steps: WORKS };
    const causes = causesOf(
      bundleOf({
        people: { ...open, intent: 'human-request' },
        terms: { ...open, intent: 'concept-question' },
        'wrong-settings': { ...open, intent: 'protocol-config' },
      }),
    );
    expect(causes.map(({ id, intent }) => [id, intent])).toEqual([['wrong-settings', 'protocol-config']]);
  });

  it('goes by likeliness when the words are sure enough for this step', () => {
    const words = { scenario: 'certificate' };
    const eager = {
      ...TRIAGE,
      steps: { ...TRIAGE.steps, find: { diagnose: { sure: 0.6 }, on: { undecided: 'seen' } } },
    };
    expect(playing({}, words, eager).at).toBe('certificate/works');
    const strict = {
      ...TRIAGE,
      steps: { ...TRIAGE.steps, find: { diagnose: { sure: 1 }, on: { undecided: 'seen' } } },
    };
    expect(playing({}, words, strict).at).toBe('triage/seen');
  });

  it('excludes the cause and the file it went to by playbook:', () => {
    const jump = { check: 'client', on: { missing: 'playbook:outage' } };
    const certificate: PlaybookSource = { findings: { 'tls.expired': 'strong' }, steps: { jump } };
    const player = playing({ certificate }, { findings: [findingOf('tls.expired')] });
    expect(player.run.stack.map((frame) => frame.playbook)).toEqual(['triage', 'outage']);
    player.press('no');
    expect(player.run.excluded).toEqual(['certificate', 'outage']);
    expect(player.at).toBe('triage/seen');
  });

  it('says the differential once per change', () => {
    const triage: PlaybookSource = {
      steps: {
        find: { diagnose: {}, on: { undecided: 'seen' } },
        seen: { ask: both('Which?'), buttons: { a: both('A') }, otherwise: 'look', on: { a: 'find' } },
        look: { probe: 'tls', with: { host: 'h.example' }, on: { otherwise: 'find' } },
      },
    };
    const player = playing({ triage }, { findings: [findingOf('dns.timeout')] }, triage);
    expect(player.heard).toEqual(['phrase:diagnosis-undecided', 'seen']);
    expect(player.press('a').heard).toEqual(['seen']);
    player.user('?', { answer: 'unknown' }).measure([resultOf([findingOf('net.refused')])]);
    expect(player.heard).toEqual(['phrase:diagnosis-likely', 'works']);
  });

  it('does not go to a cause that nothing speaks for, only because the others are out', () => {
    const player = playing({}, { findings: [findingOf('tls.expired')] }).press('no');
    expect(player.at).toBe('triage/seen');
    expect(player.texts[0]).toBe('Ruled out: title of certificate\n[diagnosis-undecided]');
  });

  it('never diagnoses into a file that is being walked', () => {
    const certificate: PlaybookSource = {
      findings: { 'tls.expired': 'strong' },
      steps: { again: { diagnose: {}, on: { undecided: 'end:not-it' } } },
    };
    const player = playing({ certificate }, { findings: [findingOf('tls.expired')] });
    expect(player.at).toBe('triage/seen');
  });

  it('ends a file that it called with what its causes end as', () => {
    const main: PlaybookSource = {
      steps: { go: { call: 'triage', on: { resolved: 'end:resolved', otherwise: 'end:other' } } },
    };
    const player = playing({ main }, { playbook: 'main', findings: [findingOf('tls.expired')] });
    expect(player.press('yes').heard).toEqual(['end resolved']);
  });
});
