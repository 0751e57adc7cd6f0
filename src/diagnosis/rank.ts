import type {
  Because,
  CauseDefinition,
  CauseStanding,
  Diagnosis,
  DiagnosisInput,
  Finding,
  IntentMatch,
  RankedCause,
  Strength,
} from '../domain/index.js';
import { familyOf } from './finding-type.js';
import { FINDINGS } from './findings/index.js';
import { findingSentence } from './sentence.js';

/** Likelihood ratios. `against` is the inverse of medium. */
const RATIO: Readonly<Record<Strength, number>> = { strong: 20, medium: 6, weak: 2, against: 1 / 6 };
/** What words say counts as much as one strong finding at most. */
const LOUDEST_WORDS = 20;
const LIKELY = 0.8;
const IMPROBABLE = 0.02;
/** A cause that a measurement speaks against keeps this little, so that nothing else needs to be certain. */
const RULED_OUT = 0.002;

interface Weighed {
  readonly cause: CauseDefinition;
  readonly odds: number;
  readonly because: readonly Because[];
  readonly proved: boolean;
  readonly isOut: boolean;
}

/**
 * Weighs all causes: prior × what the words say × what was measured, one finding per family (the strongest).
 * Words alone never make a cause `measured`; a cause that came back with `not-it`, or that a measurement rules
 * out, is `ruled-out`. Equal weights keep the order of the bundle, so the answer is always the same.
 */
export function rank(input: DiagnosisInput): Diagnosis {
  const weighed = input.causes.map((cause) => weigh(cause, input));
  const total = weighed.reduce((sum, { odds }) => sum + odds, 0);
  const causes = weighed.map((one): RankedCause => {
    const probability = total > 0 ? one.odds / total : 0;
    const { id, title } = one.cause;
    return { id, title, probability, standing: standingOf(one, probability), because: one.because };
  });
  return { causes: [...causes].sort(byStanding) };
}

const ORDER: readonly CauseStanding[] = ['measured', 'likely', 'possible', 'ruled-out'];

function byStanding(one: RankedCause, other: RankedCause): number {
  const order = ORDER.indexOf(one.standing) - ORDER.indexOf(other.standing);
  return order !== 0 ? order : other.probability - one.probability;
}

function standingOf({ proved, isOut, because }: Weighed, probability: number): CauseStanding {
  if (isOut) return 'ruled-out';
  if (proved) return 'measured';
  if (probability >= LIKELY) return 'likely';
  const hasDoubt = because.some(({ kind, speaksFor }) => kind === 'finding' && !speaksFor);
  return probability < IMPROBABLE && hasDoubt ? 'ruled-out' : 'possible';
}

function weigh(cause: CauseDefinition, input: DiagnosisInput): Weighed {
  const spoken = strongestPerFamily(cause, input.findings);
  const proved = spoken.some(
    ({ finding, strength }) => strength === 'strong' && FINDINGS.get(finding.code)?.proves === true,
  );
  const against = proved ? [] : input.findings.filter((finding) => rulesOut(finding, cause, input.findings));
  const isOut = input.excluded.includes(cause.id) || against.length > 0;
  const words = input.words && wordsFor(cause, input.words);
  const because: Because[] = [
    ...spoken.map(({ finding, strength }) => reason(finding, strength !== 'against')),
    ...against.slice(0, 1).map((finding) => reason(finding, false)),
    ...(words && input.words ? [wordsReason(cause, input.words)] : []),
  ];
  const ratio = spoken.reduce((product, { strength }) => product * RATIO[strength], words ?? 1);
  const odds = isOut
    ? cause.prior * RULED_OUT
    : cause.prior * ratio * (proved ? RATIO.strong * RATIO.strong : 1);
  return { cause, odds, because, proved: proved && !isOut, isOut };
}

/** A measurement that is fine on one server says nothing while the same family is in trouble on another. */
function rulesOut(finding: Finding, cause: CauseDefinition, all: readonly Finding[]): boolean {
  if (FINDINGS.get(finding.code)?.rulesOut?.includes(cause.id) !== true) return false;
  return !all.some((other) => cause.findings.has(other.code) && cause.findings.get(other.code) !== 'against');
}

interface Spoken {
  readonly finding: Finding;
  readonly strength: Strength;
}

function strongestPerFamily(cause: CauseDefinition, findings: readonly Finding[]): readonly Spoken[] {
  const best = new Map<string, Spoken>();
  for (const finding of findings) {
    const strength = cause.findings.get(finding.code);
    if (strength === undefined) continue;
    const family = familyOf(finding.code);
    const known = best.get(family);
    if (!known || weightOf(strength) > weightOf(known.strength)) best.set(family, { finding, strength });
  }
  return [...best.values()].sort((one, other) => RATIO[other.strength] - RATIO[one.strength]);
}

function weightOf(strength: Strength): number {
  return Math.abs(Math.log(RATIO[strength]));
}

/** The calibrated probability of the cause as a likelihood ratio; `undefined` when the words don't point to it. */
function wordsFor(cause: CauseDefinition, words: IntentMatch): number | undefined {
  const said = [words, ...words.alternatives].find(({ scenario }) => scenario === cause.id);
  if (!said || said.confidence < 0.05) return undefined;
  const odds = said.confidence / Math.max(1 - said.confidence, 0.01);
  return Math.min(LOUDEST_WORDS, Math.max(1, 1 + odds * 6));
}

function reason(finding: Finding, speaksFor: boolean): Because {
  return {
    kind: 'finding',
    code: finding.code,
    speaksFor,
    sentence: { zh: findingSentence(finding, 'zh'), en: findingSentence(finding, 'en') },
  };
}

function wordsReason(cause: CauseDefinition, words: IntentMatch): Because {
  const quoted = words.scenario === cause.id ? words.because.slice(0, 2) : [];
  return {
    kind: 'words',
    code: cause.id,
    speaksFor: true,
    sentence:
      quoted.length > 0
        ? { zh: `您提到“${quoted.join('”“')}”`, en: `you mentioned “${quoted.join('”, “')}”` }
        : { zh: '和您的描述相符', en: 'it fits what you describe' },
  };
}
