import type { SparseVector } from './bayes.js';
import { seededRandom, shuffle } from './random.js';

const COST = 1;
const ROUNDS = 12;
const TOLERANCE = 0.1;
const SEED = 42;

/** One example of the machine: `label` is the column it belongs to, or `undefined` for a near miss. */
export interface SvmExample {
  readonly vector: SparseVector;
  readonly label: number | undefined;
  /** The only column a near miss speaks against. */
  readonly not?: number;
}

export interface LinearScores {
  /** Row by row per feature, `width` columns. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/**
 * Linear support vector machines, one against the rest per column: L2-regularised squared hinge loss by dual
 * coordinate descent (Hsieh et al. 2008, “A dual coordinate descent method for large-scale linear SVM”,
 * algorithm 3). Deterministic: the order of visits comes from a seeded generator.
 */
export function trainSvm(examples: readonly SvmExample[], width: number, size: number): LinearScores {
  const weights = new Float32Array(size * width);
  const bias = new Float32Array(width);
  const random = seededRandom(SEED);
  for (let k = 0; k < width; k += 1) {
    const relevant = examples.filter((example) => example.label !== undefined || example.not === k);
    const one = trainOne(relevant, k, size, random);
    for (let id = 0; id < size; id += 1) weights[id * width + k] = one.weights[id] ?? 0;
    bias[k] = one.bias;
  }
  return { weights, bias };
}

function trainOne(
  examples: readonly SvmExample[],
  column: number,
  size: number,
  random: () => number,
): { weights: Float64Array; bias: number } {
  const count = examples.length;
  const weights = new Float64Array(size);
  let bias = 0;
  const alpha = new Float64Array(count);
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const damping = 0.5 / COST;
  // Every vector has length 1, and the constant feature of the bias adds 1.
  const curvature = 2 + damping;
  let active = count;
  for (let round = 0; round < ROUNDS; round += 1) {
    let highest = -Infinity;
    let lowest = Infinity;
    shuffle(order, active, random);
    for (let s = 0; s < active; s += 1) {
      const i = order[s] ?? 0;
      const example = examples[i];
      if (example === undefined) continue;
      const sign = example.label === column ? 1 : -1;
      const before = alpha[i] ?? 0;
      const gradient = (dot(weights, example.vector) + bias) * sign - 1 + damping * before;
      const settled = before === 0 && gradient > 0;
      if (settled && round > 3 && gradient > 0.5) {
        // Far on the right side: set aside until the rest has converged.
        active -= 1;
        order[s] = order[active] ?? 0;
        order[active] = i;
        s -= 1;
        continue;
      }
      const projected = settled ? 0 : gradient;
      highest = Math.max(highest, projected);
      lowest = Math.min(lowest, projected);
      if (projected === 0) continue;
      const after = Math.max(before - gradient / curvature, 0);
      alpha[i] = after;
      const change = (after - before) * sign;
      addTo(weights, example.vector, change);
      bias += change;
    }
    if (highest - lowest >= TOLERANCE) continue;
    if (active === count) break;
    active = count;
  }
  return { weights, bias };
}

function dot(weights: Float64Array, vector: SparseVector): number {
  const { ids, values } = vector;
  let sum = 0;
  for (let j = 0; j < ids.length; j += 1)
    sum += (weights[ids[j] as number] as number) * (values[j] as number);
  return sum;
}

function addTo(weights: Float64Array, vector: SparseVector, change: number): void {
  const { ids, values } = vector;
  for (let j = 0; j < ids.length; j += 1) {
    const id = ids[j] as number;
    weights[id] = (weights[id] as number) + change * (values[j] as number);
  }
}
