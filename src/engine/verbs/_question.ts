import type { Effect, LocalText, Reply, ReplyButton, TimerPurpose } from '../../domain/index.js';
import { LANGUAGES, readDuration } from '../../domain/index.js';
import { countIn } from '../memo.js';
import { isNamed } from '../routes.js';
import { HUMAN_BUTTON, labelOf, sayPhrase, stepKey } from '../says.js';
import type { Move, StepWorld } from '../verb.js';

/** How often a question is asked again before the bot gives up. */
const MISSES = 2;
const DAY = '24h';

/** A question as it is shown. */
export interface Question {
  readonly text: string;
  readonly buttons?: readonly Choice[];
  /** More than four: shown as a menu. */
  readonly choices?: readonly Choice[];
  /** Under which name it is said, when that is not the step's own. */
  readonly as?: string;
  readonly memo?: Readonly<Record<string, unknown>>;
  /** How long until the step yields `silent`; absent: the bundle's idle rule unless `silent` is routed. */
  readonly silentAfter?: string;
  /** Said before it. */
  readonly before?: readonly Effect[];
}

export interface Choice {
  readonly id: string;
  readonly label: string;
}

type Wait = Extract<Move, { kind: 'wait' }>;

/** Says a question and waits for words or a button. */
export function openQuestion(world: StepWorld, question: Question): Wait {
  const human = { id: HUMAN_BUTTON, label: labelOf(world, 'talk-to-person') };
  const buttons = [...(question.buttons ?? []), human].map((choice) => pressable(world, choice));
  const choices = question.choices?.map((choice) => pressable(world, choice));
  const reply: Reply = { text: question.text, buttons, ...(choices && { choices }) };
  return {
    kind: 'wait',
    for: 'question',
    buttons: [...buttons, ...(choices ?? [])].map((button) => button.id),
    effects: [
      ...(question.before ?? []),
      { kind: 'say', step: question.as ?? stepKey(world), reply },
      ...silenceTimers(world, question.silentAfter),
    ],
    ...(question.memo && { memo: question.memo }),
  };
}

/**
 * What follows words that do not answer: `again` with the misses noted, at most twice; then `outcome`.
 */
export function missed(
  world: StepWorld,
  outcome: string,
  again: (memo: Readonly<Record<string, unknown>>, notUnderstood: readonly Effect[]) => Move,
): Move {
  const misses = countIn(world.frame, 'misses') + 1;
  if (misses > MISSES) return { kind: 'outcome', outcome };
  return again({ ...world.frame.memo, misses }, sayPhrase(world, 'not-understood'));
}

/** The choice whose label or id these words are, in any language, whatever their case, spaces and marks. */
export function chosen(text: string, labels: Iterable<readonly [string, LocalText]>): string | undefined {
  const said = essence(text);
  if (!said) return undefined;
  for (const [id, label] of labels) {
    if (essence(id) === said || LANGUAGES.some((language) => essence(label[language]) === said)) return id;
  }
  return undefined;
}

function essence(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]+/gu, '');
}

function pressable(world: StepWorld, choice: Choice): ReplyButton {
  return { ...choice, press: `${world.token}:${choice.id}` };
}

function silenceTimers(world: StepWorld, silentAfter: string | undefined): readonly Effect[] {
  if (silentAfter !== undefined || isNamed(world.step, 'silent')) {
    return [timer(world, 'silent', silentAfter ?? DAY, true)];
  }
  const { remind, abandon } = world.bundle.settings.idle;
  return [timer(world, 'idle-remind', remind, true), timer(world, 'idle-abandon', abandon, false)];
}

function timer(world: StepWorld, purpose: TimerPurpose, after: string, byDay: boolean): Effect {
  const afterMs = readDuration(after) ?? readDuration(DAY) ?? 0;
  return { kind: 'timer', token: world.token, purpose, afterMs, byDay };
}
