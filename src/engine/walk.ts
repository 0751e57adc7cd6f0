import type { Bundle, Effect, Frame, Playbook, PlaybookRun, RunContext, Step } from '../domain/index.js';
import { mailmedicError } from '../domain/index.js';
import { peopleStep } from './people-step.js';
import type { PeopleReason } from './people-step.js';
import type { AnyVerb, StepWorld } from './verb.js';
import { VERBS } from './verbs/index.js';

/** A run on its way through one `advance`, with what it has asked of the world so far. */
export interface Walk {
  readonly bundle: Bundle;
  readonly context: RunContext;
  readonly run: PlaybookRun;
  readonly effects: readonly Effect[];
}

/** What comes next. */
export type Next =
  /** The run waits or has ended. */
  | { readonly kind: 'rest' }
  /** The top file is opened: what it needs is asked, then its frame's step is entered. */
  | { readonly kind: 'file' }
  /** The top frame's step is entered. */
  | { readonly kind: 'step' }
  | { readonly kind: 'outcome'; readonly outcome: string; readonly via?: string }
  /** The top file is over; `playbook` is the file that said so first. */
  | { readonly kind: 'end'; readonly end: string; readonly playbook: string }
  | {
      readonly kind: 'people';
      readonly reason: PeopleReason;
      /** The playbook that they read of, when it is not the top one. */
      readonly about?: string;
    };

/** One stride: where the walk stands and what comes next. */
export interface Stride {
  readonly walk: Walk;
  readonly next: Next;
}

export const REST: Next = { kind: 'rest' };

/** The walk stays as it is, with these effects. */
export function restAfter(walk: Walk, effects: readonly Effect[] = []): Stride {
  return { walk: withEffects(walk, effects), next: REST };
}

export function withEffects(walk: Walk, effects: readonly Effect[] = []): Walk {
  return effects.length === 0 ? walk : { ...walk, effects: [...walk.effects, ...effects] };
}

export function withRun(walk: Walk, change: Partial<PlaybookRun>): Walk {
  return { ...walk, run: { ...walk.run, ...change } };
}

/** The run waits for nothing any more: whatever answers the old token comes too late. */
export function stopWaiting(run: PlaybookRun): PlaybookRun {
  const rest: { -readonly [Key in keyof PlaybookRun]: PlaybookRun[Key] } = { ...run };
  delete rest.waiting;
  return rest;
}

/** The frame that acts. */
export function topFrame(run: PlaybookRun): Frame {
  const frame = run.stack.at(-1);
  if (!frame) throw missingStep('(none)', '(none)');
  return frame;
}

/** Puts another frame in the place of the top one. */
export function withTop(walk: Walk, frame: Frame): Walk {
  return withRun(walk, { stack: [...walk.run.stack.slice(0, -1), frame] });
}

/** Ends the whole problem. */
export function endRun(walk: Walk, outcome: string, playbook: string): Stride {
  const end = { outcome, playbook };
  const ended = { ...walk, run: { ...stopWaiting(walk.run), ended: end } };
  return restAfter(ended, [{ kind: 'end', end }]);
}

/** A frame of a file that is still to be opened: its first step is not known before. */
export function unopened(playbook: string): Frame {
  return { playbook, step: '' };
}

export function fileOf(bundle: Bundle, frame: Frame): Playbook {
  const playbook = bundle.playbooks.get(frame.playbook);
  if (!playbook) throw missingStep(frame.playbook, frame.step);
  return playbook;
}

/** The top frame's step with all that its verb sees. */
export function worldOf(walk: Walk): StepWorld {
  const { bundle, run, context } = walk;
  const frame = topFrame(run);
  return {
    bundle,
    run,
    context,
    frame,
    step: stepOf(bundle, frame),
    token: `${run.problem}.${run.tokens + 1}`,
  };
}

export function verbOf(step: Step, playbook: string): AnyVerb {
  const verb = VERBS.get(step.verb);
  if (!verb) throw missingStep(playbook, step.id);
  return verb;
}

function stepOf(bundle: Bundle, frame: Frame): Step {
  const step =
    peopleStep(bundle, frame) ?? fileOf(bundle, frame).steps.find((candidate) => candidate.id === frame.step);
  if (!step) throw missingStep(frame.playbook, frame.step);
  return step;
}

function missingStep(playbook: string, step: string) {
  return mailmedicError(
    'MM_ENGINE_STEP',
    { playbook, step },
    'Run the problem against the bundle it began with; `mailmedic playbook lint` finds missing steps and verbs.',
  );
}
