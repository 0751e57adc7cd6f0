import type { SlotValue } from '../domain/index.js';
import { forgetSlot, setSlots } from './slots.js';
import type { Stride, Walk } from './walk.js';
import { frameOf, stopWaiting, topFrame, verbOf, withRun } from './walk.js';

/**
 * A person corrected something known: what was measured with the old value is dropped, and the run goes back to
 * the step that asked for it (answered now), or to the file that needs it, else to the current file's first step.
 */
export function restartWith(walk: Walk, slot: string, value: SlotValue): Stride {
  const run = setSlots(stopWaiting(forgetSlot(walk.run, slot)), { [slot]: value });
  const corrected: Walk = { ...walk, run };
  for (let top = run.stack.length - 1; top >= 0; top--) {
    const below = run.stack.slice(0, top);
    const file = walk.bundle.playbooks.get(run.stack[top]?.playbook ?? '');
    if (!file) continue;
    const asker = file.steps.find((step) => {
      if (!run.arrivals[`${file.id}/${step.id}`]) return false;
      return verbOf(step, { playbook: file.id, step: step.id })
        .mentions(step.options)
        .setsSlots.includes(slot);
    });
    if (asker) {
      const stack = [...below, { playbook: file.id, step: asker.id }];
      return { walk: withRun(corrected, { stack }), next: { kind: 'outcome', outcome: 'given' } };
    }
    if (file.needs.includes(slot)) return reopen(corrected, top);
  }
  return reopen(corrected, run.stack.length - 1);
}

/** Opens the file of this frame anew; the files above it are left. */
function reopen(walk: Walk, top: number): Stride {
  const { stack } = walk.run;
  const frame = frameOf(walk.bundle, (stack[top] ?? topFrame(walk.run)).playbook);
  return { walk: withRun(walk, { stack: [...stack.slice(0, top), frame] }), next: { kind: 'file' } };
}
