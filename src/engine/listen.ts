import type {
  Bundle,
  Effect,
  Entity,
  Heard,
  PlaybookRun,
  RunContext,
  RunEvent,
  Waiting,
} from '../domain/index.js';
import { applyMove } from './apply.js';
import { answerAnew, answerLate, restartWith } from './correct.js';
import { recordResults, replaceFindings } from './findings.js';
import { handOver } from './people.js';
import type { EnginePhrase } from './says.js';
import { HUMAN_BUTTON, sayPhrase } from './says.js';
import { contradicted, fillFromWords, providerKnown, providerMeant } from './slots.js';
import { renderText, textWorld } from './texts.js';
import { answersInError, isTold, tellError, toldError } from './told-error.js';
import type { Claim, Move } from './verb.js';
import type { Stride, Walk } from './walk.js';
import { endRun, fileOf, restAfter, topFrame, verbOf, withEffects, withRun, worldOf } from './walk.js';

type Said = Extract<RunEvent, { kind: 'said' }>;
type Pressed = Extract<RunEvent, { kind: 'pressed' }>;
type Elapsed = Extract<RunEvent, { kind: 'elapsed' }>;

/**
 * What an event does to the run, before any step sees it. Talk of the conversation (people please, solved,
 * another language) counts at every step; everything else must answer the wait that is open.
 */
export function listen(walk: Walk, event: RunEvent): Stride {
  const { run } = walk;
  if (run.ended) return event.kind === 'pressed' ? buttonUsed(walk) : restAfter(walk);
  switch (event.kind) {
    case 'started':
      return begin(walk);
    case 'closed':
      return endRun(walk, event.outcome, topFrame(run).playbook);
    case 'human':
      return run.waiting?.kind === 'handoff' ? restAfter(walk) : handOver(walk, event.reason);
    case 'language':
      return speak(walk, event.language);
    case 'said':
      return hearWords(walk, event);
    case 'moment':
      return restAfter(walk, clockAnew(walk));
    case 'pressed':
      return hearPress(walk, event);
    case 'elapsed':
      return hearTimer(walk, event);
    case 'measured': {
      // Late results still tell something, though they move nothing.
      const measured = { ...walk, run: recordResults(run, event.results) };
      return isOpen(measured, 'measurement', event.token) ? hearAtStep(measured, event) : begin(measured);
    }
    case 'signed-in': {
      const tried = { ...walk, run: recordResults(run, event.results) };
      return isOpen(tried, 'sign-in', event.token) ? hearAtStep(tried, event) : begin(tried);
    }
    case 'acted':
    case 'notified':
      return isOpen(walk, 'action', event.token) ? hearAtStep(walk, event) : begin(walk);
    case 'handed':
    case 'returned':
      return isOpen(walk, 'handoff', event.token) ? hearAtStep(walk, event) : begin(walk);
  }
}

/** A run that waits for nothing has not begun; one that waits is not moved. */
function begin(walk: Walk): Stride {
  return walk.run.waiting ? restAfter(walk) : { walk, next: { kind: 'file' } };
}

function speak(walk: Walk, language: Walk['run']['language']): Stride {
  const speaking = withRun(walk, { language });
  return walk.run.waiting ? sayAgain(speaking) : begin(speaking);
}

/** Words: an aside is answered in place, a correction restarts, other values are kept; the rest is the step's. */
function hearWords(walk: Walk, event: Said): Stride {
  const { waiting } = walk.run;
  if (!waiting) return begin({ ...walk, run: fillFromWords(walk.bundle, walk.run, event.heard.entities) });
  // People have it: the desk passes on what is said.
  if (waiting.kind === 'handoff') return restAfter(walk);
  const { heard } = event;
  const aside = asideOf(walk, heard);
  if (aside && heard.beside) return answerBeside(withEffects(walk, [aside]), heard.beside);
  const claim = claimOf(walk, heard);
  if (claim === 'all') return hearAtStep(walk, event);
  if (aside) return sayAgain(withEffects(walk, [aside]));
  if (heard.instead !== undefined && waiting.kind === 'question') {
    const corrected = hearCorrection(walk, heard, heard.instead);
    if (corrected) return corrected;
  }

  const others = heard.entities.filter((entity) => !claim.includes(entity.kind));
  const correction = waiting.kind === 'question' && correctionIn(walk, heard, claim);
  if (correction) return restartWith(walk, correction.slot, correction.value);

  const read = claim.includes('error') ? walk : readError(walk, heard.text);
  const informed = { ...read, run: fillFromWords(walk.bundle, read.run, others) };
  const meanwhile = saidMeanwhile(waiting.kind, heard);
  if (meanwhile) return restAfter(informed, sayPhrase(informed, meanwhile));
  const late = waiting.kind === 'question' && answerLate(informed, walk.run);
  if (late) return late;
  if (read.run.findings !== walk.run.findings) return hearBesideError(informed, event);
  return hearAtQuestion(informed, event, informed.run.slots !== walk.run.slots);
}

/** What an error text among the words tells, noted and said, unless it was read before. */
function readError(walk: Walk, words: string): Walk {
  const { bundle, run, context } = walk;
  const told = toldError(words, bundle, providerKnown(bundle, run.slots, context), context.now);
  if (!told || isTold(run, told)) return walk;
  const filled = fillFromWords(bundle, run, told.entities);
  const findings = replaceFindings(filled.findings, [told.finding]);
  const slots = { ...answersInError(told, bundle), ...filled.slots };
  return withEffects({ ...walk, run: { ...filled, slots, findings } }, tellError(walk, told));
}

/** The words may answer the open question as well; where they don't, what was read may make another one better. */
function hearBesideError(walk: Walk, event: Said): Stride {
  const move = moveAtStep(walk, event);
  if (move && (move.kind === 'end' || !move.missed)) return applyMove(walk, move);
  const world = worldOf(walk);
  const verb = verbOf(world.step, world.frame.playbook);
  const anew = walk.run.waiting?.kind === 'question' && verb.reconsider?.(world.step.options, world);
  return anew ? applyMove(walk, anew) : sayAgain(walk);
}

/** The known value that the words correct, of what the open question doesn't claim. */
function correctionIn(walk: Walk, heard: Heard, claim: readonly Entity['kind'][]) {
  const named = [...providerMeant(walk.bundle, heard.instead), ...heard.entities];
  const others = named.filter((entity) => !claim.includes(entity.kind));
  return contradicted(walk.bundle, walk.run, others, heard.instead !== undefined, walk.context);
}

/**
 * Whether the open question takes these words. `answer`: they answer it, or correct what was said before. `any-text`: it
 * takes whatever is written, and at most guesses what they mean. `no`: they fit nothing that was asked, or nothing is asked.
 */
export function takesWords(
  bundle: Bundle,
  run: PlaybookRun,
  heard: Heard,
  context: RunContext,
): 'answer' | 'any-text' | 'no' {
  const walk: Walk = { bundle, run, context, effects: [] };
  if (run.waiting?.kind !== 'question') return 'no';
  if (heard.answer !== undefined) return 'answer';
  const claim = claimOf(walk, heard);
  if (claim === 'all' || (heard.instead !== undefined && correctionIn(walk, heard, claim))) return 'answer';
  if (heard.instead !== undefined && hearCorrection(walk, heard, heard.instead)) return 'answer';
  const move = moveAtStep(walk, { kind: 'said', heard });
  if (!move || move.kind === 'end') return 'answer';
  if (move.missed) return 'no';
  const isUnderstood = (move.findings ?? []).some(({ confidence }) => confidence !== 'low');
  return isUnderstood || !takesAnyText(walk, heard) ? 'answer' : 'any-text';
}

/** Whether “it works now” answers the open question: one that confirms just this, or one with a button called so. */
export function takesSolved(bundle: Bundle, run: PlaybookRun, heard: Heard, context: RunContext): boolean {
  if (run.waiting?.kind !== 'question') return false;
  const walk: Walk = { bundle, run, context, effects: [] };
  return worldOf(walk).step.verb === 'confirm' || claimOf(walk, heard) === 'all';
}

/** A question that takes a mere dash takes any text. */
function takesAnyText(walk: Walk, heard: Heard): boolean {
  const { language, intent } = heard;
  const move = moveAtStep(walk, { kind: 'said', heard: { text: '-', language, intent, entities: [] } });
  return move !== undefined && move.kind !== 'end' && !move.missed;
}

/** A question with an answer beside it: both are heard, and what is open then is asked once. */
function answerBeside(walk: Walk, beside: Heard): Stride {
  const tells =
    beside.answer !== undefined ||
    beside.instead !== undefined ||
    beside.entities.length > 0 ||
    claimOf(walk, beside) === 'all';
  return tells ? hearWords(walk, { kind: 'said', heard: beside }) : sayAgain(walk);
}

/** “No, it's X”: X may be a choice of the open question, or of one that was answered before. */
function hearCorrection(walk: Walk, heard: Heard, instead: string): Stride | undefined {
  const meant = { ...heard, text: instead };
  if (claimOf(walk, meant) === 'all') return hearAtStep(walk, { kind: 'said', heard: meant });
  return answerAnew(walk, instead);
}

/** Words that fit nothing asked are no miss when they told something else, or were too many to read. */
function hearAtQuestion(walk: Walk, event: Said, toldSomething: boolean): Stride {
  const move = moveAtStep(walk, event);
  if (!move || move.kind === 'end' || !move.missed) return move ? applyMove(walk, move) : restAfter(walk);
  if (toldSomething) return sayAgain(withEffects(walk, sayPhrase(walk, 'noted')));
  if (event.heard.cut) return sayAgain(withEffects(walk, sayPhrase(walk, 'too-long')));
  return applyMove(walk, move);
}

/** What the bot says to words that nothing can be done with until something else has happened. */
function saidMeanwhile(kind: Waiting['kind'], { answer }: Heard): EnginePhrase | undefined {
  if (kind === 'measurement') return 'still-measuring';
  if (kind === 'action') return 'still-working';
  // “No” declines the link; everything else may be said while it is open.
  return kind === 'sign-in' && answer !== 'no' ? 'sign-in-open' : undefined;
}

function hearPress(walk: Walk, event: Pressed): Stride {
  const { waiting } = walk.run;
  if (!waiting) return begin(walk);
  if (waiting.token !== event.token || !waiting.buttons.includes(event.button)) return buttonUsed(walk);
  return event.button === HUMAN_BUTTON ? handOver(walk, 'asked') : hearAtStep(walk, event);
}

function hearTimer(walk: Walk, event: Elapsed): Stride {
  if (!walk.run.waiting) return begin(walk);
  switch (event.purpose) {
    case 'wait':
      return isOpen(walk, 'pause', event.token) ? hearAtStep(walk, event) : restAfter(walk);
    case 'silent':
      if (!isOpen(walk, 'question', event.token)) return restAfter(walk);
      return applyMove(walk, { kind: 'outcome', outcome: 'silent' });
    case 'idle-remind':
      if (!isOpen(walk, 'question', event.token)) return restAfter(walk);
      return restAfter(walk, sayPhrase(walk, 'idle-remind'));
    case 'idle-abandon':
      if (!isOpen(walk, 'question', event.token)) return restAfter(walk);
      return endRun(walk, 'abandoned', topFrame(walk.run).playbook);
  }
}

function hearAtStep(walk: Walk, event: RunEvent): Stride {
  const move = moveAtStep(walk, event);
  return move ? applyMove(walk, move) : restAfter(walk);
}

function moveAtStep(walk: Walk, event: RunEvent): Move | undefined {
  const world = worldOf(walk);
  return verbOf(world.step, world.frame.playbook).hear?.(world.step.options, event, world);
}

/** The timers of the open question, from now on and under its token. */
function clockAnew(walk: Walk): readonly Effect[] {
  const { waiting } = walk.run;
  if (waiting?.kind !== 'question') return [];
  const world = { ...worldOf(walk), token: waiting.token };
  const move = verbOf(world.step, world.frame.playbook).repeat?.(world.step.options, world);
  return move?.kind === 'wait' ? (move.effects ?? []).filter(({ kind }) => kind === 'timer') : [];
}

/** Says the open question again, if one is open. */
function sayAgain(walk: Walk): Stride {
  if (walk.run.waiting?.kind !== 'question') return restAfter(walk);
  const world = worldOf(walk);
  const move = verbOf(world.step, world.frame.playbook).repeat?.(world.step.options, world);
  return move ? applyMove(walk, move) : restAfter(walk);
}

function isOpen(walk: Walk, kind: Waiting['kind'], token: string): boolean {
  return walk.run.waiting?.kind === kind && walk.run.waiting.token === token;
}

function claimOf(walk: Walk, heard: Heard): Claim {
  if (walk.run.waiting?.kind !== 'question') return [];
  const world = worldOf(walk);
  return verbOf(world.step, world.frame.playbook).claims?.(world.step.options, heard, world) ?? [];
}

/** The explanation of a term of the glossary, under the name that the current file gives it. */
function asideOf(walk: Walk, heard: Heard) {
  const term = heard.asksAbout === undefined ? undefined : walk.bundle.glossary.get(heard.asksAbout);
  if (!term) return undefined;
  // A part is walked in the words of the file that called it.
  const named = walk.run.stack.toReversed().flatMap((frame) => [...fileOf(walk.bundle, frame).asides]);
  const own = named.find(([, target]) => target === `glossary:${term.id}`)?.[0];
  const text = renderText(term.text, textWorld(walk));
  return { kind: 'say', step: `aside:${own ?? term.id}`, reply: { text } } as const;
}

function buttonUsed(walk: Walk): Stride {
  return restAfter(walk, sayPhrase(walk, 'button-used'));
}
