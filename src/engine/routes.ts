import type { Playbook, Step, Target } from '../domain/index.js';
import { findingMatches } from '../domain/index.js';

/** Outcomes that may fall to the step below when no route names them. */
const FALLING = new Set(['next', 'given', 'done', 'elapsed']);
/** Outcomes that `otherwise:` does not cover. */
const UNCOVERED = new Set(['silent', 'again']);

/**
 * Where an outcome leads, by the one rule of the language: the first route in file order that names it;
 * else `otherwise:`, but for `silent` and `again`; else `next`, `given`, `done` and `elapsed` fall to the step
 * below. `undefined`: nobody said, so it goes to people. `via` picks the route a verb has already found.
 */
export function targetOf(step: Step, outcome: string, via?: string): Target | undefined {
  const named = step.on.find((route) =>
    via === undefined ? findingMatches(route.outcome, outcome) : route.outcome === via,
  );
  if (named) return named.target;
  if (step.otherwise && !UNCOVERED.has(outcome)) return step.otherwise;
  if (FALLING.has(outcome) && step.next !== undefined) return { kind: 'step', step: step.next };
  return undefined;
}

/** True when `on:` names this outcome itself. */
export function isNamed(step: Step, outcome: string): boolean {
  return step.on.some((route) => route.outcome === outcome);
}

/**
 * The ends a file can come to: every `end:` in its routes, and `not-it` when a slot it needs may stay unknown.
 * These are the outcomes of a step that calls it. What a file reached by `playbook:` ends as is not among them.
 */
export function endsOf(playbook: Playbook): readonly string[] {
  const ends = new Set<string>(playbook.needs.length > 0 ? ['not-it'] : []);
  for (const step of playbook.steps) {
    for (const target of [...step.on.map((route) => route.target), step.otherwise]) {
      if (target?.kind === 'end') ends.add(target.end);
    }
  }
  return [...ends];
}
