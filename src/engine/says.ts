import type { Effect, LocalText, Reply } from '../domain/index.js';
import { renderPhrase, renderText, textWorld } from './texts.js';
import type { StepWorld } from './verb.js';

type Speaking = Pick<StepWorld, 'bundle' | 'run' | 'context'>;

/** Phrases of `phrases.yaml` that the engine says; the bundle must hold all of them. */
export const ENGINE_PHRASES = [
  'talk-to-person',
  'confirm-yes',
  'confirm-no',
  'guide-done',
  'guide-stuck',
  'several-done',
  'act-yes',
  'act-no',
  'retry',
  'not-understood',
  'noted',
  'too-long',
  'error-read',
  'error-read-outlook',
  'still-measuring',
  'still-working',
  'sign-in-open',
  'button-used',
  'handed-over',
  'idle-remind',
  'diagnosis-measured',
  'diagnosis-likely',
  'diagnosis-possible',
  'diagnosis-ruled-out',
  'diagnosis-undecided',
] as const;

/** Id of the button “talk to a person” below every question. */
export const HUMAN_BUTTON = 'human';
/** Id of the button that ends a choice of several. */
export const DONE_BUTTON = 'several-done';

export type EnginePhrase = (typeof ENGINE_PHRASES)[number];

/** The name of a step in effects and counters: `playbook/step`. */
export function stepKey(world: Pick<StepWorld, 'frame' | 'step'>): string {
  return `${world.frame.playbook}/${world.step.id}`;
}

/** Says a text of the step. */
export function sayStep(world: StepWorld, text: LocalText, extra: Omit<Reply, 'text'> = {}): Effect {
  return {
    kind: 'say',
    step: stepKey(world),
    reply: { text: renderText(text, textWorld(world)), ...extra },
  };
}

/** Says one of the bot's own phrases; nothing when the bundle has none of this name. */
export function sayPhrase(
  world: Speaking,
  id: EnginePhrase,
  values?: Readonly<Record<string, string>>,
): readonly Effect[] {
  const text = renderPhrase(id, textWorld(world), values);
  return text ? [{ kind: 'say', step: `phrase:${id}`, reply: { text } }] : [];
}

/** A phrase as the label of a button. */
export function labelOf(world: Speaking, id: EnginePhrase): string {
  return renderPhrase(id, textWorld(world)) || id;
}
