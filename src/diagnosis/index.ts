import type {
  Because,
  CauseDefinition,
  Diagnosis,
  DiagnosisInput,
  Finding,
  Language,
  RankedCause,
  Strength,
} from '../domain/index.js';

const RATIO: Readonly<Record<Strength, number>> = { strong: 20, medium: 6, weak: 2, against: 1 / 6 };
/** Words alone never speak louder than this. */
const LOUDEST_WORDS = 8;

/** Weighs causes: prior, words and findings as likelihood ratios, one finding per family. */
export function rank(input: DiagnosisInput): Diagnosis {
  const open = input.causes.filter((cause) => !input.excluded.includes(cause.id));
  const weighed = open.map((cause) => ({ cause, ...weigh(cause, input) }));
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const ranked = weighed.map(({ cause, weight, because, measured }): RankedCause => {
    const probability = total > 0 ? weight / total : 0;
    const standing = measured ? 'measured' : standingOf(probability, because);
    return { id: cause.id, title: cause.title, probability, standing, because };
  });
  const out = input.causes
    .filter((cause) => input.excluded.includes(cause.id))
    .map((cause): RankedCause => ({
      id: cause.id,
      title: cause.title,
      probability: 0,
      standing: 'ruled-out',
      because: [],
    }));
  return { causes: [...ranked.sort((one, other) => other.probability - one.probability), ...out] };
}

/** What a finding means, in one sentence. */
export function findingSentence(finding: Finding, language: Language): string {
  return language === 'zh' ? `测到 ${finding.code}` : `measured ${finding.code}`;
}

function weigh(cause: CauseDefinition, input: DiagnosisInput) {
  const because: Because[] = [];
  let weight = cause.prior;
  let measured = false;
  if (input.words?.scenario === cause.id && input.words.confidence > 0) {
    weight *= 1 + input.words.confidence * LOUDEST_WORDS;
    because.push({
      kind: 'words',
      code: cause.id,
      speaksFor: true,
      sentence: { zh: '您的描述', en: 'your words' },
    });
  }
  const families = new Set<string>();
  for (const finding of input.findings) {
    const strength = cause.findings.get(finding.code);
    const family = finding.code.split('.')[0] ?? finding.code;
    if (!strength || families.has(family)) continue;
    families.add(family);
    weight *= RATIO[strength];
    measured ||= strength === 'strong';
    because.push({
      kind: 'finding',
      code: finding.code,
      speaksFor: strength !== 'against',
      sentence: { zh: findingSentence(finding, 'zh'), en: findingSentence(finding, 'en') },
    });
  }
  return { weight, because, measured };
}

function standingOf(probability: number, because: readonly Because[]) {
  if (because.some((one) => !one.speaksFor) && probability < 0.1) return 'ruled-out';
  return probability >= 0.8 ? 'likely' : 'possible';
}
