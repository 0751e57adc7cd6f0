import type { Because, CauseStanding, Diagnosis, DiagnosisInput, RankedCause } from '../domain/index.js';
import { reasonsOf } from './reasons.js';
import { sharesOf, weigh, type Weighed } from './weigh.js';

const LIKELY = 0.8;
const IMPROBABLE = 0.02;

/**
 * Weighs all causes: prior, what the words say, what was answered, and what was measured, one finding of each family.
 * `measured` needs a finding that proves the cause; words alone never do. What came back with `not-it`, or what a
 * measurement rules out, is `ruled-out`. Measured causes come first, ruled-out ones last, equals in the order of
 * the bundle.
 */
export function rank(input: DiagnosisInput): Diagnosis {
  const weighed = input.causes.map((cause) => weigh(cause, { ...input, causes: input.causes.length }));
  const shares = sharesOf(weighed);
  const causes = weighed.map((one, at): RankedCause => {
    const probability = shares[at] ?? 0;
    const because = reasonsOf(one, input.words);
    const { id, title } = one.cause;
    return { id, title, probability, standing: standingOf(one, probability, because), because };
  });
  return { causes: causes.sort(byStanding) };
}

function standingOf(
  { isProved, isOut }: Weighed,
  probability: number,
  because: readonly Because[],
): CauseStanding {
  if (isOut) return 'ruled-out';
  if (isProved) return 'measured';
  if (probability >= LIKELY) return 'likely';
  const hasDoubt = because.some(({ kind, speaksFor }) => kind === 'finding' && !speaksFor);
  return probability < IMPROBABLE && hasDoubt ? 'ruled-out' : 'possible';
}

const PLACE: Readonly<Record<CauseStanding, number>> = {
  measured: 0,
  likely: 1,
  possible: 1,
  'ruled-out': 2,
};

function byStanding(one: RankedCause, other: RankedCause): number {
  return PLACE[one.standing] - PLACE[other.standing] || other.probability - one.probability;
}
