import type { Effect, Finding, Heard, LocalText, QuestionDefinition, RunEvent } from '../../domain/index.js';
import { countIn, noteIn } from '../memo.js';
import { renderText, textWorld } from '../texts.js';
import type { Claim, Learnt, Move, StepWorld } from '../verb.js';
import { acceptedKinds } from './_accept.js';
import { measure, requestOf } from './_measure.js';
import { chosenIn, missed, openQuestion } from './_question.js';
import { findingsInError } from './_read-error.js';
import { offerSignIn, signInFacts, signInRequest } from './_sign-in.js';

type Wait = Extract<Move, { kind: 'wait' }>;
type Memo = Readonly<Record<string, unknown>>;
type Said = Extract<RunEvent, { kind: 'said' }>;

/** What an event told about the open question. */
export interface Reply extends Learnt {
  /** Nobody was bothered, so it counts for nothing. */
  readonly unasked?: true;
}

/** Most buttons beside “talk to a person”; more answers are a menu. */
const MOST_BUTTONS = 4;

/** True when everything that the question needs is known. */
export function canAsk(question: QuestionDefinition, world: StepWorld): boolean {
  if (question.read) return false;
  switch (question.measure) {
    case 'probe': {
      const { host, address } = requestOf(question.probes, undefined, world).with;
      return Boolean(host ?? address);
    }
    case 'sign_in':
      return signInRequest('imap', undefined, world) !== undefined;
    default:
      return true;
  }
}

/** Asks or measures. The memo says which question is open. */
export function ask(
  question: QuestionDefinition,
  world: StepWorld,
  memo: Memo,
  before: readonly Effect[] = [],
): Wait {
  const step = `question:${question.id}`;
  const noted = { ...memo, question: question.id };
  switch (question.measure) {
    case 'probe': {
      const request = requestOf(question.probes, undefined, world);
      return measure(world, request, question.text, { step, memo: noted });
    }
    case 'sign_in': {
      const request = signInRequest('imap', undefined, world);
      if (request) return offerSignIn(world, request, question.text, { step, memo: noted });
      break;
    }
    default:
      break;
  }
  const shown = labelsOf(question).map(([id, label]) => ({ id, label: renderText(label, textWorld(world)) }));
  return openQuestion(world, {
    text: question.text ? renderText(question.text, textWorld(world)) : '',
    ...(shown.length > MOST_BUTTONS ? { choices: shown } : { buttons: shown }),
    as: step,
    memo: noted,
    before,
  });
}

/** The question that is open at this step. */
export function questionAt(world: StepWorld): QuestionDefinition | undefined {
  return world.bundle.questions?.get(noteIn(world.frame, 'question') ?? '');
}

/** What the open question claims of a person's words. */
export function claimed(question: QuestionDefinition, heard: Heard, world: StepWorld): Claim {
  if (chosenIn(heard.text, labelsOf(question))) return 'all';
  const told = toldAnswer(question, heard, world);
  if (told) return [told.kind];
  return question.measure === 'paste-error' ? acceptedKinds('error') : [];
}

/** The answer that was told in other words than the buttons'. */
function toldAnswer({ into, answers }: QuestionDefinition, { entities }: Heard, { bundle }: StepWorld) {
  const kind = into === undefined ? undefined : bundle.slots.get(into)?.kind;
  return entities.find((one) => one.kind === kind && answers.some(({ id }) => id === one.value));
}

/** What an event told; a move where the question is asked again, goes on waiting, or is given up. */
export function replyTo(question: QuestionDefinition, event: RunEvent, world: StepWorld): Reply | Move {
  switch (event.kind) {
    case 'pressed':
      return answered(question, event.button);
    case 'said':
      return heardWords(question, event, world);
    case 'measured': {
      const isMeasured = event.results.some(({ status }) => status === 'measured');
      return answered(question, isMeasured ? 'measured' : 'failed');
    }
    case 'signed-in': {
      const isTried = event.outcome === 'tried';
      const told = { ...answered(question, isTried ? 'measured' : 'failed'), facts: signInFacts(event) };
      return event.outcome === 'failed' ? { ...told, unasked: true } : told;
    }
    default:
      return { kind: 'wait', for: 'question', effects: [], keep: true };
  }
}

function heardWords(question: QuestionDefinition, { heard }: Said, world: StepWorld): Reply | Move {
  // Words reach an open sign-in only when they decline it.
  if (question.measure === 'sign_in') return answered(question, 'failed');
  const choice = chosenIn(heard.text, labelsOf(question));
  if (choice !== undefined) return answered(question, choice);
  const told = toldAnswer(question, heard, world);
  if (told) return answered(question, told.value);
  if (heard.answer === 'unknown') return answered(question, 'unknown');
  const isChoice = question.answers.some(({ id }) => id === heard.answer);
  if (heard.answer && isChoice) return answered(question, heard.answer);
  if (question.measure === 'paste-error' && heard.text.trim()) {
    return pasted(question, heard.text, findingsInError(heard, world));
  }
  const memo = world.frame.memo ?? {};
  return missed(world, 'gave_up', (noted, before) => ask(question, world, { ...memo, ...noted }, before));
}

function answered({ id, into, answers }: QuestionDefinition, answer: string): Reply {
  const isChoice = answers.some((one) => one.id === answer);
  return {
    answers: { [id]: answer },
    ...(into !== undefined && isChoice && { set: { [into]: { value: answer, source: 'question' } } }),
  };
}

function pasted({ id, into }: QuestionDefinition, text: string, findings: readonly Finding[]): Reply {
  return {
    answers: { [id]: findings.length > 0 ? 'measured' : 'unknown' },
    findings,
    ...(into !== undefined && { set: { [into]: { value: text.trim().slice(0, 500), source: 'question' } } }),
  };
}

/** What the memo of the next question begins with. */
export function askedSoFar(world: StepWorld, reply?: Reply): Memo {
  return { asked: countIn(world.frame, 'asked') + (reply && !reply.unasked ? 1 : 0) };
}

export function labelsOf({ answers }: QuestionDefinition): readonly (readonly [string, LocalText])[] {
  return answers.flatMap(({ id, label }) => (label ? [[id, label] as const] : []));
}
