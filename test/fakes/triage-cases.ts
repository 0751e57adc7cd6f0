import { nextQuestion, rank } from '../../src/diagnosis/index.js';
import { causesOf } from '../../src/engine/index.js';
import type {
  Bundle,
  CauseDefinition,
  DiagnosisInput,
  Finding,
  GivenAnswer,
  QuestionDefinition,
  Strength,
} from '../../src/domain/index.js';
import { seededRandom } from './random.js';

/** As triage is set up in the bundle. */
export const SURE = 0.8;
export const ASK_AT_MOST = 4;
/** How much oftener something is seen when the cause is the true one: what the words of a playbook mean. */
const LIKELIHOOD: Readonly<Record<Strength, number>> = { strong: 20, medium: 6, weak: 2, against: 1 / 6 };
/** So often a person mistakes what they see, can't tell, or a measurement shows something that has to do with nothing. */
const MISTAKEN = 0.1;
const CANNOT_TELL = 0.1;
const BESIDE = 0.15;
/** Most causes can't be seen from where the bot stands. */
const MEASURED = 0.4;
/** So often the words point to the cause at all, and so often they then point to the right one. */
const WORDS = 0.5;
const RIGHT_WORDS = 0.8;

/** One person's trouble: its true cause, what is known when they come, and what they would answer. */
export interface TriageCase {
  readonly cause: string;
  readonly known: DiagnosisInput;
  readonly answers: ReadonlyMap<string, GivenAnswer>;
}

/** Which question comes next, or none. */
export type Policy = (input: DiagnosisInput, asked: ReadonlySet<string>) => QuestionDefinition | undefined;

/** Questions that a person answers; what is measured is known before the first of them. */
export function questionsOf(bundle: Bundle): readonly QuestionDefinition[] {
  return [...(bundle.questions?.values() ?? [])].filter(({ measure, read }) => !measure && !read);
}

/** The question that is worth most. */
export function bestFirst(questions: readonly QuestionDefinition[]): Policy {
  return (input, asked) => nextQuestion(input, questions, asked);
}

/** Questions as they stand in the file, those that could tell anything. */
export function inFixedOrder(questions: readonly QuestionDefinition[]): Policy {
  return (_input, asked) => questions.find(({ id }) => !asked.has(id));
}

/** A case from the bundle's own likelihoods, with noise; the same for the same seed. */
export function drawCase(bundle: Bundle, seed: number): TriageCase {
  const random = seededRandom(seed);
  const causes = causesOf(bundle);
  const cause = drawn(causes, ({ prior }) => prior, random);
  const findings = [
    ...(random() < MEASURED ? someFinding(cause, random) : []),
    ...(random() < BESIDE ? someFinding(causes[Math.floor(random() * causes.length)], random) : []),
  ];
  const words = random() < WORDS ? wordsAbout(cause, causes, random) : undefined;
  const answers = questionsOf(bundle).flatMap((question) => answerTo(question, cause, random) ?? []);
  return {
    cause: cause.id,
    known: { causes, findings, excluded: [], ...(words && { words }) },
    answers: new Map(answers.map((answer) => [answer.question, answer])),
  };
}

/** Plays a case: what was asked, and the cause that looks likeliest at the end. */
export function playCase(
  { known, answers }: TriageCase,
  policy: Policy,
): { readonly asked: readonly string[]; readonly cause: string | undefined } {
  const asked = new Set<string>();
  const given: GivenAnswer[] = [];
  for (;;) {
    const input: DiagnosisInput = { ...known, answers: given };
    const [first] = rank(input).causes;
    const isSure = first?.standing === 'measured' || (first?.probability ?? 0) >= SURE;
    const question = isSure || asked.size >= ASK_AT_MOST ? undefined : policy(input, asked);
    if (!question) return { asked: [...asked], cause: first?.id };
    asked.add(question.id);
    const answer = answers.get(question.id);
    if (answer) given.push(answer);
  }
}

function someFinding(cause: CauseDefinition | undefined, random: () => number): Finding[] {
  const listed = [...(cause?.findings ?? [])];
  if (listed.length === 0) return [];
  const [code] = drawn(listed, ([, strength]) => LIKELIHOOD[strength], random);
  return [
    {
      code,
      severity: 'warning',
      facts: {},
      evidence: [],
      probe: code,
      target: 'mail.example',
      measuredAt: '2026-01-01T00:00:00Z',
      seenFrom: 'bot',
    },
  ];
}

function wordsAbout(cause: CauseDefinition, causes: readonly CauseDefinition[], random: () => number) {
  const meant = random() < RIGHT_WORDS ? cause : drawn(causes, () => 1, random);
  return {
    text: '',
    language: 'zh' as const,
    scenario: meant.intent ?? meant.id,
    confidence: 0.3 + 0.4 * random(),
    alternatives: [],
    because: [],
    certain: false,
  };
}

/** Nothing where the person can't tell. */
function answerTo(
  { id, answers }: QuestionDefinition,
  cause: CauseDefinition,
  random: () => number,
): GivenAnswer | undefined {
  const [cannotTell, mistaken] = [random() < CANNOT_TELL, random() < MISTAKEN];
  const said = drawn(
    answers,
    ({ says }) => {
      const strength = says.get(cause.id);
      return mistaken || strength === undefined ? 1 : LIKELIHOOD[strength];
    },
    random,
  );
  return cannotTell ? undefined : { question: id, answer: said.id, means: said.means, says: said.says };
}

function drawn<Item>(items: readonly Item[], weight: (item: Item) => number, random: () => number): Item {
  let left = random() * items.reduce((sum, item) => sum + weight(item), 0);
  const found = items.find((item) => (left -= weight(item)) < 0) ?? items.at(-1);
  if (found === undefined) throw new Error('there is nothing to draw from');
  return found;
}
