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

  it('excludes a cause that was not it, and goes on to the next, and calls neither ruled out', () => {
    const leak: PlaybookSource = { findings: { 'auth.rejected': 'strong' }, steps: WORKS };
    const player = playing({ leak }, { findings: [findingOf('auth.rejected')] });
    expect(player.at).toBe('leak/works');
    player.press('no');
    expect(player.run.excluded).toEqual(['leak']);
    expect(player.at).toBe('triage/seen');
    expect(player.texts.join()).not.toContain('Ruled out');
  });

  it('rules out what came back once something was measured against it', () => {
    const leak: PlaybookSource = {
      findings: { 'auth.rejected': 'strong', 'imap.greeting': 'against' },
      steps: WORKS,
    };
    const player = playing({ leak }, { findings: [findingOf('auth.rejected')] });
    const greeting = findingOf('imap.greeting', { probe: 'imap' });
    player.measure([resultOf([greeting])], 'late').press('no');
    expect(player.texts[0]).toContain('Ruled out: title of leak');
  });

  it.each([
    ['no', 'no'],
    ['I don’t know', 'unknown'],
  ] as const)('hands a measured cause to people when its playbook came back after “%s”', (said, answer) => {
    const findings = [findingOf('tls.expired'), findingOf('net.refused')];
    const player = playing({}, { findings }).user(said, { answer });
    expect(player.run.excluded).toEqual(['certificate']);
    expect(player.at).toBe('triage/people:not-it');
    expect(player.of('escalate')[0]?.summary.en).toBe('title of certificate');
    expect(player.texts.join()).not.toContain('Ruled out');
  });

  it('hands a measured cause over by its own step for people, and goes on there when they give it back', () => {
    const certificate: PlaybookSource = {
      findings: { 'tls.expired': 'strong' },
      steps: {
        ...WORKS,
        human: {
          escalate: { queue: 'certificates', severity: 'P2', summary: both('Expired') },
          on: { returned: 'works' },
        },
      },
    };
    const player = playing({ certificate }, { findings: [findingOf('tls.expired')] }).press('no');
    expect(player.heard).toEqual(['human certificates P2']);
    expect(player.handed().returned().at).toBe('certificate/works');
    expect(player.press('yes').heard).toEqual(['end resolved']);
  });

  it('goes on to another measured cause first', () => {
    const dns: PlaybookSource = { findings: { 'dns.no-such-host': 'strong' }, steps: WORKS };
    const findings = [findingOf('tls.expired'), findingOf('dns.no-such-host', { probe: 'dns' })];
    const player = playing({ dns }, { findings });
    const first = player.run.stack.at(-1)!.playbook;
    player.press('no');
    const second = player.run.stack.at(-1)!.playbook;
    expect(new Set([first, second])).toEqual(new Set(['certificate', 'dns']));
  });

  it('goes on when what was measured is so no more', () => {
    const player = playing({}, { findings: [findingOf('tls.expired')] });
    player.measure([resultOf([findingOf('tls.ok', { severity: 'info' })])], 'late').press('no');
    expect(player.texts[0]).toContain('Ruled out: title of certificate');
    expect(player.at).toBe('triage/seen');
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
    expect(player.at).toBe('triage/people:not-it');
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
    const player = playing({}, { findings: [findingOf('net.refused')] }).press('no');
    expect(player.at).toBe('triage/seen');
    expect(player.texts).toEqual(['Which?']);
  });

  it('never diagnoses into a file that is being walked', () => {
    const certificate: PlaybookSource = {
      findings: { 'auth.rejected': 'strong' },
      steps: { again: { diagnose: {}, on: { undecided: 'end:not-it' } } },
    };
    const player = playing({ certificate }, { findings: [findingOf('auth.rejected')] });
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
