import type {
  Bundle,
  DiagnosisInput,
  GivenAnswer,
  PlaybookRun,
  QuestionDefinition,
} from '../domain/index.js';
import { causesOf } from './causes.js';

/** Everything that a run knows for weighing causes: words, findings, answers, and what is out. */
export function diagnosisInputOf(bundle: Bundle, run: PlaybookRun): DiagnosisInput {
  return {
    causes: causesOf(bundle),
    ...(run.words && { words: run.words }),
    findings: run.findings,
    answers: [...(bundle.questions?.values() ?? [])].flatMap((question) => answerOf(question, run)),
    excluded: run.excluded,
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
function answerOf({ id, into, answers }: QuestionDefinition, run: PlaybookRun): readonly GivenAnswer[] {
  const said = (into === undefined ? undefined : run.slots[into]?.value) ?? run.answers?.[id];
  return answers
    .filter((answer) => answer.id === said)
    .map((answer) => ({ question: id, answer: answer.id, means: answer.means, says: answer.says }));
}
