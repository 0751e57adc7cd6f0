import { makeClassify } from './classify.js';
import { OUT_OF_SCOPE } from './decide.js';
import type { Model } from './model.js';

/** A text with the scenario that people gave it; `second` is one they would accept as well. */
export interface LabelledText {
  readonly text: string;
  readonly scenario: string;
  readonly second?: string | null | undefined;
}

export interface ScenarioRow {
  readonly scenario: string;
  readonly rows: number;
  readonly predicted: number;
  readonly right: number;
  readonly recall: number;
  readonly precision: number;
}

/** How well a model does on labelled texts. Shares are 0 to 1; a share of nothing is 0. */
export interface Evaluation {
  readonly rows: number;
  readonly accuracy: number;
  /** The second label counted as right too. */
  readonly lenientAccuracy: number;
  readonly outOfScope: { readonly recall: number; readonly precision: number };
  /** Expected calibration error in ten equal bins of confidence. */
  readonly ece: number;
  readonly scenarios: readonly ScenarioRow[];
  readonly confusions: readonly { readonly from: string; readonly to: string; readonly count: number }[];
}

/** Classifies every row and compares. */
export function evaluate(model: Model, rows: readonly LabelledText[]): Evaluation {
  const classify = makeClassify(model);
  const judged = rows.map((row) => {
    const { scenario, confidence } = classify(row.text);
    return {
      wanted: row.scenario,
      second: row.second,
      got: scenario,
      confidence,
      right: scenario === row.scenario,
    };
  });
  const names = [...new Set(judged.flatMap(({ wanted, got }) => [wanted, got]))].sort();
  const scenarios = names.map((scenario) => scenarioRow(scenario, judged));
  const outside = scenarios.find(({ scenario }) => scenario === OUT_OF_SCOPE);
  return {
    rows: rows.length,
    accuracy: share(judged.filter(({ right }) => right).length, rows.length),
    lenientAccuracy: share(
      judged.filter(({ right, second, got }) => right || second === got).length,
      rows.length,
    ),
    outOfScope: { recall: outside?.recall ?? 0, precision: outside?.precision ?? 0 },
    ece: calibrationError(judged),
    scenarios,
    confusions: confusionsOf(judged),
  };
}

interface Judged {
  readonly wanted: string;
  readonly got: string;
  readonly confidence: number;
  readonly right: boolean;
}

function scenarioRow(scenario: string, judged: readonly Judged[]): ScenarioRow {
  const rows = judged.filter(({ wanted }) => wanted === scenario).length;
  const predicted = judged.filter(({ got }) => got === scenario).length;
  const right = judged.filter((row) => row.wanted === scenario && row.right).length;
  return { scenario, rows, predicted, right, recall: share(right, rows), precision: share(right, predicted) };
}

function calibrationError(judged: readonly Judged[]): number {
  const gaps = new Array<number>(10).fill(0);
  for (const { confidence, right } of judged) {
    const bin = Math.min(9, Math.floor(confidence * 10));
    gaps[bin] = (gaps[bin] ?? 0) + confidence - (right ? 1 : 0);
  }
  return share(
    gaps.reduce((sum, gap) => sum + Math.abs(gap), 0),
    judged.length,
  );
}

function confusionsOf(judged: readonly Judged[]): Evaluation['confusions'] {
  const counts = new Map<string, { from: string; to: string; count: number }>();
  for (const { wanted, got, right } of judged) {
    if (right) continue;
    const key = `${wanted}\n${got}`;
    const entry = counts.get(key) ?? { from: wanted, to: got, count: 0 };
    entry.count += 1;
    counts.set(key, entry);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
