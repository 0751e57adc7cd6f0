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
  if (misses > MISSES) return { kind: 'outcome', outcome, missed: true };
  const move = again({ ...world.frame.memo, misses }, sayPhrase(world, 'not-understood'));
  return move.kind === 'end' ? move : { ...move, missed: true };
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

/** Longer sentences tell more than which button. */
const LONGEST_SENTENCE = 40;
/** A label shorter than this stands in sentences that mean something else. */
const SHORTEST_HAN = 3;
const SHORTEST_LATIN = 7;
/** Words that turn a label in a sentence into its opposite, a doubt or a question. */
const TURNS =
  /不是|并非|没说|是不是|能不能|会不会|不知道|不清楚|不确定|如果|要是|[吗呢么]\s*$|[?？]|\b(?:not|isn'?t|never|if|whether|don'?t know|no idea|unless|before|how|why|what)\b/iu;

/** The one choice whose label stands in a short sentence that says no more (“我是登不进去了” for “登不进去”). */
export function chosenIn(text: string, labels: Iterable<readonly [string, LocalText]>): string | undefined {
  const choices = [...labels];
  const exact = chosen(text, choices);
  if (exact !== undefined) return exact;
  if ([...text].length > LONGEST_SENTENCE) return undefined;
  const plain = text.replace(/[’‘]/gu, "'").replace(/\b(can ?not|cant)\b/giu, "can't");
  const named = choices.filter(([, label]) => LANGUAGES.some((language) => isTold(plain, label[language])));
  return named.length === 1 ? named[0]?.[0] : undefined;
}

/** A first message is longer than an answer; its clauses are read one by one. */
const LONGEST_CLAUSE = 80;
/** A first message of more clauses than this is a flood. */
const MOST_CLAUSES = 60;
const CLAUSES = /[,，。.;；!！\n]+/u;

/** The one choice that a first message names by a label or other words of it; nothing where it names two. */
export function toldIn(text: string, labels: Iterable<readonly [string, LocalText]>): string | undefined {
  const choices = [...labels];
  const clauses = new Set(
    text
      .replace(/[’‘]/gu, "'")
      .replace(/\b(can ?not|cant)\b/giu, "can't")
      .split(CLAUSES)
      .map((clause) => clause.trim()),
  );
  const told = [...clauses]
    .filter((clause) => clause.length >= SHORTEST_HAN && [...clause].length <= LONGEST_CLAUSE)
    .slice(0, MOST_CLAUSES)
    .flatMap((clause) => choices.filter(([, label]) => LANGUAGES.some((one) => isTold(clause, label[one]))));
  const ids = new Set(told.map(([id]) => id));
  return ids.size === 1 ? told[0]?.[0] : undefined;
}

function isTold(text: string, label: string): boolean {
  const said = essence(text);
  const words = essence(label);
  const shortest = /\p{Script=Han}/u.test(words) ? SHORTEST_HAN : SHORTEST_LATIN;
  if ([...words].length < shortest || TURNS.test(withoutWords(text, label))) return false;
  const at = said.indexOf(words);
  return at >= 0 && !/[不没未别非]/u.test(said.charAt(at - 1));
}

/** A label's own “not” turns nothing. */
function withoutWords(text: string, label: string): string {
  const at = text.toLowerCase().indexOf(label.toLowerCase());
  return at < 0 ? text : text.slice(0, at) + text.slice(at + label.length);
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
