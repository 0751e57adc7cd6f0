import type { Bundle, Finding, IntentMatch, Language, PlaybookRun, SlotValue } from '../domain/index.js';
import { frameOf } from './walk.js';

/**
 * The run of a new problem at the first step of a playbook. It has not moved yet: send `{kind: 'started'}`.
 * `problem` is its id, unique within the conversation or beyond; wait tokens are `<problem>.<n>`.
 * Throws `MM_ENGINE_STEP` when the bundle has no such playbook.
 */
export function beginRun(start: {
  readonly problem: string;
  readonly bundle: Bundle;
  readonly playbook: string;
  readonly language: Language;
  /** What is known already: from the profile, and from the first words. */
  readonly slots: Readonly<Record<string, SlotValue>>;
  readonly words?: IntentMatch;
  readonly findings?: readonly Finding[];
}): PlaybookRun {
  return {
    problem: start.problem,
    bundle: start.bundle.hash,
    language: start.language,
    stack: [frameOf(start.bundle, start.playbook)],
    slots: start.slots,
    findings: start.findings ?? [],
    arrivals: {},
    ...(start.words && { words: start.words }),
    excluded: [],
    tokens: 0,
  };
}
