import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filesOf, load } from '../bundle/_folder.js';
import {
  ASK_AT_MOST,
  bestFirst,
  drawCase,
  playCase,
  questionsOf,
  type Policy,
} from '../fakes/triage-cases.js';

const { bundle } = load(filesOf('.'));
if (!bundle) throw new Error('the shipped bundle does not load');
const questions = questionsOf(bundle);

describe('triage with the shipped questions', () => {
  it('never asks what it knows, and four questions at most, whatever the trouble is', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.subarray(questions.map(({ id }) => id)), (seed, known) => {
        const drawn = drawCase(bundle, seed);
        const before = known.flatMap((id) => drawn.answers.get(id) ?? []);
        const policy: Policy = (input, asked) => {
          const all = { ...input, answers: [...before, ...(input.answers ?? [])] };
          const next = bestFirst(questions)(all, asked);
          expect(all.answers.map(({ question }) => question)).not.toContain(next?.id);
          return next;
        };
        const { asked } = playCase(drawn, policy);
        expect(asked.length).toBeLessThanOrEqual(ASK_AT_MOST);
        expect(new Set(asked).size).toBe(asked.length);
      }),
      { numRuns: 60 },
    );
  });

  it('asks nothing where the cause is measured beyond doubt', () => {
    const drawn = drawCase(bundle, 1);
    const finding = {
      code: 'tls.expired',
      severity: 'critical' as const,
      facts: {},
      evidence: [],
      probe: 'tls',
      target: 'x',
      measuredAt: '2026-01-01T00:00:00Z',
      seenFrom: 'bot' as const,
    };
    const { causes } = drawn.known;
    const played = playCase(
      { ...drawn, known: { causes, findings: [finding], excluded: [] } },
      bestFirst(questions),
    );
    expect(played).toEqual({ asked: [], cause: 'certificate' });
  });

  it('draws the same case for the same seed, and causes of all kinds', () => {
    expect(drawCase(bundle, 7)).toEqual(drawCase(bundle, 7));
    const causes = new Set(Array.from({ length: 300 }, (_, seed) => drawCase(bundle, seed).cause));
    expect(causes.size).toBe(drawCase(bundle, 1).known.causes.length);
  });
});
