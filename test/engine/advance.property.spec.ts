import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Effect, PlaybookRun, RunEvent } from '../../src/domain/index.js';
import { advance, beginRun } from '../../src/engine/index.js';
import { both, bundleOf, contextOf, findingOf, heardOf, resultOf } from './_bundle.js';

const WORKS = {
  confirm: both('Works?'),
  on: { yes: 'end:resolved', no: 'end:not-it', unknown: 'end:not-it', silent: 'end:assumed' },
};
const HUMAN = { escalate: { queue: 'mail', severity: 'P2', summary: both('{host} {address}') } };

/** Every verb, frames of every kind, and some outcomes that nobody routed. */
const BUNDLE = bundleOf({
  triage: {
    needs: ['address'],
    asides: { imap: 'glossary:imap' },
    steps: {
      look: {
        probe: ['discover', 'tls'],
        with: { address: '{address}' },
        progress: both('…'),
        on: { failed: 'say', otherwise: 'find' },
      },
      say: { say: both('Not measured: {host|?}') },
      find: { diagnose: {}, on: { undecided: 'seen' } },
      seen: {
        ask: both('What do you see?'),
        buttons: { send: both('Send'), receive: both('Receive'), paste: both('Paste'), other: both('Other') },
        on: { send: 'playbook:settings', receive: 'look', paste: 'paste', other: 'which' },
      },
      paste: {
        ask: both('Paste it'),
        into: 'error',
        accept: 'error',
        on: { 'auth.*': 'playbook:certificate', given: 'which' },
      },
      which: {
        ask: both('App?'),
        into: 'client',
        from: 'clients',
        on: { given: 'route' },
        otherwise: 'guide',
      },
      route: { check: 'provider.id', on: { qq: 'guide', missing: 'human' } },
      guide: { guide: 'provider/code', on: { done: 'works', stuck: 'human', none: 'find' }, at_most: 2 },
      works: WORKS,
      human: { ...HUMAN, on: { returned: 'works' } },
    },
  },
  certificate: {
    findings: { 'tls.expired': 'strong', 'net.refused': 'weak' },
    needs: ['host'],
    steps: {
      known: {
        check: 'finding',
        on: { 'tls.expired': 'pause', 'net.*': 'playbook:outage', missing: 'settings' },
      },
      pause: {
        wait: '2h',
        announce: both('a'),
        remind: both('r'),
        at_most: 2,
        on: { message: 'test', again: 'human' },
      },
      test: { probe: 'tls', fresh: true, with: { host: '{host}' }, on: { 'tls.*': 'pause', ok: 'works' } },
      settings: { call: 'settings', on: { changed: 'works', otherwise: 'human' } },
      works: WORKS,
      human: HUMAN,
    },
  },
  outage: { findings: { 'net.refused': 'strong' }, steps: { works: WORKS, bye: { say: both('bye') } } },
  settings: {
    steps: {
      host: {
        ask: both('Host?'),
        into: 'host',
        accept: 'hostname',
        on: { given: 'same', gave_up: 'end:not-it' },
      },
      same: {
        ask: both('Same?'),
        buttons: { changed: both('Changed'), no: both('No') },
        on: { changed: 'end:changed', no: 'host', silent: 'end:quiet' },
      },
    },
  },
});

const CODES = [
  'tls.expired',
  'tls.ok',
  'net.refused',
  'net.connected',
  'discover.nothing',
  'imap.bye',
  'auth.locked',
];
/** An event that may depend on what the run waits for. */
type Draft = (run: PlaybookRun) => RunEvent;
/** Mostly the open token, else an old one or one of nowhere. */
const bind = (make: fc.Arbitrary<(token: string, run: PlaybookRun) => RunEvent>): fc.Arbitrary<Draft> =>
  fc.tuple(make, fc.constantFrom('open', 'open', 'open', 'open', 'p1.1', 'elsewhere.9')).map(
    ([event, token]) =>
      (run) =>
        event(token === 'open' ? (run.waiting?.token ?? 'none') : token, run),
  );

/** One of the open buttons, or one that no question has. */
const press = fc.nat(6).map((index) => (token: string, run: PlaybookRun): RunEvent => {
  const open = run.waiting?.buttons.filter((button) => button !== 'human' || index > 5) ?? [];
  return { kind: 'pressed', token, button: open[index % (open.length + 1)] ?? 'no-such-button' };
});

const heard = fc
  .record({
    text: fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.constantFrom('Send', 'It works', 'Changed', '{host} **x**'),
    ),
    answer: fc.constantFrom('yes', 'no', 'unknown', undefined, undefined, undefined),
    entity: fc.constantFrom(
      { kind: 'email', value: 'a@qq.com' },
      { kind: 'email', value: 'b@corp.example' },
      { kind: 'hostname', value: 'imap.corp.example' },
      { kind: 'hostname', value: 'mail.other.example' },
      { kind: 'client', value: 'outlook' },
      { kind: 'error', value: 'auth.rejected' },
      { kind: 'port', value: '993' },
      undefined,
      undefined,
    ),
    asksAbout: fc.constantFrom('imap', 'no-such-term', undefined, undefined, undefined),
  })
  .map(({ text, answer, entity, asksAbout }) =>
    heardOf(text, {
      ...(answer && { answer: answer as 'yes' }),
      ...(entity && { entities: [entity as { kind: 'email'; value: string }] }),
      ...(asksAbout && { asksAbout }),
    }),
  );

const result = fc
  .record({
    codes: fc.subarray(CODES, { maxLength: 3 }),
    status: fc.constantFrom('measured', 'measured', 'measured', 'failed', 'refused'),
    target: fc.constantFrom('imap.corp.example:993', 'corp.example', 'qq.com'),
    probe: fc.constantFrom('tls', 'discover'),
  })
  .map(({ codes, status, target, probe }) => {
    const findings = codes.map((code) =>
      findingOf(code, { target, probe, severity: /ok|connected/u.test(code) ? 'info' : 'critical' }),
    );
    const mailbox = {
      address: 'b@corp.example',
      domain: 'corp.example',
      servers: [{ protocol: 'imap', host: 'imap.corp.example', port: 993, tls: 'implicit', source: 'srv' }],
    } as const;
    return resultOf(findings, {
      target,
      probe,
      status: status as 'measured',
      ...(probe === 'discover' && { mailbox }),
    });
  });

const event: fc.Arbitrary<Draft> = fc.oneof(
  { weight: 6, arbitrary: heard.map((said) => () => ({ kind: 'said', heard: said }) as const) },
  {
    weight: 6,
    arbitrary: bind(press),
  },
  {
    weight: 6,
    arbitrary: bind(
      fc.array(result, { maxLength: 3 }).map((results) => (token) => ({ kind: 'measured', token, results })),
    ),
  },
  {
    weight: 4,
    arbitrary: bind(
      fc
        .constantFrom(
          'wait',
          'wait',
          'wait',
          'silent',
          'idle-remind',
          'idle-remind',
          'idle-remind',
          'idle-abandon',
        )
        .map((purpose) => (token) => ({ kind: 'elapsed', token, purpose: purpose as 'wait' })),
    ),
  },
  {
    weight: 1,
    arbitrary: bind(fc.constant((token: string) => ({ kind: 'handed', token, reference: 'MM-1' }))),
  },
  { weight: 2, arbitrary: bind(fc.constant((token: string) => ({ kind: 'returned', token }))) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('zh', 'en')
      .map((language) => () => ({ kind: 'language', language: language as 'zh' }) as const),
  },
  { weight: 1, arbitrary: fc.constant(() => ({ kind: 'human', reason: 'asked' }) as const) },
  { weight: 1, arbitrary: fc.constant(() => ({ kind: 'started' }) as const) },
);

function begin(playbook: string): PlaybookRun {
  return beginRun({ problem: 'p1', bundle: 'hash', playbook, language: 'en', slots: {} });
}

/** The invariants of every run between turns. */
function expectSound(run: PlaybookRun, effects: readonly Effect[]): void {
  expect(run.waiting === undefined).toBe(run.ended !== undefined);
  expect(run.stack.length).toBeGreaterThan(0);
  expect(JSON.parse(JSON.stringify(run))).toEqual(run);
  const question = effects.findLast((effect) => effect.kind === 'say' && effect.reply.buttons !== undefined);
  if (question?.kind === 'say' && run.waiting?.kind === 'question') {
    expect(question.reply.buttons?.map((button) => button.press)).toContain(`${run.waiting.token}:human`);
  }
  for (const effect of effects) {
    if (effect.kind === 'probe' || effect.kind === 'escalate') expect(effect.token).toBe(run.waiting?.token);
    if (effect.kind === 'timer') expect(effect.token).toBe(run.waiting?.token);
    if (effect.kind === 'say') expect(effect.reply.text).not.toBe('');
  }
  if (run.ended) expect(effects.filter((effect) => effect.kind === 'end').length).toBeLessThanOrEqual(1);
}

describe('advance', () => {
  it('whatever happens, never throws, and leaves a run that waits or has ended', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.constantFrom('triage', 'triage', 'triage', 'certificate', 'settings', 'outage'),
        fc.array(event, { minLength: 10, maxLength: 40 }),
        (playbook, drafts) => {
          let moved = advance(BUNDLE, begin(playbook), { kind: 'started' }, contextOf());
          expectSound(moved.run, moved.effects);
          for (const draft of drafts) {
            const before = moved.run;
            const happened = draft(before);
            moved = advance(BUNDLE, before, happened, contextOf());
            expectSound(moved.run, moved.effects);
            expect(advance(BUNDLE, before, happened, contextOf())).toEqual(moved);
            if (before.ended) expect(moved.run).toEqual(before);
            const frame = moved.run.stack.at(-1);
            seen.add(`${frame?.playbook ?? ''}/${frame?.step ?? ''}`);
          }
        },
      ),
      { numRuns: 800, seed: 20260302 },
    );
    // The walk is worth something only if it gets around.
    expect([...seen]).toEqual(
      expect.arrayContaining([
        'triage/look',
        'triage/seen',
        'triage/paste',
        'triage/works',
        'certificate/pause',
        'certificate/test',
        'outage/works',
        'settings/same',
        'parts/ask-host/host',
        'triage/human',
      ]),
    );
  });

  it('a person who asks for people always gets there', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 15 }), (drafts) => {
        let { run } = advance(BUNDLE, begin('triage'), { kind: 'started' }, contextOf());
        for (const draft of drafts) run = advance(BUNDLE, run, draft(run), contextOf()).run;
        run = advance(BUNDLE, run, { kind: 'human', reason: 'asked' }, contextOf()).run;
        expect(run.ended !== undefined || run.waiting?.kind === 'handoff').toBe(true);
      }),
      { numRuns: 150, seed: 20260302 },
    );
  });
});
