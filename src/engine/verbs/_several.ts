import type { LocalText } from '../../domain/index.js';
import { noteIn } from '../memo.js';
import { DONE_BUTTON, labelOf } from '../says.js';
import type { StepWorld } from '../verb.js';
import type { Choice } from './_question.js';
import { chosen } from './_question.js';

/** Between the ids of a slot that holds several. */
const COMMA = ', ';
const BETWEEN = /[,，、;；/+&\n]|\s(?:and|or|plus)\s|和|与|以及|还有|跟/iu;

type Labels = Iterable<readonly [string, LocalText]>;

/** Ids that were picked so far, by the memo of the step. */
export function pickedSoFar(world: StepWorld): readonly string[] {
  const noted = noteIn(world.frame, 'picked');
  return noted ? noted.split(COMMA) : [];
}

/** The memo with what is picked now. */
export function withPicked(world: StepWorld, picked: readonly string[]): Readonly<Record<string, unknown>> {
  return { ...world.frame.memo, picked: picked.join(COMMA) };
}

/** The value that a slot keeps: ids in the order of the question. */
export function severalValue(picked: readonly string[], labels: Labels): string {
  const order = [...labels].map(([id]) => id);
  return order.filter((id) => picked.includes(id)).join(COMMA);
}

/** The ids that a slot's value holds. */
export function severalIn(value: string): readonly string[] {
  return value.split(COMMA);
}

/** The button below the choices, once something is picked. */
export function doneButton(world: StepWorld): readonly Choice[] {
  return pickedSoFar(world).length === 0 ? [] : [{ id: DONE_BUTTON, label: labelOf(world, 'several-done') }];
}

/** True for words or a button that end the choice. */
export function isDone(text: string, world: StepWorld): boolean {
  if (text === DONE_BUTTON) return true;
  const label = world.bundle.phrases.get('several-done');
  return label !== undefined && chosen(text, [[DONE_BUTTON, label]]) !== undefined;
}

/** Every choice that is named in the words; nothing unless all parts of them are choices. */
export function namedIn(text: string, labels: Labels): readonly string[] {
  const all = [...labels];
  const whole = chosen(text, all);
  if (whole !== undefined) return [whole];
  const parts = text.split(BETWEEN).filter((part) => part.trim() !== '');
  const ids = parts.map((part) => chosen(part, all));
  return ids.every((id) => id !== undefined) ? [...new Set(ids)] : [];
}
