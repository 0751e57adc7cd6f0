import type { Bundle, LocalText, QuestionDefinition, SlotValue } from '../domain/index.js';
import { toldIn } from './verbs/_question.js';

/**
 * What a first message answers of the questions of `diagnose`, as slots, so that it is not asked: by the label of an
 * answer or its `words:`. Only slots that may come from words.
 */
export function answersInWords(bundle: Bundle, text: string): Readonly<Record<string, SlotValue>> {
  const told: Record<string, SlotValue> = {};
  for (const question of bundle.questions?.values() ?? []) {
    const { into } = question;
    if (into === undefined || !bundle.slots.get(into)?.from.includes('words')) continue;
    const answer = toldIn(text, wordsOf(question));
    if (answer !== undefined) told[into] = { value: answer, source: 'words' };
  }
  return told;
}

function wordsOf({ answers }: QuestionDefinition): readonly (readonly [string, LocalText])[] {
  return answers.flatMap(({ id, label, words = [] }) => [
    ...(label ? [[id, label] as const] : []),
    ...words.map((word) => [id, { zh: word, en: word }] as const),
  ]);
}
