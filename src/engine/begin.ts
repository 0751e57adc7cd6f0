import type { Finding, IntentMatch, Language, PlaybookRun, SlotValue } from '../domain/index.js';
import { unopened } from './walk.js';

/**
 * The run of a new problem at the top of a playbook. It has not moved yet: send `{kind: 'started'}`, which
 * throws `MM_ENGINE_STEP` if the bundle has no such playbook. `problem` is the problem's id (wait tokens are
 * `<problem>.<n>`), `bundle` the hash of the bundle that it keeps to its end.
 */
export function beginRun(start: {
  readonly problem: string;
  readonly bundle: string;
  readonly playbook: string;
  readonly language: Language;
  /** What is known already: from the profile, and from the first words. */
  readonly slots: Readonly<Record<string, SlotValue>>;
  readonly words?: IntentMatch;
  readonly findings?: readonly Finding[];
}): PlaybookRun {
  return {
    problem: start.problem,
    bundle: start.bundle,
    language: start.language,
    stack: [unopened(start.playbook)],
    slots: start.slots,
    findings: start.findings ?? [],
    arrivals: {},
    ...(start.words && { words: start.words }),
    excluded: [],
    tokens: 0,
  };
}
