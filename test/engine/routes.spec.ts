import { describe, expect, it } from 'vitest';
import { advance, beginRun, endsOf, targetOf } from '../../src/engine/index.js';
import { both, bundleOf, contextOf, playbookOf } from './_bundle.js';
import type { PlaybookSource } from './_bundle.js';
import { Player } from './_player.js';

describe('the one rule', () => {
  const stepOf = (on: Record<string, string>, last = false) =>
    playbookOf('p', { steps: { a: { say: both('a'), on }, ...(!last && { b: { say: both('b') } }) } })
      .steps[0]!;
  const B = { kind: 'step', step: 'b' } as const;
  const X = { kind: 'end', end: 'x' } as const;

  it('takes the first route in file order that names the outcome, prefixes too', () => {
    const step = stepOf({ 'tls.expired': 'end:x', 'tls.*': 'end:y' });
    expect(targetOf(step, 'tls.expired')).toEqual(X);
    expect(targetOf(step, 'tls.other')).toEqual({ kind: 'end', end: 'y' });
    expect(targetOf(stepOf({ 'tls.*': 'end:x', 'tls.expired': 'end:y' }), 'tls.expired')).toEqual(X);
  });

  it('does not take a prefix for the name itself or a longer word', () => {
    const step = stepOf({ 'tls.*': 'end:x' });
    expect(targetOf(step, 'tls')).toBeUndefined();
    expect(targetOf(step, 'tlsx.a')).toBeUndefined();
  });

  it('covers unnamed outcomes by otherwise, but silent and again', () => {
    const step = stepOf({ otherwise: 'end:x' });
    expect(targetOf(step, 'anything')).toEqual(X);
    expect(targetOf(step, 'next')).toEqual(X);
    expect(targetOf(step, 'silent')).toBeUndefined();
    expect(targetOf(step, 'again')).toBeUndefined();
    expect(targetOf(stepOf({ again: 'end:x', otherwise: 'b' }), 'again')).toEqual(X);
  });

  it.each(['next', 'given', 'done', 'elapsed'])('lets %s fall to the next step', (outcome) => {
    expect(targetOf(stepOf({}), outcome)).toEqual(B);
    expect(targetOf(stepOf({ [outcome]: 'end:x' }), outcome)).toEqual(X);
    expect(targetOf(stepOf({}, true), outcome)).toBeUndefined();
  });

  it('lets nothing else fall', () => {
    expect(targetOf(stepOf({}), 'unknown')).toBeUndefined();
  });
});

describe('an outcome that leads nowhere', () => {
  it('goes to people', () => {
    const player = new Player(bundleOf({ main: { steps: { last: { say: both('bye') } } } }));
    expect(player.heard).toEqual(['last', 'people:stuck desk P3']);
    expect(player.run.waiting?.kind).toBe('handoff');
  });

  it('goes to the file’s own people', () => {
    const steps = {
      a: { check: 'client', on: { missing: 'b' } },
      b: { say: both('b'), on: { other: 'a' } },
    };
    const human = { escalate: { queue: 'mail', severity: 'P1', summary: both('x') }, on: { returned: 'a' } };
    const player = new Player(bundleOf({ main: { steps: { human, ...steps } } }, {}), { playbook: 'main' });
    expect(player.heard).toEqual(['human mail P1']);
    player.returned();
    expect(player.heard).toEqual(['b', 'human mail P1']);
  });
});

describe('at_most', () => {
  const loop: PlaybookSource = {
    steps: {
      q: { confirm: both('Again?'), on: { yes: 'note', otherwise: 'end:no', silent: 'end:x' } },
      note: { say: both('note'), at_most: 2, on: { next: 'q', again: 'end:enough' } },
    },
  };

  it('counts arrivals per problem; the next one yields again', () => {
    const player = new Player(bundleOf({ main: loop }));
    expect(player.press('yes').heard).toEqual(['note', 'q']);
    expect(player.press('yes').heard).toEqual(['note', 'q']);
    expect(player.press('yes').heard).toEqual(['end enough']);
  });

  it('counts across files and frames', () => {
    const bundle = bundleOf({
      main: { steps: { a: { call: 'parts/p', on: { x: 'a', enough: 'end:enough' } } } },
      'parts/p': {
        steps: {
          q: { confirm: both('?'), on: { yes: 'note', otherwise: 'end:x', silent: 'end:x' } },
          note: { say: both('note'), at_most: 1, on: { next: 'end:x', again: 'end:enough' } },
        },
      },
    });
    const player = new Player(bundle).press('yes').press('yes');
    expect(player.heard).toEqual(['end enough']);
  });

  it('goes to people when again leads nowhere', () => {
    const { note, q } = loop.steps;
    const steps = { q: q!, note: { ...note!, on: { next: 'q' }, otherwise: 'end:x' } };
    const player = new Player(bundleOf({ main: { steps } })).press('yes').press('yes').press('yes');
    expect(player.heard).toEqual(['people:stuck desk P3']);
  });
});

describe('frames', () => {
  const ask = {
    confirm: both('?'),
    on: { yes: 'end:resolved', otherwise: 'end:not-it', silent: 'end:assumed' },
  };

  it('a call comes back with the end of the file', () => {
    const bundle = bundleOf({
      main: {
        steps: {
          a: { call: 'parts/p', on: { changed: 'b', otherwise: 'end:x' } },
          b: { say: both('b'), on: { next: 'end:ok' } },
        },
      },
      'parts/p': {
        steps: { q: { ...ask, on: { yes: 'end:changed', otherwise: 'end:same', silent: 'end:same' } } },
      },
    });
    expect(new Player(bundle).press('yes').heard).toEqual(['b', 'end ok']);
    expect(new Player(bundle).press('no').heard).toEqual(['end x']);
  });

  it('playbook: replaces the current file only, the call beneath stays', () => {
    const bundle = bundleOf({
      main: { steps: { a: { call: 'one', on: { resolved: 'end:called', otherwise: 'end:x' } } } },
      one: { steps: { go: { say: both('go'), on: { next: 'playbook:two' } } } },
      two: { steps: { q: ask } },
    });
    const player = new Player(bundle);
    expect(player.run.stack.map((frame) => frame.playbook)).toEqual(['main', 'two']);
    expect(player.press('yes').heard).toEqual(['end called']);
  });

  it('playbook: at the bottom goes and does not come back', () => {
    const bundle = bundleOf({
      main: { steps: { go: { say: both('go'), on: { next: 'playbook:two' } } } },
      two: { steps: { q: ask } },
    });
    const player = new Player(bundle).press('yes');
    expect(player.run.ended).toEqual({ outcome: 'resolved', playbook: 'two' });
    expect(player.run.waiting).toBeUndefined();
  });

  it('end:not-it at the bottom hands over to the default queue, even past the file’s own people', () => {
    const human = { escalate: { queue: 'mail', severity: 'P1', summary: both('x') } };
    const player = new Player(bundleOf({ main: { steps: { q: ask, human } } })).press('no');
    expect(player.heard).toEqual(['people:not-it desk P3']);
    expect(player.of('escalate')[0]?.summary).toEqual(both('title of main'));
    expect(player.handed().returned().heard).toEqual(['end escalated']);
  });

  it('a file that people gave back for good is not handed over again by its caller', () => {
    const bundle = bundleOf({
      main: {
        steps: {
          a: { call: 'one', on: { otherwise: 'human' } },
          human: { escalate: { severity: 'P3', summary: both('x') } },
        },
      },
      one: { steps: { own: { escalate: { severity: 'P2', summary: both('x') } } } },
    });
    const player = new Player(bundle);
    expect(player.heard).toEqual(['own desk P2']);
    expect(player.returned().heard).toEqual(['end escalated']);
  });
});

describe('endsOf', () => {
  it('lists the ends a caller may get', () => {
    const steps = {
      a: { check: 'client', on: { x: 'end:one', missing: 'b', otherwise: 'end:two' } },
      b: { say: both('b'), on: { next: 'end:one' } },
    };
    expect(endsOf(playbookOf('p', { steps }))).toEqual(['one', 'two']);
    expect(endsOf(playbookOf('p', { steps, needs: ['host'] }))).toEqual(['not-it', 'one', 'two']);
  });
});

describe('what can not be walked', () => {
  const start = (bundle: ReturnType<typeof bundleOf>, playbook: string) =>
    advance(
      bundle,
      beginRun({ problem: 'p', bundle: 'hash', playbook, language: 'en', slots: {} }),
      { kind: 'started' },
      contextOf(),
    );

  it('a playbook or step that the bundle does not have', () => {
    expect(() => start(bundleOf({}), 'gone')).toThrow(expect.objectContaining({ code: 'MM_ENGINE_STEP' }));
    const bundle = bundleOf({ main: { steps: { a: { say: both('a'), on: { next: 'gone' } } } } });
    expect(() => start(bundle, 'main')).toThrow(
      expect.objectContaining({ code: 'MM_ENGINE_STEP', facts: { playbook: 'main', step: 'gone' } }),
    );
  });

  it('a cycle without a person or a wait', () => {
    const bundle = bundleOf({ main: { steps: { a: { say: both('a'), on: { next: 'a' } } } } });
    expect(() => start(bundle, 'main')).toThrow(expect.objectContaining({ code: 'MM_ENGINE_LOOP' }));
    const deep = bundleOf({ main: { steps: { a: { call: 'main' } } } });
    expect(() => start(deep, 'main')).toThrow(expect.objectContaining({ code: 'MM_ENGINE_LOOP' }));
  });
});
