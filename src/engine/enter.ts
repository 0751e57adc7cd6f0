import { applyMove } from './apply.js';
import { noteIn } from './memo.js';
import { stepKey } from './says.js';
import { slotKnown } from './slots.js';
import type { Stride, Walk } from './walk.js';
import { fileOf, unopened, topFrame, verbOf, withRun, withTop, worldOf } from './walk.js';

/**
 * Opens the top file: every slot it needs and nobody knows is asked by the slot's part, in a frame of its own;
 * then its first step is entered. A slot that cannot be learnt makes the file end as `not-it`.
 */
export function openFile(walk: Walk): Stride {
  const { bundle, run, context } = walk;
  const file = fileOf(bundle, topFrame(run));
  const frame = topFrame(run);
  const missing = file.needs.find((slot) => !slotKnown(bundle, run, context, slot));
  if (missing === undefined) {
    const step = frame.step || (file.steps[0]?.id ?? '');
    return { walk: withTop(walk, { playbook: file.id, step }), next: { kind: 'step' } };
  }
  const part = bundle.slots.get(missing)?.part;
  // Asked already, and still unknown.
  if (part === undefined || noteIn(frame, 'needs') === missing) return notIt(walk);
  const asking = withTop(walk, { ...frame, memo: { needs: missing } });
  return {
    walk: withRun(asking, { stack: [...asking.run.stack, unopened(part)] }),
    next: { kind: 'file' },
  };
}

/** Enters the top frame's step; one arrival more than `at_most` yields `again` instead. */
export function enterStep(walk: Walk): Stride {
  const { run } = walk;
  const key = stepKey(worldOf(walk));
  const arrivals = (run.arrivals[key] ?? 0) + 1;
  const arrived = withRun(walk, { arrivals: { ...run.arrivals, [key]: arrivals } });
  const world = worldOf(arrived);
  if (world.step.atMost !== undefined && arrivals > world.step.atMost) {
    return { walk: arrived, next: { kind: 'outcome', outcome: 'again' } };
  }
  const verb = verbOf(world.step, world.frame.playbook);
  return applyMove(arrived, verb.enter(world.step.options, world));
}

/** The top file is not it: something it needs cannot be known. */
export function notIt(walk: Walk): Stride {
  return { walk, next: { kind: 'end', end: 'not-it', playbook: topFrame(walk.run).playbook } };
}
