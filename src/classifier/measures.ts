import { seededRandom } from './random.js';

/** One answer with its stated probability. */
export interface Stated {
  readonly confidence: number;
  readonly right: boolean;
}

/** Answers whose confidence lies in [from, from + 0.1): what was said on average, and what held. */
export interface ReliabilityBin {
  readonly from: number;
  readonly rows: number;
  readonly said: number;
  readonly held: number;
}

const BINS = 10;
const DRAWS = 200;
const SEED = 7;

/** The share of a whole; of nothing it is 0. */
export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** The confidences in ten equal bins, empty ones left out. */
export function reliability(answers: readonly Stated[]): ReliabilityBin[] {
  const bins = Array.from({ length: BINS }, () => ({ rows: 0, said: 0, held: 0 }));
  for (const { confidence, right } of answers) {
    const bin = bins[Math.min(BINS - 1, Math.floor(confidence * BINS))];
    if (bin === undefined) continue;
    bin.rows += 1;
    bin.said += confidence;
    bin.held += right ? 1 : 0;
  }
  return bins.flatMap(({ rows, said, held }, index) =>
    rows === 0 ? [] : [{ from: index / BINS, rows, said: said / rows, held: held / rows }],
  );
}

/** Expected calibration error: by how much what was said and what held differ, weighed by rows. */
export function calibrationError(answers: readonly Stated[]): number {
  const sum = reliability(answers).reduce(
    (total, bin) => total + Math.abs(bin.said - bin.held) * bin.rows,
    0,
  );
  return share(sum, answers.length);
}

/**
 * The calibration error that a perfectly calibrated model would show on as many answers with these
 * confidences, by chance alone: the mean over draws in which each answer is right as often as it says.
 */
export function calibrationNoise(answers: readonly Stated[]): number {
  const random = seededRandom(SEED);
  let sum = 0;
  for (let draw = 0; draw < DRAWS; draw += 1) {
    sum += calibrationError(answers.map(({ confidence }) => ({ confidence, right: random() < confidence })));
  }
  return sum / DRAWS;
}

/** The chance that a random one of `high` scores above a random one of `low`; ties count half. */
export function areaUnderCurve(high: readonly number[], low: readonly number[]): number {
  const all = [
    ...high.map((score) => ({ score, isHigh: true })),
    ...low.map((score) => ({ score, isHigh: false })),
  ].sort((a, b) => a.score - b.score);
  let ranks = 0;
  for (let i = 0; i < all.length;) {
    let end = i;
    while (end < all.length && all[end]?.score === all[i]?.score) end += 1;
    for (let j = i; j < end; j += 1) if (all[j]?.isHigh === true) ranks += (i + end + 1) / 2;
    i = end;
  }
  return share(ranks - (high.length * (high.length + 1)) / 2, high.length * low.length);
}

/** The share of `high` above a threshold that at most `allowed` of `low` exceed. */
export function recallAt(high: readonly number[], low: readonly number[], allowed: number): number {
  const falling = [...low].sort((a, b) => b - a);
  const threshold = falling[Math.floor(falling.length * allowed)] ?? -Infinity;
  return share(high.filter((score) => score > threshold).length, high.length);
}
