import type { Bundle } from '../../src/domain/index.js';
import { filesOf, load } from '../bundle/_folder.js';
import {
  bestFirst,
  drawCase,
  inFixedOrder,
  playCase,
  questionsOf,
  type Policy,
} from '../fakes/triage-cases.js';

const CASES = 2_000;

/**
 * Cases drawn from the bundle's own likelihoods with noise, each triaged by the next best question, by the questions in
 * the order of their file, and by none. Says nothing about real people: only what choosing the question is worth.
 */
// eslint-disable-next-line @typescript-eslint/require-await -- all benches have one shape
export async function* benchTriage(): AsyncGenerator<object> {
  const { bundle } = load(filesOf('.'));
  if (!bundle) throw new Error('the shipped bundle does not load');
  const questions = questionsOf(bundle);
  const best = figures(bundle, bestFirst(questions));
  const fixed = figures(bundle, inFixedOrder(questions));
  const none = figures(bundle, () => undefined);
  yield {
    bench: 'triage, simulated',
    cases: CASES,
    questions: questions.length,
    nextBest: best,
    fixedOrder: fixed,
    noQuestions: none,
    askedAgainstFixedOrder: ratio(best.asked, fixed.asked),
    rightAgainstFixedOrder: ratio(best.right, fixed.right),
    rightAgainstNoQuestions: ratio(best.right, none.right),
  };
}

function figures(bundle: Bundle, policy: Policy) {
  let [asked, right] = [0, 0];
  for (let seed = 1; seed <= CASES; seed += 1) {
    const one = drawCase(bundle, seed);
    const played = playCase(one, policy);
    asked += played.asked.length;
    if (played.cause === one.cause) right += 1;
  }
  return { asked: rounded(asked / CASES), right: rounded(right / CASES) };
}

function ratio(one: number, other: number): number {
  return other === 0 ? 0 : rounded(one / other);
}

function rounded(value: number): number {
  return Number(value.toFixed(3));
}
