const ROUNDS = 500;
const DECAY = 0.003;

/** A fitted logistic regression over standardised inputs. */
export interface Logistic {
  readonly means: readonly number[];
  readonly scales: readonly number[];
  readonly weights: readonly number[];
  readonly bias: number;
}

/** One observation: what was seen, whether it held (1 or 0), how much it counts. */
export interface Observation {
  readonly inputs: readonly number[];
  readonly target: number;
  readonly weight: number;
}

/** Fits by plain gradient descent with L2 decay: few inputs, a few thousand observations, no randomness. */
export function fitLogistic(observations: readonly Observation[]): Logistic {
  const width = observations[0]?.inputs.length ?? 0;
  const columns = Array.from({ length: width }, (_, j) => observations.map((o) => o.inputs[j] ?? 0));
  const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length);
  const scales = columns.map((column, j) => {
    const spread = column.reduce((sum, value) => sum + (value - (means[j] ?? 0)) ** 2, 0) / column.length;
    return Math.sqrt(spread) || 1;
  });
  const total = observations.reduce((sum, o) => sum + o.weight, 0);
  const rows = observations.map((o) =>
    Float64Array.from(o.inputs, (value, j) => (value - (means[j] ?? 0)) / (scales[j] ?? 1)),
  );
  const weights = new Float64Array(width);
  let bias = 0;
  const slope = new Float64Array(width);
  for (let round = 0; round < ROUNDS; round += 1) {
    slope.fill(0);
    let slopeBias = 0;
    for (let i = 0; i < rows.length; i += 1) {
      const row = rows[i] as Float64Array;
      const { target, weight } = observations[i] as Observation;
      const error = ((sigmoid(bias + product(weights, row)) - target) * weight) / total;
      for (let j = 0; j < width; j += 1) slope[j] = (slope[j] as number) + error * (row[j] as number);
      slopeBias += error;
    }
    for (let j = 0; j < width; j += 1) {
      const weight = weights[j] as number;
      weights[j] = weight - (slope[j] as number) - DECAY * weight;
    }
    bias -= slopeBias;
  }
  return { means, scales, weights: [...weights], bias };
}

/** The probability that it holds. */
export function applyLogistic(model: Logistic, inputs: readonly number[]): number {
  const row = inputs.map((value, j) => (value - (model.means[j] ?? 0)) / (model.scales[j] ?? 1));
  return sigmoid(model.bias + product(model.weights, row));
}

function product(weights: ArrayLike<number>, row: ArrayLike<number>): number {
  let sum = 0;
  for (let j = 0; j < weights.length; j += 1) sum += (weights[j] as number) * (row[j] as number);
  return sum;
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
