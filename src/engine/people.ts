import type { PlaybookRun, Step } from '../domain/index.js';
import type { PeopleReason } from './people-step.js';
import { peopleStepId } from './people-step.js';
import type { Stride, Walk } from './walk.js';
import { stopWaiting, topFrame, withRun, withTop } from './walk.js';

/**
 * Hands over to people from wherever the run is. The file that is being walked may have its own `escalate` step,
 * which knows the queue, the severity and where to go on; so may the file that it is `about`, though it is left
 * already; else the bundle's default queue takes it.
 */
export function handOver(walk: Walk, reason: PeopleReason, about?: string): Stride {
  const resume = resumableStep(walk.run);
  const stopped: Walk = { ...walk, run: stopWaiting(walk.run) };
  const own = reason === 'not-it' ? escalationOf(stopped, about) : ownEscalation(stopped);
  if (own) return { walk: own, next: { kind: 'step' } };
  const { playbook } = topFrame(stopped.run);
  const memo = { ...(resume !== undefined && { resume }), ...(about !== undefined && { about }) };
  const step = peopleStepId(reason);
  const frame = { playbook, step, ...(Object.keys(memo).length > 0 && { memo }) };
  return { walk: withTop(stopped, frame), next: { kind: 'step' } };
}

/** An open question is asked again when people give the problem back. */
function resumableStep(run: PlaybookRun): string | undefined {
  const { waiting } = run;
  return waiting?.kind === 'question' || waiting?.kind === 'pause' ? topFrame(run).step : undefined;
}

/** The walk at the current file's own `escalate` step. A part belongs to the file that called it. */
function ownEscalation(walk: Walk): Walk | undefined {
  const { bundle, run } = walk;
  for (let top = run.stack.length - 1; top >= 0; top--) {
    const frame = run.stack[top];
    const file = frame && bundle.playbooks.get(frame.playbook);
    const step = file?.steps.find((candidate) => candidate.verb === 'escalate');
    if (file && step && !isUsedUp(run, file.id, step)) {
      return withRun(walk, { stack: [...run.stack.slice(0, top), { playbook: file.id, step: step.id }] });
    }
    if (!file?.part) return undefined;
  }
  return undefined;
}

/** The walk at the `escalate` step of a file that has just been left. */
function escalationOf(walk: Walk, playbook: string | undefined): Walk | undefined {
  const file = walk.bundle.playbooks.get(playbook ?? '');
  const step = file?.steps.find((candidate) => candidate.verb === 'escalate');
  if (!file || !step || isUsedUp(walk.run, file.id, step)) return undefined;
  return withRun(walk, { stack: [...walk.run.stack, { playbook: file.id, step: step.id }] });
}

/** One more arrival would yield `again`, which may lead anywhere but to people. */
function isUsedUp(run: PlaybookRun, playbook: string, step: Step): boolean {
  return step.atMost !== undefined && (run.arrivals[`${playbook}/${step.id}`] ?? 0) >= step.atMost;
}
