import type { CauseDefinition, Finding, GivenAnswer, IntentMatch, Strength } from '../domain/index.js';
import { familyOf } from './finding-type.js';
import { FINDINGS } from './findings/index.js';

/** How much more likely a finding is when the cause is the right one (likelihood ratio). */
export const RATIO: Readonly<Record<Strength, number>> = { strong: 20, medium: 6, weak: 2, against: 1 / 6 };
/** Of two findings of one family the first of these counts: trouble seen somewhere weighs more than calm elsewhere. */
const LOUDEST_FIRST: readonly Strength[] = ['strong', 'medium', 'against', 'weak'];
/** Words count as much as one strong finding at most. */
const LOUDEST_WORDS = 20;
/** Answers are what people believe they see: all together they count less than a proof, for and against. */
const LOUDEST_ANSWERS = 150;
/** A measured certainty leaves nothing beside it. */
const PROOF = 400;
/** What is ruled out keeps a trace, so that nothing else becomes certain by it. */
const RULED_OUT = 0.002;
/** Nobody believes in a prior of nothing, and its logarithm is no number. */
const SMALLEST_PRIOR = 1e-6;

/** A finding and how strongly the cause's playbook takes it. */
interface Spoken {
  readonly finding: Finding;
  readonly strength: Strength;
}

/** An answer and how strongly it speaks for the cause. */
interface Told {
  readonly answer: GivenAnswer;
  readonly strength: Strength;
}

/** What speaks for and against one cause. */
export interface Weighed {
  readonly cause: CauseDefinition;
  readonly logOdds: number;
  /** One finding for each family, strongest first. */
  readonly spoken: readonly Spoken[];
  /** Answers that say something about it, strongest first. */
  readonly told: readonly Told[];
  /** What rules it out by itself, if anything. */
  readonly ruledOutBy?: Finding;
  /** Likelihood ratio of the words; 1 when they don't point to it. */
  readonly words: number;
  readonly isProved: boolean;
  /** Something measured or answered rules it out: never the success of another cause, never an “I don't know”. */
  readonly isOut: boolean;
  /** Its playbook came back with `not-it`, and no proof stands against that. */
  readonly isTried: boolean;
}

export interface Evidence {
  readonly words?: IntentMatch;
  readonly findings: readonly Finding[];
  readonly answers?: readonly GivenAnswer[];
  readonly excluded: readonly string[];
  /** How many causes compete. */
  readonly causes: number;
}

/** Log-odds of one cause: prior, words, answers, and the loudest finding of each family. */
export function weigh(cause: CauseDefinition, evidence: Evidence): Weighed {
  const spoken = loudestPerFamily(cause, evidence.findings);
  const isProven = spoken.some(proves);
  const ruledOutBy = isProven ? undefined : evidence.findings.find((one) => rulesOut(one, cause, spoken));
  const told = toldAbout(cause, evidence.answers ?? []);
  const isTried = !isProven && evidence.excluded.includes(cause.id);
  const isDoubted = [...spoken, ...told].some(({ strength }) => strength === 'against');
  const isOut = ruledOutBy !== undefined || (isTried && isDoubted);
  const words = wordsRatio(cause, evidence);
  const prior = Math.log(Math.max(cause.prior, SMALLEST_PRIOR));
  const ratios = [
    words,
    answersRatio(told),
    ...spoken.map(({ strength }) => RATIO[strength]),
    isProven ? PROOF : 1,
  ];
  return {
    cause,
    logOdds:
      prior +
      (isOut || isTried ? Math.log(RULED_OUT) : ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0)),
    spoken,
    told,
    ...(ruledOutBy && { ruledOutBy }),
    words,
    isProved: isProven,
    isOut,
    isTried,
  };
}

/** Shares among all causes, in their order; they sum to 1. */
export function sharesOf(weighed: readonly Weighed[]): readonly number[] {
  const highest = Math.max(...weighed.map(({ logOdds }) => logOdds));
  const odds = weighed.map(({ logOdds }) => Math.exp(logOdds - highest));
  const total = odds.reduce((sum, one) => sum + one, 0);
  return odds.map((one) => one / total);
}

function loudestPerFamily(cause: CauseDefinition, findings: readonly Finding[]): readonly Spoken[] {
  const loudest = new Map<string, Spoken>();
  for (const finding of findings) {
    const strength = believed(cause.findings.get(finding.code), finding.confidence);
    if (strength === undefined) continue;
    const family = familyOf(finding.code);
    const known = loudest.get(family);
    if (!known || isLouder({ finding, strength }, known)) loudest.set(family, { finding, strength });
  }
  return [...loudest.values()].sort((one, other) => RATIO[other.strength] - RATIO[one.strength]);
}

/** What was read in an error text speaks no louder than it was understood; a guess speaks against nothing. */
function believed(
  strength: Strength | undefined,
  confidence: Finding['confidence'] = 'high',
): Strength | undefined {
  if (confidence === 'high' || strength === undefined) return strength;
  if (strength === 'against') return confidence === 'low' ? undefined : strength;
  return confidence === 'low' ? 'weak' : strength === 'strong' ? 'medium' : strength;
}

function toldAbout(cause: CauseDefinition, answers: readonly GivenAnswer[]): readonly Told[] {
  return answers
    .flatMap((answer) => {
      const strength = answer.says.get(cause.id);
      return strength === undefined ? [] : [{ answer, strength }];
    })
    .sort((one, other) => RATIO[other.strength] - RATIO[one.strength]);
}

function answersRatio(told: readonly Told[]): number {
  const ratio = told.reduce((product, { strength }) => product * RATIO[strength], 1);
  return Math.min(LOUDEST_ANSWERS, Math.max(1 / LOUDEST_ANSWERS, ratio));
}

/** Between equals a proof wins, so that the order of the findings decides nothing. */
function isLouder(one: Spoken, other: Spoken): boolean {
  if (one.strength === other.strength) return proves(one) && !proves(other);
  return LOUDEST_FIRST.indexOf(one.strength) < LOUDEST_FIRST.indexOf(other.strength);
}

function proves({ finding, strength }: Spoken): boolean {
  return strength === 'strong' && FINDINGS.get(finding.code)?.proves === true;
}

/** What is fine on one server says nothing while something else speaks for the cause. */
function rulesOut(finding: Finding, cause: CauseDefinition, spoken: readonly Spoken[]): boolean {
  if (FINDINGS.get(finding.code)?.rulesOut?.includes(cause.id) !== true) return false;
  return spoken.every(({ strength }) => strength === 'against');
}

/**
 * The classifier's probability as a likelihood ratio against an even chance: words alone give back just that
 * probability. Causes that the words don't single out keep 1.
 */
function wordsRatio(cause: CauseDefinition, { words, causes }: Evidence): number {
  const said = words && [words, ...words.alternatives].find(({ scenario }) => scenario === scenarioOf(cause));
  if (!said) return 1;
  const odds = said.confidence / Math.max(1 - said.confidence, 1e-6);
  return Math.min(LOUDEST_WORDS, Math.max(1, odds * (causes - 1)));
}

/** What the classifier calls a cause. */
export function scenarioOf({ id, intent }: CauseDefinition): string {
  return intent ?? id;
}
