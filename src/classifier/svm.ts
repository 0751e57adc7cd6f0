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
  const rows = layOut(examples);
  for (let k = 0; k < width; k += 1) {
    const one = trainOne(rows, columnOf(examples, k), size, random);
    for (let id = 0; id < size; id += 1) weights[id * width + k] = one.weights[id] as number;
    bias[k] = one.bias;
  }
  return { weights, bias };
}

/** All vectors behind one another, for the speed of the inner loop: example `i` is `starts[i]` to `starts[i + 1]`. */
interface Rows {
  readonly starts: Int32Array;
  readonly ids: Int32Array;
  readonly values: Float64Array;
}

function layOut(examples: readonly SvmExample[]): Rows {
  const total = examples.reduce((sum, { vector }) => sum + vector.ids.length, 0);
  const rows: Rows = {
    starts: new Int32Array(examples.length + 1),
    ids: new Int32Array(total),
    values: new Float64Array(total),
  };
  let at = 0;
  examples.forEach(({ vector }, i) => {
    rows.ids.set(vector.ids, at);
    rows.values.set(vector.values, at);
    at += vector.ids.length;
    rows.starts[i + 1] = at;
  });
  return rows;
}

/** What one column learns from: which rows, and on which side each lies. */
interface Column {
  readonly order: Int32Array;
  readonly signs: Float64Array;
}

function columnOf(examples: readonly SvmExample[], column: number): Column {
  const order = new Int32Array(examples.length);
  const signs = new Float64Array(examples.length);
  let size = 0;
  for (let i = 0; i < examples.length; i += 1) {
    const { label, not } = examples[i] as SvmExample;
    if (label === undefined && not !== column) continue;
    signs[i] = label === column ? 1 : -1;
    order[size] = i;
    size += 1;
  }
  return { order: order.subarray(0, size), signs };
}

function trainOne(
  rows: Rows,
  { order, signs }: Column,
  size: number,
  random: () => number,
): { weights: Float64Array; bias: number } {
  const count = order.length;
  const weights = new Float64Array(size);
  let bias = 0;
  const alpha = new Float64Array(signs.length);
  const damping = 0.5 / COST;
  // Every vector has length 1, and the constant feature of the bias adds 1.
  const curvature = 2 + damping;
  let active = count;
  for (let round = 0; round < ROUNDS; round += 1) {
    let highest = -Infinity;
    let lowest = Infinity;
    shuffle(order, active, random);
    for (let s = 0; s < active; s += 1) {
      const i = order[s] as number;
      const sign = signs[i] as number;
      const before = alpha[i] as number;
      const gradient = (dot(weights, rows, i) + bias) * sign - 1 + damping * before;
      const settled = before === 0 && gradient > 0;
      if (settled && round > 3 && gradient > 0.5) {
        // Far on the right side: set aside until the rest has converged.
        active -= 1;
        order[s] = order[active] as number;
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
      addTo(weights, rows, i, change);
      bias += change;
    }
    if (highest - lowest >= TOLERANCE) continue;
    if (active === count) break;
    active = count;
  }
  return { weights, bias };
}

function dot(weights: Float64Array, { starts, ids, values }: Rows, row: number): number {
  let sum = 0;
  const end = starts[row + 1] as number;
  for (let j = starts[row] as number; j < end; j += 1)
    sum += (weights[ids[j] as number] as number) * (values[j] as number);
  return sum;
}

function addTo(weights: Float64Array, { starts, ids, values }: Rows, row: number, change: number): void {
  const end = starts[row + 1] as number;
  for (let j = starts[row] as number; j < end; j += 1) {
    const id = ids[j] as number;
    weights[id] = (weights[id] as number) + change * (values[j] as number);
  }
}
