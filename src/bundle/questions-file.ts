import { z } from 'zod';
import type { AnswerDefinition, QuestionDefinition } from '../domain/index.js';
import { findingCode, id, localText, schemaVersion } from './pieces.js';
import { inFileOrder, readShape } from './shape.js';
import type { Read, Source } from './source.js';
import type { YamlTree } from './tree.js';
import { entryOf, valueAt } from './tree.js';

const answer = z.strictObject({
  label: localText,
  means: localText,
  says: z.record(id, z.enum(['strong', 'medium', 'weak', 'against'])).optional(),
  words: z.array(z.string().trim().min(2).max(40)).min(1).max(30).optional(),
  shown_by: z.array(findingCode).min(1).optional(),
});

/** Notes of the engine; an answer of that name could not be told from them. */
const NOTES: ReadonlySet<string> = new Set(['unknown', 'measured', 'failed', 'human']);

const answers = z.record(
  id.refine((name) => !NOTES.has(name), 'the bot keeps this name for itself; choose another'),
  answer,
);
const cost = z.number().positive().max(20);
const finds = z.array(findingCode).min(1);

const question = z.strictObject({ ask: localText, cost, into: id.optional(), answers });
const pasted = z.strictObject({
  measure: z.literal('paste-error'),
  ask: localText,
  cost,
  into: id.optional(),
  answers: answers.optional(),
  finds,
});
const signIn = z.strictObject({ measure: z.literal('sign_in'), progress: localText, cost, finds });
const probe = z.strictObject({
  measure: z.literal('probe'),
  probe: z.array(id).min(1),
  progress: localText,
  cost,
  finds,
});
const read = z.strictObject({
  read: z.enum(['provider.id', 'provider.kind', 'provider.credential']),
  answers: z.record(id, z.strictObject({ means: localText, says: answer.shape.says })),
});
const kinds = z.union([question, read, pasted, signIn, probe]);
const schema = z.strictObject({ schema: schemaVersion, questions: z.record(id, kinds) });

type Written = z.output<typeof kinds>;
type Answer = Pick<z.output<typeof answer>, 'means' | 'says'> & Partial<z.output<typeof answer>>;

/** `playbooks/questions.yaml`: questions and measurements that tell causes apart, for `diagnose`. */
export function readQuestions(source: Source): Read<ReadonlyMap<string, QuestionDefinition>> {
  const { value, problems } = readShape(source, schema);
  if (!value) return { problems };
  const questions = inFileOrder(value.questions, entryOf(source.tree, 'questions')?.value);
  return {
    value: new Map(
      [...questions].map(([name, written]) => {
        return [name, questionOf(name, written, valueAt(source.tree, ['questions', name]))];
      }),
    ),
    problems,
  };
}

function questionOf(name: string, written: Written, tree: YamlTree | undefined): QuestionDefinition {
  const text = 'ask' in written ? written.ask : 'progress' in written ? written.progress : undefined;
  const into = 'into' in written ? written.into : undefined;
  return {
    id: name,
    ...(text && { text }),
    cost: 'cost' in written ? written.cost : 0,
    ...('read' in written && { read: written.read }),
    ...('measure' in written && { measure: written.measure }),
    probes: 'probe' in written ? written.probe : [],
    ...(into !== undefined && { into }),
    answers: 'answers' in written ? answersOf(written.answers, entryOf(tree, 'answers')?.value) : [],
    finds: 'finds' in written ? written.finds : [],
  };
}

function answersOf(
  written: z.output<typeof answers> | z.output<typeof read>['answers'] | undefined,
  tree: YamlTree | undefined,
): readonly AnswerDefinition[] {
  return [...inFileOrder<Answer>(written, tree)].map(
    ([name, { label, means, says, words, shown_by: shownBy }]) => ({
      id: name,
      ...(label && { label }),
      means,
      says: inFileOrder(says, valueAt(tree, [name, 'says'])),
      ...(words && { words }),
      ...(shownBy && { shownBy }),
    }),
  );
}
