import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextQuestion, rank } from '../../src/diagnosis/index.js';
import type {
  CauseDefinition,
  DiagnosisInput,
  Finding,
  GivenAnswer,
  QuestionDefinition,
  Strength,
} from '../../src/domain/index.js';

function both(text: string) {
  return { zh: `${text}（中）`, en: text };
}

function cause(id: string, findings: Readonly<Record<string, Strength>> = {}, prior = 1): CauseDefinition {
  return { id, title: both(id), prior, findings: new Map(Object.entries(findings)) };
}

type Says = Readonly<Record<string, Strength>>;

function question(
  id: string,
  answers: Readonly<Record<string, Says>>,
  change: Partial<QuestionDefinition> = {},
): QuestionDefinition {
  return {
    id,
    text: both(id),
    cost: 0.5,
    probes: [],
    answers: Object.entries(answers).map(([name, says]) => ({
      id: name,
      label: both(name),
      means: both(name),
      says: new Map(Object.entries(says)),
    })),
    finds: [],
    ...change,
  };
}

function finding(code: string): Finding {
  return {
    code,
    severity: 'critical',
    facts: {},
    evidence: [],
    probe: 'x',
    target: 'x',
    measuredAt: '2026-01-01T00:00:00Z',
    seenFrom: 'bot',
  };
}

function input(causes: readonly CauseDefinition[], change: Partial<DiagnosisInput> = {}): DiagnosisInput {
  return { causes, findings: [], excluded: [], ...change };
}

function given(from: QuestionDefinition, id: string): GivenAnswer {
  const { means, says } = from.answers.find((answer) => answer.id === id)!;
  return { question: from.id, answer: id, means, says };
}

const FOUR = ['a', 'b', 'c', 'd'].map((id) => cause(id));
const HALVES = question('halves', {
  left: { a: 'strong', b: 'strong', c: 'against', d: 'against' },
  right: { c: 'strong', d: 'strong', a: 'against', b: 'against' },
});
const FAINT = question('faint', { yes: { a: 'weak' }, no: {} });
const EMPTY = question('empty', { yes: {}, no: {} });

describe('nextQuestion', () => {
  it('prefers what tells more', () => {
    expect(nextQuestion(input(FOUR), [EMPTY, FAINT, HALVES])?.id).toBe('halves');
  });

  it('asks nothing that tells nothing, whatever else there is to ask', () => {
    expect(nextQuestion(input(FOUR), [EMPTY])).toBeUndefined();
  });

  it('asks nothing that costs more than it helps, and the cheaper of two alike', () => {
    expect(nextQuestion(input(FOUR), [{ ...HALVES, cost: 20 }])).toBeUndefined();
    const cheap = { ...HALVES, id: 'cheap', cost: 0.4 };
    expect(nextQuestion(input(FOUR), [HALVES, cheap])?.id).toBe('cheap');
    expect(nextQuestion(input(FOUR), [HALVES, { ...HALVES, id: 'same' }])?.id).toBe('halves');
  });

  it('follows what is known: another question helps now', () => {
    const pair = question('pair', { one: { a: 'strong', b: 'against' }, two: { b: 'strong', a: 'against' } });
    const left = input(FOUR, { answers: [given(HALVES, 'left')] });
    expect(nextQuestion(left, [HALVES, pair])?.id).toBe('pair');
  });

  it('has nothing to tell apart with one cause or none, or when one was measured', () => {
    expect(nextQuestion(input([]), [HALVES])).toBeUndefined();
    expect(nextQuestion(input([cause('a')]), [HALVES])).toBeUndefined();
    const measured = input([cause('a', { 'tls.expired': 'strong' }), cause('b')], {
      findings: [finding('tls.expired')],
    });
    expect(nextQuestion(measured, [HALVES])).toBeUndefined();
  });

  it('measures where that tells more than asking, and not what was found already', () => {
    const causes = [cause('a', { 'auth.locked': 'strong' }), cause('b', { 'auth.expired': 'strong' })];
    const signIn = question(
      'sign-in',
      {},
      { measure: 'sign_in', cost: 1, finds: ['auth.locked', 'auth.expired'] },
    );
    expect(nextQuestion(input(causes), [FAINT, signIn])?.id).toBe('sign-in');
    const found = input(causes, { findings: [finding('auth.expired')] });
    expect(nextQuestion(found, [signIn])).toBeUndefined();
  });

  it('never asks what is only read', () => {
    expect(nextQuestion(input(FOUR), [{ ...HALVES, read: 'provider.kind' }])).toBeUndefined();
  });

  it('never asks what it knows, comes to an end, and its shares stay sound, whatever the questions', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const strength = fc.constantFrom<Strength>('strong', 'medium', 'weak', 'against');
    const says = fc.dictionary(fc.constantFrom(...ids), strength, { maxKeys: 5 });
    const questions = fc.array(
      fc.record({
        answers: fc.array(says, { minLength: 1, maxLength: 4 }),
        cost: fc.double({ min: 0.01, max: 3, noNaN: true }),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(questions, fc.infiniteStream(fc.nat(7)), (drawn, picks) => {
        const all = drawn.map(({ answers, cost }, at) =>
          question(`q${at}`, Object.fromEntries(answers.map((one, index) => [`x${index}`, one])), { cost }),
        );
        const answers: GivenAnswer[] = [];
        const asked = new Set<string>();
        for (let turn = 0; turn <= all.length; turn++) {
          const now = input(
            ids.map((id) => cause(id)),
            { answers },
          );
          const next = nextQuestion(now, all, asked);
          if (!next) return;
          expect(asked.has(next.id)).toBe(false);
          expect(answers.map((one) => one.question)).not.toContain(next.id);
          const pick = picks.next().value ?? 0;
          // Every third is “I don't know”, which is asked but tells nothing.
          if (pick % 3 === 2) asked.add(next.id);
          else answers.push(given(next, `x${pick % next.answers.length}`));
          const shares = rank(input(now.causes, { answers })).causes.map((one) => one.probability);
          expect(shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
        }
        expect.fail('it asked more questions than there are');
      }),
      { numRuns: 200 },
    );
  });
});
