import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QuestionDefinition, Strength } from '../../../src/domain/index.js';
import { diagnosisInputOf } from '../../../src/engine/index.js';
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
const CAUSES: Readonly<Record<string, PlaybookSource>> = {
  cache: { intent: 'cache', findings: { 'auth.rejected': 'weak' }, steps: WORKS },
  locked: { intent: 'locked', findings: { 'auth.locked': 'strong' }, steps: WORKS },
  outage: { intent: 'outage', findings: { 'net.refused': 'strong' }, steps: WORKS },
  forgot: { intent: 'forgot', steps: WORKS },
};

type Says = Readonly<Record<string, Strength>>;

function question(
  id: string,
  answers: Readonly<Record<string, Says>>,
  change: Partial<QuestionDefinition> = {},
): QuestionDefinition {
  return {
    id,
    text: both(`${id}?`),
    cost: 0.1,
    probes: [],
    answers: Object.entries(answers).map(([name, says]) => ({
      id: name,
      label: both(name),
      means: both(`because ${name}`),
      says: new Map(Object.entries(says)),
    })),
    finds: [],
    ...change,
  };
}

const WEBMAIL = question(
  'webmail',
  {
    works: { cache: 'strong', locked: 'against', forgot: 'against', outage: 'against' },
    refused: { locked: 'strong', forgot: 'medium', cache: 'against', outage: 'against' },
  },
  { into: 'webmail' },
);
const TRIES = question('tries', { many: { locked: 'strong' }, few: { locked: 'against' } });
const FAINT = question('faint', { yes: { forgot: 'weak' }, no: {} });
const SIGN_IN = question(
  'sign-in',
  {},
  {
    measure: 'sign_in',
    text: both('Preparing…'),
    finds: ['auth.locked', 'auth.rejected'],
  },
);
const PASTE = question(
  'paste',
  { none: {} },
  { measure: 'paste-error', into: 'error', finds: ['auth.locked'] },
);
const LOOK = question(
  'look',
  {},
  { measure: 'probe', probes: ['tls'], finds: ['net.refused', 'net.connected'] },
);

function playing(
  questions: readonly QuestionDefinition[],
  start: Start = {},
  diagnose: object = {},
  routes: Readonly<Record<string, string>> = {},
) {
  const triage: PlaybookSource = {
    steps: {
      find: { diagnose, on: { undecided: 'seen', ...routes } },
      seen: { ask: both('Which?'), buttons: { a: both('A') }, on: { a: 'end:seen', otherwise: 'end:seen' } },
    },
  };
  const bundle = bundleOf(
    { triage, ...CAUSES },
    { questions: new Map(questions.map((one) => [one.id, one])) },
  );
  return new Player(bundle, { playbook: 'triage', ...start });
}

describe('diagnose asks', () => {
  it('the best question with its buttons, and goes to the cause that the answers settle', () => {
    const player = playing([FAINT, WEBMAIL, TRIES]);
    expect(player.heard).toEqual(['question:webmail']);
    expect(player.texts).toEqual(['webmail?']);
    expect(player.replies[0]?.buttons?.map((button) => button.id)).toEqual(['works', 'refused', 'human']);
    player.press('works');
    expect(player.heard).toEqual(['phrase:diagnosis-likely', 'works']);
    expect(player.texts[0]).toBe('Likely title of cache: because works');
    expect(player.replies[0]?.differential?.[0]).toMatchObject({
      cause: 'cache',
      because: ['because works'],
    });
    expect(player.run.answers).toEqual({ webmail: 'works' });
    expect(player.slot('webmail')).toBe('works');
  });

  it('understands the label in words of any language', () => {
    expect(playing([WEBMAIL]).user('works（中）').at).toBe('cache/works');
  });

  it('goes on from “I don’t know” and never asks the same again', () => {
    const player = playing([WEBMAIL, TRIES]).user('dunno', { answer: 'unknown' });
    expect(player.heard).toEqual(['question:tries']);
    player.user('dunno', { answer: 'unknown' });
    expect(player.heard).toEqual(['seen']);
    expect(player.run.answers).toEqual({ webmail: 'unknown', tries: 'unknown' });
  });

  it('asks again twice, then people take it, or the route of `gave_up`', () => {
    const player = playing([WEBMAIL]).user('purple');
    expect(player.heard).toEqual(['phrase:not-understood', 'question:webmail']);
    expect(player.user('green').user('red').run.waiting?.kind).toBe('handoff');
    const routed = playing([WEBMAIL], {}, {}, { gave_up: 'seen' }).user('a').user('b').user('c');
    expect(routed.heard).toEqual(['seen']);
  });

  it('not what a slot knows, which counts as its answer', () => {
    const player = playing([WEBMAIL], { slots: { webmail: 'works' } });
    expect(player.at).toBe('cache/works');
  });

  it('what the slot says now, not what was answered before', () => {
    const player = playing([WEBMAIL]);
    const run = {
      ...player.run,
      answers: { webmail: 'works' },
      slots: { webmail: { value: 'refused', source: 'question' } as const },
    };
    const bundle = bundleOf(CAUSES, { questions: new Map([['webmail', WEBMAIL]]) });
    expect(diagnosisInputOf(bundle, run).answers).toMatchObject([{ answer: 'refused' }]);
    expect(diagnosisInputOf(bundle, { ...run, slots: {} }).answers).toMatchObject([{ answer: 'works' }]);
  });

  it('at most as often as it may', () => {
    const many = Array.from({ length: 8 }, (_, at) =>
      question(`q${at}`, { yes: { forgot: 'weak' }, no: { cache: 'weak' } }, { cost: 0.001 }),
    );
    const ask = (limit: object) => {
      const player = playing(many, {}, limit);
      let asked = 0;
      while (player.heard.at(-1)?.startsWith('question:')) {
        asked++;
        player.user('dunno', { answer: 'unknown' });
      }
      return asked;
    };
    expect(ask({})).toBe(4);
    expect(ask({ ask_at_most: 1 })).toBe(1);
    expect(ask({ ask_at_most: 0 })).toBe(0);
  });

  it('on with what is left after a cause was not it, within the same limit', () => {
    const player = playing([WEBMAIL, TRIES], {}, { ask_at_most: 1 }).press('works');
    player.press('no');
    expect(player.heard.at(-1)).toBe('seen');
    expect(player.run.excluded).toEqual(['cache']);
  });

  it('nothing once a measurement settles it', () => {
    expect(playing([WEBMAIL], { findings: [findingOf('auth.locked', { probe: 'sign-in' })] }).at).toBe(
      'locked/works',
    );
  });

  it('the question again after an aside and in another language', () => {
    const player = playing([WEBMAIL]).user('what is imap', { asksAbout: 'imap' });
    expect(player.heard).toEqual(['aside:imap', 'question:webmail']);
    player.send({ kind: 'language', language: 'zh' });
    expect(player.texts).toEqual(['webmail?（中）']);
    expect(player.press('works').at).toBe('cache/works');
  });

  it('more than four answers as a menu', () => {
    const six = Object.fromEntries(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((id, at) => [
        id,
        at % 2 ? { cache: 'strong' as const } : { forgot: 'strong' as const },
      ]),
    );
    const player = playing([question('six', six)]);
    expect(player.replies[0]?.choices).toHaveLength(6);
    expect(player.replies[0]?.buttons?.map((button) => button.id)).toEqual(['human']);
  });

  it('and leaves to people whoever asks for them', () => {
    expect(playing([WEBMAIL]).press('human').run.waiting?.kind).toBe('handoff');
  });
});

describe('diagnose measures', () => {
  const AT = { slots: { address: 'a@corp.example', host: 'imap.corp.example' } };

  it('by a sign-in, and goes where it points', () => {
    const player = playing([SIGN_IN], AT);
    expect(player.effects).toMatchObject([
      { kind: 'sign-in', step: 'question:sign-in', request: { protocol: 'imap', host: 'imap.corp.example' } },
    ]);
    player.signedIn({ results: [resultOf([findingOf('auth.locked', { probe: 'sign-in' })])] });
    expect(player.at).toBe('locked/works');
  });

  it('not by a sign-in without an address', () => {
    expect(playing([SIGN_IN]).heard).toEqual(['seen']);
  });

  it('without counting a sign-in that could not be offered', () => {
    const player = playing([{ ...SIGN_IN, cost: -20 }, WEBMAIL], AT, { ask_at_most: 1 });
    expect(player.of('sign-in')).toHaveLength(1);
    player.signedIn({ outcome: 'failed' });
    expect(player.heard).toEqual(['question:webmail']);
    expect(player.run.answers).toEqual({ 'sign-in': 'failed' });
  });

  it('and takes a no to the link for an answer', () => {
    const player = playing([{ ...SIGN_IN, cost: -20 }, WEBMAIL], AT).user('no', { answer: 'no' });
    expect(player.heard).toEqual(['question:webmail']);
  });

  it('by a pasted error text', () => {
    const player = playing([PASTE]).user('your account is locked');
    expect(player.at).toBe('locked/works');
    expect(player.slot('error')).toBe('your account is locked');
    expect(playing([PASTE]).user('a red box').heard).toEqual(['seen']);
    expect(playing([PASTE]).press('none').heard).toEqual(['seen']);
  });

  it('by probes, once, and again when it was measured elsewhere', () => {
    const player = playing([LOOK], AT);
    expect(player.of('probe')[0]).toMatchObject({ step: 'question:look', request: { probes: ['tls'] } });
    expect(player.heard).toEqual(['question:look']);
    player.measure([resultOf([], { status: 'failed' })]);
    expect(player.heard).toEqual(['seen']);
    expect(player.run.answers).toEqual({ look: 'failed' });
  });

  it('what was not measured is forgotten with the address, what was told is not', () => {
    const player = playing(
      [{ ...LOOK, cost: -20 }, WEBMAIL],
      { ...AT, sources: 'profile' },
      { ask_at_most: 9 },
    );
    while (player.run.waiting?.kind === 'measurement') player.measure([resultOf([], { status: 'failed' })]);
    player.user('dunno', { answer: 'unknown' });
    expect(player.run.answers).toEqual({ look: 'failed', webmail: 'unknown' });
    player.user('it is b@other.example', { entities: [{ kind: 'email', value: 'b@other.example' }] });
    expect(player.run.answers?.['webmail']).toBe('unknown');
    expect(player.run.answers?.['look']).toBeUndefined();
  });
});

describe('diagnose reads', () => {
  const CREDENTIAL = question(
    'credential',
    { 'authorization-code': { cache: 'strong', forgot: 'against' } },
    { read: 'provider.credential', cost: 0 },
  );

  it('what the provider’s file says, by its slot and by the address', () => {
    for (const slots of [{ provider: 'qq' }, { address: 'a@qq.com' }]) {
      expect(playing([CREDENTIAL], { slots }).at).toBe('cache/works');
    }
    expect(playing([CREDENTIAL]).heard).toEqual(['seen']);
  });
});

it('whatever is answered, diagnose asks four questions at most and comes to rest', () => {
  const all = [
    WEBMAIL,
    TRIES,
    FAINT,
    PASTE,
    question('more', { a: { outage: 'medium' }, b: { forgot: 'medium' } }),
  ];
  fc.assert(
    fc.property(fc.array(fc.nat(9), { minLength: 12, maxLength: 12 }), (picks) => {
      const player = playing(all);
      const asked: string[] = [];
      for (const pick of picks) {
        const open = player.heard.at(-1) ?? '';
        if (!open.startsWith('question:')) break;
        asked.push(open);
        const buttons = player.run.waiting?.buttons.filter((id) => id !== 'human') ?? [];
        if (pick > 6 || buttons.length === 0) player.user('dunno', { answer: 'unknown' });
        else player.press(buttons[pick % buttons.length]!);
      }
      expect(asked.length).toBeLessThanOrEqual(4);
      expect(new Set(asked).size).toBe(asked.length);
      expect(player.heard.at(-1)).not.toMatch(/^question:/u);
    }),
  );
});
