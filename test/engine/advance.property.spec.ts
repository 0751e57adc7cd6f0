import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Effect, PlaybookRun, QuestionDefinition, RunEvent, Strength } from '../../src/domain/index.js';
import { advance, beginRun } from '../../src/engine/index.js';
import { both, bundleOf, contextOf, findingOf, heardOf, resultOf } from './_bundle.js';

const WORKS = {
  confirm: both('Works?'),
  on: { yes: 'end:resolved', no: 'end:not-it', unknown: 'end:not-it', silent: 'end:assumed' },
};
const HUMAN = { escalate: { queue: 'mail', severity: 'P2', summary: both('{host} {address}') } };

function answer(id: string, says: Readonly<Record<string, Strength>>) {
  return { id, label: both(id), means: both(id), says: new Map(Object.entries(says)) };
}

const QUESTIONS: readonly QuestionDefinition[] = [
  {
    id: 'window',
    text: both('A window?'),
    cost: 0.1,
    probes: [],
    answers: [answer('yes', { certificate: 'medium' }), answer('no', { outage: 'medium' })],
    finds: [],
  },
  {
    id: 'link',
    text: both('…'),
    cost: 0.1,
    measure: 'sign_in',
    probes: [],
    answers: [],
    finds: ['auth.locked'],
  },
];

/** Every verb, frames of every kind, and some outcomes that nobody routed. */
const BUNDLE = bundleOf(
  {
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
          buttons: {
            send: both('Send'),
            receive: both('Receive'),
            paste: both('Paste'),
            other: both('Other'),
          },
          on: { send: 'playbook:settings', receive: 'playbook:deeds', paste: 'paste', other: 'which' },
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
    deeds: {
      needs: ['address'],
      steps: {
        try: {
          sign_in: 'imap',
          progress: both('…'),
          on: { 'auth.*': 'unlock', ok: 'hand', refused: 'later', otherwise: 'several' },
          at_most: 3,
        },
        several: {
          ask: both('Which of them?'),
          into: 'seen',
          several: true,
          buttons: { act: both('Act'), tell: both('Tell'), look: both('Look') },
          on: { act: 'unlock', tell: 'tell', given: 'end:resolved' },
        },
        later: { say: both('not before {retry_after|later}'), on: { next: 'hand' } },
        hand: { give: 'settings', text: both('Settings'), on: { done: 'end:resolved', none: 'tell' } },
        unlock: {
          act: 'unlock',
          confirm_first: both('Unlock?'),
          on: { ok: 'end:resolved', 'not-locked': 'several', otherwise: 'tell' },
          at_most: 3,
        },
        tell: {
          notify: { severity: 'P3', text: both('{host|?}') },
          on: { next: 'several', failed: 'end:x' },
        },
      },
    },
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
  },
  {
    actions: new Map([
      [
        'unlock',
        {
          id: 'unlock',
          label: both('Unlock'),
          changes: true,
          outcomes: ['not-locked'],
          facts: ['unlock.until'],
        },
      ],
    ]),
    questions: new Map(QUESTIONS.map((question) => [question.id, question])),
  },
);

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
    weight: 4,
    arbitrary: bind(
      fc
        .tuple(
          fc.constantFrom('tried', 'tried', 'expired', 'declined', 'refused', 'failed'),
          fc.array(result, { maxLength: 1 }),
        )
        .map(([outcome, results]) => (token) => ({
          kind: 'signed-in',
          token,
          outcome: outcome as 'tried',
          results: outcome === 'tried' ? results : [],
        })),
    ),
  },
  {
    weight: 4,
    arbitrary: bind(
      fc
        .constantFrom('ok', 'not-locked', 'failed', 'unknown', 'none', 'what')
        .map((outcome) => (token) => ({ kind: 'acted', token, outcome, facts: { 'unlock.until': 'x' } })),
    ),
  },
  {
    weight: 2,
    arbitrary: bind(
      fc
        .constantFrom('sent', 'failed')
        .map((outcome) => (token) => ({ kind: 'notified', token, outcome: outcome as 'sent' })),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('zh', 'en')
      .map((language) => () => ({ kind: 'language', language: language as 'zh' }) as const),
  },
  { weight: 1, arbitrary: fc.constant(() => ({ kind: 'human', reason: 'asked' }) as const) },
  { weight: 1, arbitrary: fc.constant(() => ({ kind: 'started' }) as const) },
);

const CONTEXT = contextOf({
  person: { address: 'a@qq.com', verified: true, role: 'employee', timeZone: 'Asia/Shanghai' },
});

/** `asked`: everything that `diagnose` could ask is behind. */
function begin(start: string): PlaybookRun {
  const [playbook = '', asked] = start.split(' ');
  const slots: PlaybookRun['slots'] =
    playbook === 'deeds' ? { address: { value: 'a@qq.com', source: 'profile' } } : {};
  const run = beginRun({ problem: 'p1', bundle: 'hash', playbook, language: 'en', slots });
  return asked ? { ...run, answers: { window: 'unknown', link: 'failed' } } : run;
}

/** What the world does for the run, which waits for it. */
const DEEDS = new Set(['probe', 'escalate', 'sign-in', 'act', 'notify']);

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
    if (DEEDS.has(effect.kind)) expect('token' in effect && effect.token).toBe(run.waiting?.token);
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
        fc.constantFrom(
          'triage',
          'triage asked',
          'triage asked',
          'triage asked',
          'deeds',
          'deeds',
          'certificate',
          'settings',
          'outage',
        ),
        fc.array(event, { minLength: 10, maxLength: 40 }),
        (playbook, drafts) => {
          let moved = advance(BUNDLE, begin(playbook), { kind: 'started' }, CONTEXT);
          expectSound(moved.run, moved.effects);
          for (const draft of drafts) {
            const before = moved.run;
            const happened = draft(before);
            moved = advance(BUNDLE, before, happened, CONTEXT);
            expectSound(moved.run, moved.effects);
            expect(advance(BUNDLE, before, happened, CONTEXT)).toEqual(moved);
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
        'triage/find',
        'deeds/several',
        'deeds/try',
        'deeds/unlock',
        'deeds/tell',
      ]),
    );
  });

  it('a person who asks for people always gets there', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 15 }), (drafts) => {
        let { run } = advance(BUNDLE, begin('triage'), { kind: 'started' }, CONTEXT);
        for (const draft of drafts) run = advance(BUNDLE, run, draft(run), CONTEXT).run;
        run = advance(BUNDLE, run, { kind: 'human', reason: 'asked' }, CONTEXT).run;
        expect(run.ended !== undefined || run.waiting?.kind === 'handoff').toBe(true);
      }),
      { numRuns: 150, seed: 20260302 },
    );
  });
});
