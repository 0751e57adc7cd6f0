import type { Bundle, Effect, PlaybookRun, RunContext, RunEvent } from '../domain/index.js';
import { mailmedicError } from '../domain/index.js';
import { applyMove } from './apply.js';
import { enterStep, notIt, openFile } from './enter.js';
import { listen } from './listen.js';
import { noteIn } from './memo.js';
import { handOver } from './people.js';
import { targetOf } from './routes.js';
import type { Stride, Walk } from './walk.js';
import { endRun, unopened, topFrame, verbOf, withRun, withTop, worldOf } from './walk.js';

/** Strides of one `advance`. The linter proves that every cycle holds a person or a wait; this is the net below. */
const LIMIT = 200;

/**
 * Moves a run by one event: the whole playbook language in one pure function. The run comes back waiting for
 * something or ended; `effects` say in order what the world has to do. Replaying the same events against the
 * same bundle gives the same runs.
 *
 * Throws `MM_ENGINE_STEP` when the run stands at a step that the bundle does not have (it belongs to another
 * bundle), and `MM_ENGINE_LOOP` when a playbook goes round without ever waiting.
 */
export function advance(
  bundle: Bundle,
  run: PlaybookRun,
  event: RunEvent,
  context: RunContext,
): { readonly run: PlaybookRun; readonly effects: readonly Effect[] } {
  let stride = listen({ bundle, run, context, effects: [] }, event);
  for (let strides = 0; stride.next.kind !== 'rest'; strides++) {
    if (strides >= LIMIT) throw goesRound(stride.walk);
    stride = takeStride(stride);
  }
  return { run: stride.walk.run, effects: stride.walk.effects };
}

function takeStride({ walk, next }: Stride): Stride {
  switch (next.kind) {
    case 'file':
      return openFile(walk);
    case 'step':
      return enterStep(walk);
    case 'outcome':
      return followOutcome(walk, next.outcome, next.via);
    case 'end':
      return leaveFile(walk, next.end, next.playbook);
    case 'people':
      return handOver(walk, next.reason, next.about);
    case 'rest':
      return { walk, next };
  }
}

/** Follows an outcome to where `on:` sends it. What nobody routed goes to people: it never stops silently. */
function followOutcome(walk: Walk, outcome: string, via?: string): Stride {
  const { step, frame } = worldOf(walk);
  const target = targetOf(step, outcome, via);
  switch (target?.kind) {
    case 'step':
      return { walk: withTop(walk, { playbook: frame.playbook, step: target.step }), next: { kind: 'step' } };
    case 'playbook':
      return { walk: withTop(walk, unopened(target.playbook)), next: { kind: 'file' } };
    case 'end':
      return { walk, next: { kind: 'end', end: target.end, playbook: frame.playbook } };
    case undefined:
      return { walk, next: { kind: 'people', reason: 'stuck' } };
  }
}

/**
 * The top file is over. The step beneath hears its end: a file that waits for a slot it needs, or a `call` or
 * `diagnose`. With nothing beneath the problem is over, but `not-it` goes to people: no cause is left.
 */
function leaveFile(walk: Walk, end: string, playbook: string): Stride {
  const { run } = walk;
  if (run.stack.length === 1) {
    if (end === 'not-it') return { walk, next: { kind: 'people', reason: 'not-it' } };
    return endRun(walk, end, playbook);
  }
  const below = withRun(walk, { stack: run.stack.slice(0, -1) });
  const frame = topFrame(below.run);
  if (noteIn(frame, 'needs') !== undefined) {
    return end === 'given' ? { walk: below, next: { kind: 'file' } } : notIt(below);
  }
  const world = worldOf(below);
  const verb = verbOf(world.step, frame.playbook);
  const move = verb.returned?.(world.step.options, end, world, playbook) ?? { kind: 'end', end };
  return applyMove(below, move, playbook);
}

function goesRound(walk: Walk) {
  return mailmedicError(
    'MM_ENGINE_LOOP',
    { playbook: topFrame(walk.run).playbook, limit: String(LIMIT) },
    'Give a step of the cycle `at_most:`, a question or a wait; `mailmedic playbook lint` shows the cycle.',
  );
}
