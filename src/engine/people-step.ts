import type { Bundle, Frame, Step } from '../domain/index.js';
import { noteIn } from './memo.js';

/**
 * Why the engine hands over by itself: the person asked, a step's outcome leads nowhere, the desk's turn failed
 * for good, or a cause came back with `not-it` and nothing is left to go on with, or nothing likelier than it.
 */
export type PeopleReason = 'asked' | 'stuck' | 'failed' | 'not-it';

/** No step of a file can have a colon in its id: `playbook:` and `end:` targets would read the same. */
const PREFIX = 'people:';

/** Id of the step at which the engine hands over by itself. */
export function peopleStepId(reason: PeopleReason): string {
  return PREFIX + reason;
}

/** Why the engine handed over by itself at this step (id or `playbook/step`); `undefined` for steps of a file. */
export function handedOverBecause(step: string): PeopleReason | undefined {
  const id = step.slice(step.lastIndexOf('/') + 1);
  return id.startsWith(PREFIX) ? (id.slice(PREFIX.length) as PeopleReason) : undefined;
}

/**
 * An ordinary `escalate` step that every file has without writing it: the bundle's default queue, P3. Given back,
 * it goes on at the step where the person asked for people, if there is one.
 */
export function peopleStep(bundle: Bundle, frame: Frame): Step | undefined {
  if (!handedOverBecause(frame.step)) return undefined;
  const about = noteIn(frame, 'about') ?? frame.playbook;
  const summary = bundle.playbooks.get(about)?.title ?? { zh: about, en: about };
  const resume = noteIn(frame, 'resume');
  return {
    id: frame.step,
    verb: 'escalate',
    options: { escalate: { queue: bundle.settings.defaultQueue, severity: 'P3', summary } },
    on: resume === undefined ? [] : [{ outcome: 'returned', target: { kind: 'step', step: resume } }],
    line: 0,
  };
}
