import type { SlotValue } from '../domain/index.js';
import { forgetSlot, setSlots } from './slots.js';
import type { Stride, Walk } from './walk.js';
import { stopWaiting, topFrame, unopened, verbOf, withRun } from './walk.js';

/**
 * A person corrected something known: what was measured with the old value is dropped, and the run goes back to
 * the step that asked for it (answered now), or to the file that needs it. Where nobody asked (it came from the
 * profile), a `diagnose` that chose this file by what is dropped now begins its own file anew; else the current
 * file does.
 */
export function restartWith(walk: Walk, slot: string, value: SlotValue): Stride {
  const forgotten = forgetSlot(walk.run, slot);
  const run = setSlots(stopWaiting(forgotten), { [slot]: value });
  const corrected: Walk = { ...walk, run };
  const asked = backToAsker(corrected, slot);
  if (asked) return asked;
  const unfounded = forgotten.findings.length < walk.run.findings.length;
  const chooser = unfounded ? run.stack.findLastIndex((frame) => isDiagnosing(walk, frame)) : -1;
  return reopen(corrected, chooser >= 0 ? chooser : run.stack.length - 1);
}

function backToAsker(walk: Walk, slot: string): Stride | undefined {
  const { stack, arrivals } = walk.run;
  for (let top = stack.length - 1; top >= 0; top--) {
    const file = walk.bundle.playbooks.get(stack[top]?.playbook ?? '');
    const asker = file?.steps.find((step) => {
      if (!arrivals[`${file.id}/${step.id}`]) return false;
      return verbOf(step, file.id).mentions(step.options).setsSlots.includes(slot);
    });
    if (file && asker) {
      const answered = withRun(walk, {
        stack: [...stack.slice(0, top), { playbook: file.id, step: asker.id }],
      });
      return { walk: answered, next: { kind: 'outcome', outcome: 'given' } };
    }
    if (file?.needs.includes(slot)) return reopen(walk, top);
  }
  return undefined;
}

function isDiagnosing(walk: Walk, frame: Walk['run']['stack'][number]): boolean {
  const file = walk.bundle.playbooks.get(frame.playbook);
  return file?.steps.find((step) => step.id === frame.step)?.verb === 'diagnose';
}

/** Opens the file of this frame anew; the files above it are left. */
function reopen(walk: Walk, top: number): Stride {
  const { stack } = walk.run;
  const { playbook } = stack[top] ?? topFrame(walk.run);
  return {
    walk: withRun(walk, { stack: [...stack.slice(0, top), unopened(playbook)] }),
    next: { kind: 'file' },
  };
}
