import type {
  Bundle,
  DiagnosisInput,
  GivenAnswer,
  PlaybookRun,
  QuestionDefinition,
  RunContext,
} from '../domain/index.js';
import { causesOf } from './causes.js';
import { providerKnown, providerProperty } from './slots.js';

/**
 * Everything that a run knows for weighing causes: words, findings, answers, and what is out. Without a context the
 * provider counts only when its slot is known.
 */
export function diagnosisInputOf(bundle: Bundle, run: PlaybookRun, context?: RunContext): DiagnosisInput {
  const provider = providerKnown(bundle, run.slots, context);
  return {
    causes: causesOf(bundle),
    ...(run.words && { words: run.words }),
    findings: run.findings,
    answers: [...(bundle.questions?.values() ?? [])].flatMap((question) => {
      const read = question.read && providerProperty(provider, question.read);
      return answerOf(question, read ?? answerIn(question, run));
    }),
    excluded: run.excluded,
    ...(context && { timeZone: context.person.timeZone }),
  };
}

/** Questions that `diagnose` needn't ask any more: asked before, or their slot is known by other ways. */
export function questionsAsked(bundle: Bundle, run: PlaybookRun): ReadonlySet<string> {
  const known = [...(bundle.questions?.values() ?? [])].filter(
    ({ into }) => into !== undefined && run.slots[into] !== undefined,
  );
  return new Set([...Object.keys(run.answers ?? {}), ...known.map(({ id }) => id)]);
}

/** A slot outranks what was noted: a playbook may have asked for it again. */
function answerIn({ id, into }: QuestionDefinition, run: PlaybookRun): string | undefined {
  return (into === undefined ? undefined : run.slots[into]?.value) ?? run.answers?.[id];
}

function answerOf({ id, answers }: QuestionDefinition, said: string | undefined): readonly GivenAnswer[] {
  return answers
    .filter((answer) => answer.id === said)
    .map((answer) => ({ question: id, answer: answer.id, means: answer.means, says: answer.says }));
}
