import type { Language } from '../domain/index.js';
import { chancesOf, makeClassify } from './classify.js';
import { OUT_OF_SCOPE, UNCLEAR } from './decide.js';
import { detectLanguage } from './language.js';
import {
  areaUnderCurve,
  calibrationError,
  calibrationNoise,
  recallAt,
  reliability,
  share,
  type ReliabilityBin,
} from './measures.js';
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
  readonly f1: number;
}

/** Texts of one kind: how many the first answer, the first or second label, the first three answers hit. */
export interface Accuracy {
  readonly rows: number;
  readonly accuracy: number;
  readonly lenient: number;
  readonly topThree: number;
}

/** A wrong answer that teaches something: the model was sure of it. */
export interface Misjudged {
  readonly text: string;
  readonly wanted: string;
  readonly got: string;
  readonly confidence: number;
  readonly because: readonly string[];
}

/** How well a model does on labelled texts. Shares are 0 to 1; a share of nothing is 0. */
export interface Evaluation {
  readonly all: Accuracy;
  /** Everything that is about mail access, `unclear` among it. */
  readonly inScope: Accuracy;
  readonly languages: Readonly<Record<Language, Accuracy>>;
  /** Mean F1 over the causes that have at least {@link ENOUGH} texts. */
  readonly macroF1: { readonly value: number; readonly causes: number };
  readonly outOfScope: {
    readonly recall: number;
    readonly precision: number;
    /** Recall where at most one in twenty texts in scope is turned away. */
    readonly recallAtFivePercent: number;
    readonly auroc: number;
  };
  readonly calibration: {
    readonly ece: number;
    /** What chance alone gives a perfectly calibrated model on as many texts. */
    readonly noise: number;
    readonly bins: readonly ReliabilityBin[];
  };
  readonly scenarios: readonly ScenarioRow[];
  readonly confusions: readonly { readonly from: string; readonly to: string; readonly count: number }[];
  readonly errors: readonly Misjudged[];
}

/** Causes with fewer labelled texts say too little for an F1. */
export const ENOUGH = 10;
const FALSE_REJECTION = 0.05;

/** Classifies every row and compares. */
export function evaluate(model: Model, rows: readonly LabelledText[]): Evaluation {
  const judged = judgeAll(model, rows);
  const names = [...new Set(judged.flatMap(({ wanted, got }) => [wanted, got]))].sort();
  const scenarios = names.map((scenario) => scenarioRow(scenario, judged));
  const inside = judged.filter(({ wanted }) => wanted !== OUT_OF_SCOPE);
  const outside = judged.filter(({ wanted }) => wanted === OUT_OF_SCOPE);
  const scores = { in: inside.map((row) => row.outside), out: outside.map((row) => row.outside) };
  const own = scenarios.find(({ scenario }) => scenario === OUT_OF_SCOPE);
  const counted = scenarios.filter(
    (row) => row.rows >= ENOUGH && row.scenario !== OUT_OF_SCOPE && row.scenario !== UNCLEAR,
  );
  return {
    all: accuracyOf(judged),
    inScope: accuracyOf(inside),
    languages: {
      zh: accuracyOf(inside.filter(({ language }) => language === 'zh')),
      en: accuracyOf(inside.filter(({ language }) => language === 'en')),
    },
    macroF1: {
      value: share(
        counted.reduce((sum, row) => sum + row.f1, 0),
        counted.length,
      ),
      causes: counted.length,
    },
    outOfScope: {
      recall: own?.recall ?? 0,
      precision: own?.precision ?? 0,
      recallAtFivePercent: recallAt(scores.out, scores.in, FALSE_REJECTION),
      auroc: areaUnderCurve(scores.out, scores.in),
    },
    calibration: {
      ece: calibrationError(judged),
      noise: calibrationNoise(judged),
      bins: reliability(judged),
    },
    scenarios,
    confusions: confusionsOf(judged),
    errors: errorsOf(judged),
  };
}

interface Judged extends Misjudged {
  readonly language: Language;
  readonly right: boolean;
  readonly isAccepted: boolean;
  readonly isInTopThree: boolean;
  /** P(out of scope). */
  readonly outside: number;
}

function judgeAll(model: Model, rows: readonly LabelledText[]): Judged[] {
  const classify = makeClassify(model);
  return rows.map(({ text, scenario, second }) => {
    const match = classify(text);
    const firstThree = [match, ...match.alternatives].slice(0, 3).map((one) => one.scenario);
    return {
      text,
      wanted: scenario,
      got: match.scenario,
      confidence: match.confidence,
      because: match.because,
      language: detectLanguage(text) ?? 'en',
      right: match.scenario === scenario,
      isAccepted: match.scenario === scenario || match.scenario === second,
      isInTopThree: firstThree.some((one) => one === scenario || one === second),
      outside: chancesOf(model, text).get(OUT_OF_SCOPE) ?? 0,
    };
  });
}

function accuracyOf(judged: readonly Judged[]): Accuracy {
  const of = (holds: (row: Judged) => boolean): number => share(judged.filter(holds).length, judged.length);
  return {
    rows: judged.length,
    accuracy: of(({ right }) => right),
    lenient: of(({ isAccepted }) => isAccepted),
    topThree: of(({ isInTopThree }) => isInTopThree),
  };
}

function scenarioRow(scenario: string, judged: readonly Judged[]): ScenarioRow {
  const rows = judged.filter(({ wanted }) => wanted === scenario).length;
  const predicted = judged.filter(({ got }) => got === scenario).length;
  const right = judged.filter((row) => row.wanted === scenario && row.right).length;
  return {
    scenario,
    rows,
    predicted,
    right,
    recall: share(right, rows),
    precision: share(right, predicted),
    f1: share(2 * right, rows + predicted),
  };
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

/** Wrong by both labels, surest first. */
function errorsOf(judged: readonly Judged[]): Misjudged[] {
  return judged
    .filter(({ isAccepted }) => !isAccepted)
    .sort((a, b) => b.confidence - a.confidence)
    .map(({ text, wanted, got, confidence, because }) => ({ text, wanted, got, confidence, because }));
}
