import type { LocalText, PlaybookRun, SlotValue, Step } from '../domain/index.js';
import { isNamed } from './routes.js';
import { forgetSlot, setSlots } from './slots.js';
import type { StepText } from './verb.js';
import { labelsOf } from './verbs/_diagnose-question.js';
import { chosen } from './verbs/_question.js';
import type { Stride, Walk } from './walk.js';
import { stopWaiting, topFrame, unopened, verbOf, withRun } from './walk.js';

/**
 * A person corrected something known: what was measured with the old value is dropped, and the run goes back to
 * the step that asked for it (answered now), or to the file that needs it. Where nobody asked (it came from the
 * profile), a `diagnose` that chose this file by what is dropped now begins its own file anew; else the current
 * file does. With a provider its own server is known too.
 */
export function restartWith(walk: Walk, slot: string, value: SlotValue): Stride {
  const forgotten = forgetSlot(walk.run, slot);
  const server = slot === 'provider' && !forgotten.slots['host'] ? serverOf(walk, value) : {};
  const run = setSlots(stopWaiting(forgotten), { [slot]: value, ...server });
  const corrected: Walk = { ...walk, run };
  const asked = backToAsker(corrected, slot);
  if (asked) return asked;
  const unfounded = forgotten.findings.length < walk.run.findings.length;
  const chooser = unfounded ? run.stack.findLastIndex((frame) => isDiagnosing(walk, frame)) : -1;
  return reopen(corrected, chooser >= 0 ? chooser : run.stack.length - 1);
}

/** What the provider's file gives for receiving; nothing where it gives none. */
function serverOf({ bundle }: Walk, { value, source }: SlotValue): Readonly<Record<string, SlotValue>> {
  const servers = bundle.providers.get(value)?.servers ?? [];
  const host = servers.find(({ protocol }) => protocol === 'imap')?.host;
  return host !== undefined && bundle.slots.has('host') ? { host: { value: host, source } } : {};
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

/**
 * A value that was asked for in vain and is told later: the run goes back to the step that called for it, as if
 * it had been answered then. `before` is the run without the value.
 */
export function answerLate(walk: Walk, before: PlaybookRun): Stride | undefined {
  const { stack, slots } = walk.run;
  const parts = Object.keys(slots)
    .filter((slot) => before.slots[slot] === undefined)
    .flatMap((slot) => walk.bundle.slots.get(slot)?.part ?? []);
  if (parts.length === 0) return undefined;
  for (let top = stack.length - 1; top >= 0; top--) {
    const asker = stepsArrivedAt(walk, top).find(
      (step) =>
        isNamed(step, 'given') &&
        verbOf(step, stack[top]?.playbook ?? '')
          .mentions(step.options)
          .parts.some((part) => parts.includes(part)),
    );
    if (asker) return goBack(walk, top, asker.id, 'given');
  }
  return undefined;
}

/** A choice of a question that was answered before: it is answered anew, and what followed from it is left. */
export function answerAnew(walk: Walk, words: string): Stride | undefined {
  const { stack } = walk.run;
  for (let top = stack.length - 1; top >= 0; top--) {
    const frame = stack[top];
    if (!frame) continue;
    const rediagnosed = isDiagnosing(walk, frame) ? diagnoseAnew(walk, top, words) : undefined;
    if (rediagnosed) return rediagnosed;
    for (const step of stepsArrivedAt(walk, top)) {
      if (step.id === frame.step) continue;
      const verb = verbOf(step, frame.playbook);
      const id = chosen(words, labelsIn(verb.texts(step.options)));
      const slot = verb.mentions(step.options).setsSlots[0];
      if (id === undefined || (slot === undefined && !isNamed(step, id))) continue;
      const answered = slot === undefined ? walk : told(walk, slot, id);
      return goBack(answered, top, step.id, isNamed(step, id) ? id : 'given');
    }
  }
  return undefined;
}

function diagnoseAnew(walk: Walk, top: number, words: string): Stride | undefined {
  const { answers = {}, slots, stack } = walk.run;
  for (const question of walk.bundle.questions?.values() ?? []) {
    const before = answers[question.id] ?? (question.into && slots[question.into]?.value);
    const id = before === undefined ? undefined : chosen(words, labelsOf(question));
    if (id === undefined || id === before) continue;
    const kept = question.into === undefined ? walk : told(walk, question.into, id);
    const run = {
      ...stopWaiting(kept.run),
      answers: { ...answers, [question.id]: id },
      stack: stack.slice(0, top + 1),
    };
    return { walk: { ...kept, run }, next: { kind: 'step' } };
  }
  return undefined;
}

function told(walk: Walk, slot: string, value: string): Walk {
  return { ...walk, run: setSlots(walk.run, { [slot]: { value, source: 'question' } }) };
}

/** Steps of this frame's file that the run has been at, the latest in the file first. */
function stepsArrivedAt(walk: Walk, top: number): readonly Step[] {
  const file = walk.bundle.playbooks.get(walk.run.stack[top]?.playbook ?? '');
  return (file?.steps ?? []).filter((step) => walk.run.arrivals[`${file?.id ?? ''}/${step.id}`]).toReversed();
}

function labelsIn(texts: readonly StepText[]): readonly (readonly [string, LocalText])[] {
  return texts
    .filter(({ kind }) => kind === 'button')
    .map(({ path, text }) => [path.slice(path.lastIndexOf('.') + 1), text] as const);
}

function goBack(walk: Walk, top: number, step: string, outcome: string): Stride {
  const { stack } = walk.run;
  const { playbook } = stack[top] ?? topFrame(walk.run);
  const back = { ...stopWaiting(walk.run), stack: [...stack.slice(0, top), { playbook, step }] };
  return { walk: { ...walk, run: back }, next: { kind: 'outcome', outcome } };
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
