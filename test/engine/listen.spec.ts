import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/domain/index.js';
import { advance, beginRun, handedOverBecause } from '../../src/engine/index.js';
import { both, bundleOf, contextOf, findingOf, heardOf, resultOf } from './_bundle.js';
import type { PlaybookSource } from './_bundle.js';
import { Player } from './_player.js';

const HUMAN = { escalate: { queue: 'mail', severity: 'P2', summary: both('x') }, on: { returned: 'q' } };
const MAIN: PlaybookSource = {
  asides: { 'IMAP?': 'glossary:imap' },
  steps: {
    q: {
      ask: both('Go on?'),
      buttons: { go: both('Go'), stop: both('IMAP') },
      on: { go: 'test', stop: 'end:stop', unknown: 'end:x', gave_up: 'end:x' },
    },
    test: { probe: 'tls', with: { host: 'h.example' }, on: { otherwise: 'pause' } },
    pause: { wait: '1h', on: { message: 'works' } },
    works: {
      confirm: both('Works?'),
      on: { yes: 'end:resolved', otherwise: 'end:not-it', silent: 'end:assumed' },
    },
  },
};
const OWN: PlaybookSource = { ...MAIN, steps: { ...MAIN.steps, human: HUMAN } };

const playing = (main = MAIN, start = {}) => new Player(bundleOf({ main }), start);
/** At the question, the measurement, the pause, the confirmation. */
const PLACES: readonly (readonly [string, (main?: PlaybookSource) => Player])[] = [
  ['a question', (main) => playing(main)],
  ['a measurement', (main) => playing(main).press('go')],
  [
    'a pause',
    (main) =>
      playing(main)
        .press('go')
        .measure([resultOf([])]),
  ],
  [
    'a confirmation',
    (main) =>
      playing(main)
        .press('go')
        .measure([resultOf([])])
        .user('hi'),
  ],
];

describe('old tokens', () => {
  it('add their findings and move nothing', () => {
    const player = playing();
    const before = player.run;
    player.measure([resultOf([findingOf('tls.expired')])], 'p1.0');
    expect(player.effects).toEqual([]);
    expect(player.run).toEqual({ ...before, findings: [findingOf('tls.expired')] });
  });

  it.each(PLACES)('move nothing at %s', (_place, at) => {
    const player = at();
    const before = player.run;
    const events: readonly RunEvent[] = [
      { kind: 'started' },
      { kind: 'measured', token: 'p1.0', results: [] },
      { kind: 'elapsed', token: 'p1.0', purpose: 'wait' },
      { kind: 'elapsed', token: 'p1.0', purpose: 'silent' },
      { kind: 'elapsed', token: 'p1.0', purpose: 'idle-remind' },
      { kind: 'elapsed', token: 'p1.0', purpose: 'idle-abandon' },
      { kind: 'handed', token: 'p1.0', reference: 'MM-1' },
      { kind: 'returned', token: 'p1.0' },
      // The right token of another kind of wait.
      { kind: 'handed', token: player.token, reference: 'MM-1' },
    ];
    for (const event of events) {
      player.send(event);
      expect(player.effects).toEqual([]);
      expect(player.run).toEqual(before);
    }
  });

  it('count up within the problem', () => {
    const player = playing();
    expect(player.token).toBe('p1.1');
    expect(player.press('go').token).toBe('p1.2');
    expect(player.measure([resultOf([])]).token).toBe('p1.3');
  });
});

describe('a used button', () => {
  it('moves nothing and says so', () => {
    const player = playing();
    const { token } = player;
    player.press('go', token);
    const before = player.run;
    player.press('go', token);
    expect(player.heard).toEqual(['phrase:button-used']);
    expect(player.run).toEqual(before);
  });

  it('is also one that the open question does not have, and one of a problem that is over', () => {
    expect(playing().press('works').heard).toEqual(['phrase:button-used']);
    const player = playing();
    const { token } = player;
    player.press('stop', token).press('stop', token);
    expect(player.heard).toEqual(['phrase:button-used']);
  });
});

describe('a problem that is over', () => {
  it('hears nothing more', () => {
    const player = playing().press('stop');
    const before = player.run;
    for (const kind of ['started', 'human', 'said'] as const) {
      player.send(
        kind === 'said'
          ? { kind, heard: heardOf('hello') }
          : kind === 'human'
            ? { kind, reason: 'asked' }
            : { kind },
      );
      expect(player.effects).toEqual([]);
      expect(player.run).toEqual(before);
    }
  });
});

describe('the idle rule', () => {
  it('reminds once and abandons later, by the bundle’s settings', () => {
    const player = playing();
    expect(player.of('timer')).toEqual([
      { kind: 'timer', token: 'p1.1', purpose: 'idle-remind', afterMs: 86_400_000, byDay: true },
      { kind: 'timer', token: 'p1.1', purpose: 'idle-abandon', afterMs: 259_200_000, byDay: false },
    ]);
    player.elapse('idle-remind');
    expect(player.heard).toEqual(['phrase:idle-remind']);
    expect(player.token).toBe('p1.1');
    player.elapse('idle-abandon');
    expect(player.heard).toEqual(['end abandoned']);
    expect(player.run.ended).toEqual({ outcome: 'abandoned', playbook: 'main' });
  });

  it('begins anew when the question is asked again', () => {
    const player = playing().user('hm');
    expect(player.of('timer').map((timer) => timer.token)).toEqual(['p1.2', 'p1.2']);
    expect(player.elapse('idle-abandon', 'p1.1').effects).toEqual([]);
  });

  it('gives way to a route for silent', () => {
    const q = { ...MAIN.steps['q']!, on: { ...MAIN.steps['q']!.on, silent: 'end:quiet' } };
    const player = playing({ steps: { ...MAIN.steps, q } });
    expect(player.of('timer').map((timer) => timer.purpose)).toEqual(['silent']);
    expect(player.elapse('silent').heard).toEqual(['end quiet']);
  });
});

describe('a person, please', () => {
  it.each(PLACES)('hands over from %s to the default queue', (_place, at) => {
    const player = at().human();
    expect(player.heard).toEqual(['people:asked desk P3']);
    expect(player.of('escalate')[0]?.step).toBe('main/people:asked');
    expect(player.run.waiting?.kind).toBe('handoff');
    expect(handedOverBecause('main/people:asked')).toBe('asked');
    expect(handedOverBecause('main/human')).toBeUndefined();
  });

  it.each(PLACES)('hands over from %s to the file’s own people', (_place, at) => {
    const player = at(OWN).human();
    expect(player.heard).toEqual(['human mail P2']);
    expect(player.handed().returned().heard).toEqual(['q']);
  });

  it('works by the button too, in every question', () => {
    expect(playing().press('human').heard).toEqual(['people:asked desk P3']);
    const typed = playing({
      steps: { q: { ask: both('?'), into: 'host', accept: 'hostname', otherwise: 'end:x' } },
    });
    expect(typed.press('human').heard).toEqual(['people:asked desk P3']);
    const works = playing()
      .press('go')
      .measure([resultOf([])])
      .user('hi');
    expect(works.press('human').heard).toEqual(['people:asked desk P3']);
  });

  it('never hands over twice', () => {
    const player = playing().human();
    const before = player.run;
    expect(player.human().effects).toEqual([]);
    expect(player.handed().human().effects).toEqual([]);
    expect(player.run.waiting).toEqual(before.waiting);
  });

  it('asks the open question again when people give it back', () => {
    const player = playing().human().handed().returned();
    expect(player.heard).toEqual(['q']);
    expect(player.press('stop').heard).toEqual(['end stop']);
  });

  it('ends as escalated when nothing was open', () => {
    expect(playing().press('go').human().handed().returned().heard).toEqual(['end escalated']);
  });

  it('inside a part takes the people of the file that called it', () => {
    const bundle = bundleOf({
      main: { steps: { a: { call: 'parts/p' }, human: { ...HUMAN, on: {} } } },
      'parts/p': { steps: { q: MAIN.steps['works']! } },
    });
    expect(new Player(bundle).human().heard).toEqual(['human mail P2']);
  });

  it('inside a called file without people of its own takes the default queue', () => {
    const bundle = bundleOf({
      main: { steps: { a: { call: 'other' }, human: { ...HUMAN, on: {} } } },
      other: { steps: { q: MAIN.steps['works']! } },
    });
    expect(new Player(bundle).human().heard).toEqual(['people:asked desk P3']);
  });

  it('is heard even when the file’s own people were reached as often as they may', () => {
    const main = {
      steps: {
        q: OWN.steps['works']!,
        human: { ...HUMAN, at_most: 1, on: { returned: 'q', again: 'end:x' } },
      },
    };
    const player = playing(main).human().returned();
    expect(player.human().heard).toEqual(['people:asked desk P3']);
  });

  it('is heard before the first step', () => {
    const run = beginRun({ problem: 'p', bundle: 'hash', playbook: 'main', language: 'en', slots: {} });
    const moved = advance(bundleOf({ main: MAIN }), run, { kind: 'human', reason: 'stuck' }, contextOf());
    expect(moved.effects).toMatchObject([{ kind: 'escalate', step: 'main/people:stuck' }]);
  });
});

describe('closed', () => {
  it.each(PLACES)('ends the run at %s', (_place, at) => {
    const player = at().send({ kind: 'closed', outcome: 'resolved' });
    expect(player.run.ended).toEqual({ outcome: 'resolved', playbook: 'main' });
    expect(player.run.waiting).toBeUndefined();
    expect(player.heard).toEqual(['end resolved']);
  });
});

describe('another language', () => {
  it('says the open question again in it', () => {
    const player = playing().send({ kind: 'language', language: 'zh' });
    expect(player.texts).toEqual(['Go on?（中）']);
    expect(player.replies[0]?.buttons?.[0]?.label).toBe('Go（中）');
    expect(player.press('go').run.waiting?.kind).toBe('measurement');
  });

  it('keeps count of the misses', () => {
    const player = playing().user('a').user('b').send({ kind: 'language', language: 'zh' }).user('c');
    expect(player.heard).toEqual(['end x']);
  });

  it('is spoken from then on where no question is open', () => {
    const player = playing().press('go').send({ kind: 'language', language: 'zh' });
    expect(player.effects).toEqual([]);
    expect(player.measure([resultOf([])]).user('hi').texts).toEqual(['Works?（中）']);
  });
});

describe('an aside', () => {
  it('has the name that the caller of a part gives it', () => {
    const part: PlaybookSource = {
      steps: { inner: { ask: both('?'), buttons: { a: both('A') }, on: { a: 'end:a' }, otherwise: 'end:a' } },
    };
    const main: PlaybookSource = { ...MAIN, steps: { go: { call: 'parts/p', on: { otherwise: 'end:x' } } } };
    const player = new Player(bundleOf({ main, 'parts/p': part })).user('IMAP?', { asksAbout: 'imap' });
    expect(player.heard).toEqual(['aside:IMAP?', 'inner']);
  });

  it('is answered in place under the file’s own name, then the question is said again', () => {
    const player = playing().user('什么是 IMAP？', { asksAbout: 'imap' });
    expect(player.heard).toEqual(['aside:IMAP?', 'q']);
    expect(player.texts).toEqual(['IMAP is how apps read mail.', 'Go on?']);
    expect(player.press('stop').heard).toEqual(['end stop']);
  });

  it('may be any term of the glossary', () => {
    expect(playing().user('TLS?', { asksAbout: 'tls' }).heard).toEqual(['aside:tls', 'q']);
    expect(playing().user('XYZ?', { asksAbout: 'xyz' }).heard).toEqual(['phrase:not-understood', 'q']);
  });

  it('is not counted as a miss', () => {
    const player = playing();
    for (let turn = 0; turn < 5; turn++) player.user('TLS?', { asksAbout: 'tls' });
    expect(player.heard).toEqual(['aside:tls', 'q']);
  });

  it('is none when the words name a button', () => {
    expect(playing().user('IMAP', { asksAbout: 'imap' }).heard).toEqual(['end stop']);
  });

  it('does not stop a measurement', () => {
    const player = playing().press('go').user('TLS?', { asksAbout: 'tls' });
    expect(player.heard).toEqual(['aside:tls']);
    expect(player.run.waiting?.kind).toBe('measurement');
  });
});
