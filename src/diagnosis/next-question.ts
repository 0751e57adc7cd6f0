import type { DiagnosisInput, Finding, GivenAnswer, QuestionDefinition, Strength } from '../domain/index.js';
import { FINDINGS } from './findings/index.js';
import { RATIO, sharesOf, weigh } from './weigh.js';

/** What a walk through the wrong playbook costs, where one tap is 1. */
const WRONG_CAUSE = 10;
/** What each bit of doubt costs: about one more question answered by yes or no, and a look around for it. */
const ONE_BIT = 2;
/** A measurement tells nothing as often as it tells what a cause lists as strong. */
const NOTHING_TELLING = RATIO.strong;
/** How often a finding shows up although the cause does not list it, on the same scale. */
const BY_CHANCE = 0.05;

/** What could come of a question. */
interface Outlook {
  readonly answer?: GivenAnswer;
  readonly finding?: Finding;
  /** How likely it is under a cause, up to a factor of that cause. */
  readonly weight: (cause: DiagnosisInput['causes'][number]) => number;
}

/**
 * The question or measurement that is worth most: by how much it is expected to lower the cost of the wrong cause and
 * of going on, minus what it costs the person. Nothing when none is worth its cost. `asked` are ids that must not come
 * again; what is answered in `input.answers` or already found is known and never asked. Equals go in file order.
 */
export function nextQuestion(
  input: DiagnosisInput,
  questions: Iterable<QuestionDefinition>,
  asked: ReadonlySet<string> = new Set(),
): QuestionDefinition | undefined {
  if (input.causes.length < 2) return undefined;
  const now = costOf(sharesFor(input));
  let best: { readonly question: QuestionDefinition; readonly worth: number } | undefined;
  for (const question of questions) {
    if (question.read || asked.has(question.id) || isKnown(question, input)) continue;
    const worth = now - expectedCost(question, input) - question.cost;
    if (worth > (best?.worth ?? 0)) best = { question, worth };
  }
  return best?.question;
}

function isKnown({ id, finds }: QuestionDefinition, { answers = [], findings }: DiagnosisInput): boolean {
  return answers.some(({ question }) => question === id) || findings.some(({ code }) => finds.includes(code));
}

/** The cost that is left after the question, on average over what may come of it. */
function expectedCost(question: QuestionDefinition, input: DiagnosisInput): number {
  const { causes } = input;
  const shares = sharesFor(input);
  const outlooks = outlooksOf(question);
  const weights = causes.map((cause) => outlooks.map(({ weight }) => weight(cause)));
  const totals = weights.map((row) => row.reduce((sum, weight) => sum + weight, 0));
  return outlooks.reduce((sum, { answer, finding }, at) => {
    const chance = shares.reduce(
      (whole, share, cause) => whole + (share * (weights[cause]?.[at] ?? 0)) / (totals[cause] ?? 1),
      0,
    );
    if (!answer && !finding) return sum + chance * costOf(shares);
    const then: DiagnosisInput = {
      ...input,
      ...(answer && { answers: [...(input.answers ?? []), answer] }),
      ...(finding && { findings: [...input.findings, finding] }),
    };
    return sum + chance * costOf(sharesFor(then));
  }, 0);
}

function sharesFor(input: DiagnosisInput): readonly number[] {
  const { causes, words, findings, answers, excluded } = input;
  return sharesOf(
    causes.map((cause) =>
      weigh(cause, {
        findings,
        excluded,
        causes: causes.length,
        ...(words && { words }),
        ...(answers && { answers }),
      }),
    ),
  );
}

/** What it costs to stop here: the wrong cause, and the doubt that is left. */
function costOf(shares: readonly number[]): number {
  const doubt = shares.reduce((bits, share) => bits - (share > 0 ? share * Math.log2(share) : 0), 0);
  return WRONG_CAUSE * (1 - Math.max(0, ...shares)) + ONE_BIT * doubt;
}

function outlooksOf(question: QuestionDefinition): readonly Outlook[] {
  const answers = question.answers.map(({ id, means, says }): Outlook => ({
    answer: { question: question.id, answer: id, means, says },
    weight: (cause) => ratioOf(says.get(cause.id), 1),
  }));
  if (!question.measure) return answers;
  const found = question.finds.map((code): Outlook => ({
    finding: supposed(code),
    weight: (cause) => ratioOf(cause.findings.get(code), BY_CHANCE),
  }));
  return [...answers, ...found, { weight: () => NOTHING_TELLING }];
}

function ratioOf(strength: Strength | undefined, otherwise: number): number {
  return strength === undefined ? otherwise : RATIO[strength];
}

function supposed(code: string): Finding {
  return {
    code,
    severity: FINDINGS.get(code)?.severity ?? 'warning',
    facts: {},
    evidence: [],
    probe: 'supposed',
    target: 'supposed',
    measuredAt: '',
    seenFrom: 'bot',
  };
}
