import { describe, expect, it } from 'vitest';
import { both, bundleOf, email, findingOf } from '../_bundle.js';
import type { PlaybookSource } from '../_bundle.js';
import { Player } from '../_player.js';
import { VERBS } from '../../../src/engine/index.js';

const END = { say: both('end'), on: { next: 'end:resolved' } };

function playing(step: Record<string, unknown>, more: PlaybookSource['steps'] = {}, start = {}) {
  return new Player(bundleOf({ main: { steps: { q: step, below: END, ...more } } }), start);
}

const TWO = {
  ask: both('Tell IT?'),
  buttons: { report: { zh: '通知 IT', en: 'Tell IT' }, later: { zh: '先不用', en: 'Not now' } },
  on: { report: 'end:report', later: 'end:later', unknown: 'end:unknown', gave_up: 'end:gave_up' },
};
const ADDRESS = {
  ask: both('Which address?'),
  into: 'address',
  accept: 'email',
  retry: both('Has an @'),
  on: { given: 'end:given', unknown: 'end:unknown', gave_up: 'end:gave_up' },
};

describe('ask with buttons', () => {
  it('shows its buttons and the way to a person, with tokens of this wait', () => {
    const player = playing(TWO);
    expect(player.heard).toEqual(['q']);
    expect(player.replies[0]?.buttons).toEqual([
      { id: 'report', label: 'Tell IT', press: 'p1.1:report' },
      { id: 'later', label: 'Not now', press: 'p1.1:later' },
      { id: 'human', label: '[talk-to-person]', press: 'p1.1:human' },
    ]);
    expect(player.run.waiting).toEqual({
      token: 'p1.1',
      kind: 'question',
      buttons: ['report', 'later', 'human'],
    });
  });

  it('yields the pressed button', () => {
    expect(playing(TWO).press('later').heard).toEqual(['end later']);
  });

  it.each(['Tell IT', ' tell it. ', '通知IT', '通知 IT！', 'report'])('takes “%s” for the button', (text) => {
    expect(playing(TWO).user(text).heard).toEqual(['end report']);
  });

  it('does not press a button whose label is only part of what was said', () => {
    expect(playing(TWO).user("don't tell IT").heard).toEqual(['phrase:not-understood', 'q']);
  });

  it('yields unknown for “I don’t know”', () => {
    expect(playing(TWO).user('no idea', { answer: 'unknown' }).heard).toEqual(['end unknown']);
  });

  it('asks again twice, then gives up', () => {
    const player = playing(TWO);
    expect(player.user('hm').heard).toEqual(['phrase:not-understood', 'q']);
    expect(player.user('hm').heard).toEqual(['phrase:not-understood', 'q']);
    expect(player.user('hm').heard).toEqual(['end gave_up']);
  });

  it('goes to people when giving up leads nowhere', () => {
    const player = playing({ ...TWO, on: { report: 'below', later: 'below', unknown: 'below' } });
    player.user('a').user('b').user('c');
    expect(player.heard).toEqual(['people:stuck desk P3']);
  });

  it('keeps the button in a slot and yields given when no route names it', () => {
    const player = playing({
      ...TWO,
      into: 'since',
      on: { report: 'end:report', unknown: 'below', gave_up: 'below' },
    });
    player.press('later');
    expect(player.heard).toEqual(['below', 'end resolved']);
    expect(player.run.slots['since']).toEqual({ value: 'later', source: 'question' });
  });

  it('yields the button of a known slot without asking', () => {
    const step = { ...TWO, into: 'since', on: { report: 'end:report', unknown: 'below', gave_up: 'below' } };
    expect(playing(step, {}, { slots: { since: 'report' } }).heard).toEqual(['end report']);
    expect(playing(step, {}, { slots: { since: 'later' } }).heard).toEqual(['below', 'end resolved']);
  });

  it('takes yes and no in any words for the buttons that mean them', () => {
    const buttons = {
      report: { ...TWO.buttons.report, means: 'yes' },
      later: { ...TWO.buttons.later, means: 'no' },
    };
    const heard = (text: string, answer: 'yes' | 'no') =>
      playing({ ...TWO, buttons })
        .user(text, { answer })
        .heard.at(-1);

    expect(heard('好的', 'yes')).toBe('end report');
    expect(heard('no thanks', 'no')).toBe('end later');
    // That mail arrives again is no order to tell IT.
    expect(heard('能收了', 'yes')).not.toBe('end report');
  });

  it('refuses two buttons that mean the same', () => {
    const both = { zh: '好', en: 'Yes', means: 'yes' };
    const buttons = new Map<string, object>([
      ['report', both],
      ['yes', { ...both, means: undefined }],
    ]);
    expect(VERBS.get('ask')?.schema.safeParse({ ...TWO, on: undefined, buttons }).success).toBe(false);
  });

  it('takes yes and no in any words for buttons of these names', () => {
    const step = {
      ask: both('On?'),
      buttons: { yes: { zh: '开了', en: 'It is on' }, no: { zh: '没开', en: 'It is off' } },
      on: { yes: 'end:on', no: 'end:off', unknown: 'below', gave_up: 'below' },
    };
    expect(playing(step).user('yep', { answer: 'yes' }).heard).toEqual(['end on']);
  });
});

describe('ask with choices', () => {
  const choices = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((id) => [id, both(`choice ${id}`)]));

  it('shows them as a menu and takes press and words', () => {
    const step = { ask: both('Which?'), choices, otherwise: 'below', on: { c: 'end:c' } };
    const player = playing(step);
    expect(player.replies[0]?.choices?.map((choice) => choice.id)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(player.replies[0]?.buttons?.map((button) => button.id)).toEqual(['human']);
    expect(playing(step).press('c').heard).toEqual(['end c']);
    expect(playing(step).user('Choice C').heard).toEqual(['end c']);
    expect(playing(step).press('a').heard).toEqual(['below', 'end resolved']);
  });

  it.each([{ from: 'clients' }, { choices: { from: 'clients' } }])(
    'offers the mail apps of the bundle',
    (source) => {
      const step = {
        ask: both('Which app?'),
        into: 'client',
        ...source,
        on: { unknown: 'below', gave_up: 'below' },
      };
      const player = playing(step);
      expect(player.replies[0]?.choices).toEqual([
        { id: 'outlook', label: 'Outlook', press: 'p1.1:outlook' },
      ]);
      player.user('I use outlook 2019', { entities: [{ kind: 'client', value: 'outlook' }] });
      expect(player.slot('client')).toBe('outlook');
      expect(player.heard).toEqual(['below', 'end resolved']);
    },
  );

  it('does not ask for a provider that the address tells', () => {
    const step = {
      ask: both('Which?'),
      into: 'provider',
      from: 'providers',
      on: { unknown: 'below', gave_up: 'below' },
    };
    expect(playing(step, {}, { slots: { address: 'li@qq.com' } }).heard).toEqual(['below', 'end resolved']);
  });
});

describe('ask for free text', () => {
  it('keeps what it accepts', () => {
    const player = playing(ADDRESS).user('it is li@corp.example', { entities: [email('li@corp.example')] });
    expect(player.heard).toEqual(['end given']);
    expect(player.run.slots['address']).toEqual({ value: 'li@corp.example', source: 'question' });
  });

  it('says its retry text twice, then gives up', () => {
    const player = playing(ADDRESS);
    player.user('mine');
    expect(player.heard).toEqual(['retry']);
    expect(player.texts).toEqual(['Has an @']);
    expect(player.user('mine').heard).toEqual(['retry']);
    expect(player.user('mine').heard).toEqual(['end gave_up']);
  });

  it('says the bundle’s own retry phrase when the step has none', () => {
    const step = { ...ADDRESS, retry: undefined };
    expect(playing(step).user('mine').texts).toEqual(['[retry]']);
  });

  it('does not ask for what is known, but asks when reached again', () => {
    const bundle = bundleOf({
      main: {
        steps: {
          q: { ...ADDRESS, on: { given: 'ok', unknown: 'end:unknown', gave_up: 'end:gave_up' } },
          ok: { confirm: both('Works?'), on: { yes: 'end:resolved', otherwise: 'q', silent: 'end:assumed' } },
        },
      },
    });
    const player = new Player(bundle, { slots: { address: 'a@corp.example' } });
    expect(player.heard).toEqual(['ok']);
    player.press('no');
    expect(player.heard).toEqual(['q']);
    expect(player.slot('address')).toBeUndefined();
    expect(player.user('b@corp.example', { entities: [email('b@corp.example')] }).heard).toEqual(['ok']);
  });

  it.each([
    ['port', '993', [{ kind: 'port', value: '993' }], '993'],
    ['port', '993', [], '993'],
    ['port', '70000', [], undefined],
    ['number', '3', [{ kind: 'number', value: '3' }], '3'],
    ['date', 'yesterday', [{ kind: 'date', value: '2026-03-01' }], '2026-03-01'],
    [
      'hostname',
      'imap.corp.example',
      [{ kind: 'hostname', value: 'imap.corp.example' }],
      'imap.corp.example',
    ],
    ['hostname', 'the usual', [], undefined],
    ['regex:[A-Z]{2}\\d{4}', 'AB1234', [], 'AB1234'],
    ['regex:[A-Z]{2}\\d{4}', 'x AB1234', [], undefined],
  ] as const)('accepts %s: “%s”', (accept, text, entities, value) => {
    const step = { ask: both('?'), into: 'since', accept, on: { unknown: 'below', gave_up: 'below' } };
    const player = playing(step).user(text, { entities });
    expect(player.slot('since')).toBe(value);
    expect(player.run.ended !== undefined).toBe(value !== undefined);
  });

  it('takes any words where nothing is said about them', () => {
    const step = { ask: both('?'), into: 'error', on: { unknown: 'below', gave_up: 'below' } };
    expect(playing(step).user('a red window').slot('error')).toBe('a red window');
    expect(playing(step).user('   ').heard).toEqual(['retry']);
  });

  it('takes a free answer beside its buttons', () => {
    const step = {
      ...TWO,
      into: 'host',
      accept: 'hostname',
      on: { report: 'end:report', unknown: 'below', gave_up: 'below' },
    };
    expect(playing(step).press('report').heard).toEqual(['end report']);
    const typed = playing(step).user('x.example', { entities: [{ kind: 'hostname', value: 'x.example' }] });
    expect(typed.slot('host')).toBe('x.example');
  });
});

describe('ask for an error text', () => {
  const ERROR = {
    ask: both('Paste it'),
    into: 'error',
    accept: 'error',
    on: { 'auth.*': 'end:auth', unknown: 'below', gave_up: 'below' },
  };

  it('yields a finding that the reading of the message found', () => {
    const player = playing(ERROR).user('535', { entities: [{ kind: 'error', value: 'auth.locked' }] });
    expect(player.heard).toEqual(['end auth']);
    expect(player.run.findings).toMatchObject([{ code: 'auth.locked', seenFrom: 'person' }]);
  });

  it('yields a refusal that a provider file knows', () => {
    const player = playing(ERROR).user('LOGIN Fail. please USING authorized code, see help');
    expect(player.heard).toEqual(['end auth']);
    expect(player.run.findings.map((finding) => finding.code)).toEqual(['auth.app-password-needed']);
  });

  it('reads codes and words that no provider file knows, with the weight that the finding has', () => {
    const player = playing(ERROR).user('535 5.7.8 Error: authentication failed');
    expect(player.run.findings).toMatchObject([
      {
        code: 'auth.rejected',
        severity: 'warning',
        evidence: [{ value: '535 5.7.8 Error: authentication failed' }],
      },
    ]);
  });

  it('takes a text that is pasted later for the one before', () => {
    const step = { ...ERROR, on: { ...ERROR.on, 'auth.*': 'below' } };
    const player = playing(step, {}, {});
    player.user('password has expired');
    expect(player.run.findings.map((finding) => finding.code)).toEqual(['auth.expired']);
    const again = playing(step, {}, { findings: player.run.findings });
    again.user('account is locked');
    expect(again.run.findings.map((finding) => finding.code)).toEqual(['auth.locked']);
  });

  it('keeps a text that it cannot read', () => {
    const player = playing(ERROR).user('0x800CCC0E something');
    expect(player.heard).toEqual(['below', 'end resolved']);
    expect(player.slot('error')).toBe('0x800CCC0E something');
  });

  it('routes nothing that was guessed, or that only a measurement has the facts of', () => {
    const on = { ...ERROR.on, 'net.*': 'end:net', 'tls.*': 'end:tls', 'client.*': 'end:client' };
    const read = playing({ ...ERROR, on }).user('CERT_HAS_EXPIRED');
    expect(read.run.findings).toMatchObject([{ code: 'tls.expired', confidence: 'high' }]);
    expect(read.heard).toEqual(['below', 'end resolved']);
    const guessed = playing({ ...ERROR, on }).user('the connection was lost');
    expect(guessed.run.findings).toMatchObject([{ code: 'client.connection-lost', confidence: 'low' }]);
    expect(guessed.heard).toEqual(['below', 'end resolved']);
    expect(playing({ ...ERROR, on }).user('syntax error').heard).toEqual(['end client']);
  });

  it('keeps findings of other codes apart when a newer text is pasted', () => {
    const player = playing(ERROR, {}, { findings: [findingOf('tls.expired')] });
    player.user('535', { entities: [{ kind: 'error', value: 'auth.locked' }] });
    expect(player.run.findings.map((finding) => finding.code)).toEqual(['tls.expired', 'auth.locked']);
  });
});

describe('the schema of ask', () => {
  const { schema } = VERBS.get('ask')!;
  const texts = both('?');
  const pathOf = (options: unknown) => schema.safeParse(options).error?.issues[0]?.path;

  it.each([
    ['nothing to answer', { ask: texts }],
    ['five buttons', { ask: texts, buttons: Object.fromEntries('abcde'.split('').map((id) => [id, texts])) }],
    ['buttons and choices', { ask: texts, buttons: { a: texts }, choices: { b: texts } }],
    ['an unknown key', { ask: texts, into: 'a', colour: 'red' }],
    ['a missing language', { ask: { zh: '？' }, into: 'a' }],
    ['the engine’s own button', { ask: texts, buttons: { human: texts } }],
    ['a source without a slot', { ask: texts, from: 'clients' }],
    ['an unknown kind', { ask: texts, into: 'a', accept: 'colour' }],
    ['a pattern that can be made slow', { ask: texts, into: 'a', accept: 'regex:(a+)+' }],
  ])('refuses %s', (_name, options) => {
    expect(schema.safeParse(options).success).toBe(false);
  });

  it('says where the mistake is', () => {
    expect(pathOf({ ask: texts, buttons: { report: { zh: '通知' } } })).toEqual(['buttons', 'report', 'en']);
  });

  it('takes maps without a prototype and Map, which keeps the order of integer-like keys', () => {
    const bare = Object.assign(Object.create(null) as object, { ask: texts, buttons: { a: texts } });
    expect(schema.safeParse(bare).success).toBe(true);
    const ordered = schema.parse({
      ask: texts,
      buttons: new Map<string, unknown>([
        ['qq', texts],
        ['163', new Map(Object.entries(texts))],
      ]),
    });
    expect([...(ordered as { buttons: Map<string, unknown> }).buttons.keys()]).toEqual(['qq', '163']);
  });

  it('tells outcomes, texts and slots', () => {
    const verb = VERBS.get('ask')!;
    const plain = schema.parse(TWO_OPTIONS);
    expect(verb.outcomes(plain)).toMatchObject({
      named: ['report', 'unknown', 'gave_up'],
      optional: ['silent'],
    });
    const kept = schema.parse({ ...TWO_OPTIONS, into: 'since' });
    expect(verb.outcomes(kept)).toMatchObject({
      named: ['unknown', 'gave_up'],
      fallThrough: 'given',
      optional: ['report', 'silent'],
    });
    expect(verb.outcomes(schema.parse({ ask: texts, into: 'client', from: 'clients' }))).toMatchObject({
      idsOf: 'clients',
    });
    expect(verb.texts(plain).map((text) => text.path)).toEqual(['ask', 'buttons.report']);
    expect(verb.mentions(kept).setsSlots).toEqual(['since']);
  });
});

const TWO_OPTIONS = { ask: both('?'), buttons: { report: both('Tell IT') } };
