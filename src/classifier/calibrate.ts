import { addUp, OUT_OF_SCOPE, shapeOf, UNCLEAR, type Gates, type Stack } from './decide.js';
import { fitLogistic, type Observation } from './logistic.js';
import { askMembers, trainMembers, type Example, type Opinion } from './members.js';

const FOLDS = 4;
/**
 * Neighbours in an intents file are about the same notion, so they are held out together: what is measured
 * is how the model does on notions it has not seen, which is what people will bring.
 */
const NEIGHBOURS = 6;

interface HeldOut {
  readonly opinion: Opinion;
  readonly label: string;
}

/** Asks learners about sentences that were kept from their training, and fits weights and gates to the answers. */
export function calibrate(
  examples: readonly Example[],
  labels: readonly string[],
): { stack: Stack; gates: Gates } {
  const answers = crossValidate(examples, labels);
  const stack = fitStack(answers, labels);
  return { stack, gates: fitGates(answers, labels, stack) };
}

/** Answers of learners about sentences they were not trained on. */
export function crossValidate(examples: readonly Example[], labels: readonly string[]): HeldOut[] {
  const folds = foldsOf(examples);
  const answers: HeldOut[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const members = trainMembers(
      examples.filter((_, index) => folds[index] !== fold),
      labels,
    );
    examples.forEach(({ features, names, label }, index) => {
      if (folds[index] !== fold || label === undefined) return;
      answers.push({ opinion: askMembers(members, features, names), label });
    });
  }
  return answers;
}

function foldsOf(examples: readonly Example[]): number[] {
  const sizes = new Map<string, number>();
  for (const { label } of examples) if (label !== undefined) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  const seen = new Map<string, number>();
  return examples.map(({ label }) => {
    if (label === undefined) return -1;
    const position = seen.get(label) ?? 0;
    seen.set(label, position + 1);
    return Math.floor(position / stretchOf(sizes.get(label) ?? 0)) % FOLDS;
  });
}

/** A short file gives each fold at least two stretches, so that no learner misses half of an intent. */
function stretchOf(sentences: number): number {
  return Math.max(1, Math.min(NEIGHBOURS, Math.floor(sentences / (2 * FOLDS))));
}

/** The two weights that make the held-out answers likeliest, by a search on a shrinking grid. */
function fitStack(answers: readonly HeldOut[], labels: readonly string[]): Stack {
  const column = new Map(labels.map((label, index) => [label, index]));
  let best: Stack = { svm: 4, bayes: 0.5 };
  let lowest = loss(answers, best, column);
  for (let factor = 2; factor > 1.05; factor = Math.sqrt(factor)) {
    for (const [svm, bayes] of [
      [factor, 1],
      [1 / factor, 1],
      [1, factor],
      [1, 1 / factor],
      [factor, factor],
      [1 / factor, 1 / factor],
    ] as const) {
      for (;;) {
        const candidate = { svm: best.svm * svm, bayes: best.bayes * bayes };
        const value = loss(answers, candidate, column);
        if (value >= lowest - 1e-5) break;
        lowest = value;
        best = candidate;
      }
    }
  }
  return best;
}

/** Mean log loss. Runs some hundred times over thousands of answers, so it makes no arrays. */
function loss(answers: readonly HeldOut[], stack: Stack, column: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const { opinion, label } of answers) {
    const { svm, bayes } = opinion;
    const score = (k: number): number => stack.svm * (svm[k] as number) + stack.bayes * (bayes[k] as number);
    let highest = -Infinity;
    for (let k = 0; k < svm.length; k += 1) highest = Math.max(highest, score(k));
    let total = 0;
    for (let k = 0; k < svm.length; k += 1) total += Math.exp(score(k) - highest);
    sum += Math.log(total) + highest - score(column.get(label) ?? 0);
  }
  return sum / answers.length;
}

function fitGates(answers: readonly HeldOut[], labels: readonly string[], stack: Stack): Gates {
  const inScope: Observation[] = [];
  const clear: Observation[] = [];
  const outside = answers.filter((answer) => answer.label === OUT_OF_SCOPE).length;
  const unclear = answers.filter((answer) => answer.label === UNCLEAR).length;
  const causes = answers.length - outside - unclear;
  for (const { opinion, label } of answers) {
    const shape = shapeOf(opinion, addUp(opinion, stack), labels);
    const isIn = label !== OUT_OF_SCOPE;
    inScope.push({
      inputs: shape.inScope,
      target: isIn ? 1 : 0,
      weight: isIn ? 0.65 / (answers.length - outside) : 0.35 / Math.max(1, outside),
    });
    if (!isIn) continue;
    const isClear = label !== UNCLEAR;
    clear.push({
      inputs: shape.clear,
      target: isClear ? 1 : 0,
      weight: isClear ? 0.75 / causes : 0.25 / Math.max(1, unclear),
    });
  }
  return { inScope: fitLogistic(inScope), clear: fitLogistic(clear) };
}
