import { applyLogistic, type Logistic } from './logistic.js';
import type { Opinion } from './members.js';

/** Intents with a meaning of their own: not a cause. */
export const OUT_OF_SCOPE = 'out-of-scope';
export const UNCLEAR = 'unclear';

/** How the two learners are added up. */
export interface Stack {
  readonly svm: number;
  readonly bayes: number;
}

/** Two separate judgements: is this about mail access at all, and do the words name a cause. */
export interface Gates {
  readonly inScope: Logistic;
  readonly clear: Logistic;
}

/** Weighted sum of the learners' scores per label. */
export function addUp(opinion: Opinion, stack: Stack): Float64Array {
  return opinion.svm.map((score, k) => stack.svm * score + stack.bayes * (opinion.bayes[k] as number));
}

/** Softmax. */
export function probabilities(scores: Float64Array): Float64Array {
  const highest = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  const raised = scores.map((score) => Math.exp(score - highest));
  const sum = raised.reduce((a, b) => a + b, 0);
  return raised.map((value) => value / sum);
}

/** What the gates look at, for one text. `scores` are those of {@link addUp}. */
export interface Shape {
  readonly inScope: readonly number[];
  readonly clear: readonly number[];
}

/** Describes how the scores lie, not what the text says: that carries over to topics never seen. */
export function shapeOf(opinion: Opinion, scores: Float64Array, labels: readonly string[]): Shape {
  let bestIn = -Infinity;
  let bestCause = -Infinity;
  let nextCause = -Infinity;
  let marginIn = -Infinity;
  let marginCause = -Infinity;
  let out = -Infinity;
  let marginOut = -1;
  let unclear = -Infinity;
  let marginUnclear = -1;
  labels.forEach((label, k) => {
    const score = scores[k] as number;
    const margin = opinion.svm[k] as number;
    if (label === OUT_OF_SCOPE) {
      out = score;
      marginOut = margin;
      return;
    }
    bestIn = Math.max(bestIn, score);
    marginIn = Math.max(marginIn, margin);
    if (label === UNCLEAR) {
      unclear = score;
      marginUnclear = margin;
      return;
    }
    marginCause = Math.max(marginCause, margin);
    if (score > bestCause) {
      nextCause = bestCause;
      bestCause = score;
    } else if (score > nextCause) nextCause = score;
  });
  const length = Math.log(1 + opinion.words);
  const bounded = (value: number): number => Math.max(-10, Math.min(10, value));
  return {
    inScope: [
      bounded(bestIn - out),
      marginIn,
      marginOut,
      opinion.unknown,
      opinion.unknown * length,
      length,
      Math.min(opinion.mail, 2),
      Math.min(opinion.other, 2),
      opinion.mail > 0 ? 1 : 0,
    ],
    clear: [
      bounded(bestCause - unclear),
      bounded(bestCause - nextCause),
      marginCause,
      marginUnclear,
      opinion.unknown,
      length,
    ],
  };
}

/** P(label) over all labels, from the gates and the softmax among the causes. Sums to 1. */
export function judge(opinion: Opinion, labels: readonly string[], stack: Stack, gates: Gates): Float64Array {
  const scores = addUp(opinion, stack);
  const shape = shapeOf(opinion, scores, labels);
  const inScope = applyLogistic(gates.inScope, shape.inScope);
  const clear = applyLogistic(gates.clear, shape.clear);
  const among = probabilities(
    scores.map((score, k) => (labels[k] === OUT_OF_SCOPE || labels[k] === UNCLEAR ? -Infinity : score)),
  );
  return among.map((share, k) => {
    if (labels[k] === OUT_OF_SCOPE) return 1 - inScope;
    if (labels[k] === UNCLEAR) return inScope * (1 - clear);
    return inScope * clear * share;
  });
}
