import type { CauseStanding, Diagnosis, DiagnosisInput, RankedCause } from '../domain/index.js';
import { reasonsOf } from './reasons.js';
import { sharesOf, weigh, type Weighed } from './weigh.js';

const LIKELY = 0.8;

/**
 * Weighs all causes: prior, what the words say, what was answered, and what was measured, one finding of each family.
 * `measured` needs a finding that proves the cause; words alone never do, and a playbook that came back with `not-it`
 * does not take it away. `ruled-out` needs something that was measured or answered against this very cause: a finding
 * that rules it out by itself, or one finding or answer against it whose playbook came back with `not-it`. What came
 * back with nothing against it is `isTried`. Measured causes come first, ruled-out ones last, equals in the order of
 * the bundle.
 */
export function rank(input: DiagnosisInput): Diagnosis {
  const weighed = input.causes.map((cause) => weigh(cause, { ...input, causes: input.causes.length }));
  const shares = sharesOf(weighed);
  const causes = weighed.map((one, at): RankedCause => {
    const probability = shares[at] ?? 0;
    const because = reasonsOf(one, input.words, input.timeZone);
    const { id, title } = one.cause;
    const standing = standingOf(one, probability);
    return { id, title, probability, standing, because, ...(one.isTried && { isTried: true }) };
  });
  return { causes: causes.sort(byStanding) };
}

function standingOf({ isProved, isOut }: Weighed, probability: number): CauseStanding {
  if (isOut) return 'ruled-out';
  if (isProved) return 'measured';
  return probability >= LIKELY ? 'likely' : 'possible';
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
