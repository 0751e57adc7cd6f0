import type { Playbook } from '../../domain/index.js';
import type { LintStep, LintWorld } from './world.js';
import { lintSteps, stepsAfter, waysOut } from './world.js';

/** Every step can be reached, and from every step an end. */
export function* stepsReachable(world: LintWorld) {
  for (const playbook of world.read.playbooks.values()) {
    const steps = lintSteps(world, playbook);
    const reached = reachedFrom(steps, startsOf(playbook));
    const misled = steps.some((at) => stepsAfter(at).some((id) => !steps.some(({ step }) => step.id === id)));
    const ending = leadingTo(
      steps,
      steps.filter((at) => isLast(steps, at)).map(({ step }) => step.id),
    );
    for (const at of steps) {
      if (!reached.has(at.step.id)) {
        // The route that was meant to lead here may be the one with the wrong name, which is told elsewhere.
        if (misled) continue;
        yield at.problem({
          rule: 'step-unreachable',
          message: `No route leads to step \`${at.step.id}\`.`,
          remedy: 'Lead to it from another step, or remove it.',
        });
      } else if (!ending.has(at.step.id)) {
        yield at.problem({
          rule: 'step-endless',
          message: `From step \`${at.step.id}\` no way leads to an end.`,
          remedy:
            'Lead one of its outcomes, or one of a later step, to `end:…`, to people or to another playbook.',
        });
      }
    }
  }
}

/** The first step; and the step that hands over, because people can be asked for anywhere. */
function startsOf(playbook: Playbook): readonly string[] {
  const handsOver = playbook.steps.find(({ verb }) => verb === 'escalate');
  return [playbook.steps[0], handsOver].flatMap((step) => (step ? [step.id] : []));
}

function reachedFrom(steps: readonly LintStep[], starts: readonly string[]): ReadonlySet<string> {
  const byId = new Map(steps.map((at) => [at.step.id, at]));
  const reached = new Set<string>();
  const open = [...starts];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const at = byId.get(id);
    if (!at || reached.has(id)) continue;
    reached.add(id);
    open.push(...stepsAfter(at));
  }
  return reached;
}

/** The steps from which one of these can be reached, themselves among them. */
function leadingTo(steps: readonly LintStep[], ends: readonly string[]): ReadonlySet<string> {
  const before = new Map<string, string[]>();
  for (const at of steps) {
    for (const next of stepsAfter(at)) before.set(next, [...(before.get(next) ?? []), at.step.id]);
  }
  const found = new Set(ends);
  const open = [...ends];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const earlier of before.get(id) ?? []) {
      if (!found.has(earlier)) open.push(earlier);
      found.add(earlier);
    }
  }
  return found;
}

/** A step that can leave its file. Routes that are missing or lead nowhere are told elsewhere. */
function isLast(steps: readonly LintStep[], at: LintStep): boolean {
  if (at.step.verb === 'escalate' || at.step.verb === 'diagnose') return true;
  const ways = waysOut(at);
  if (ways.length === 0) return true;
  return ways.some(
    ({ target }) => target.kind !== 'step' || !steps.some(({ step }) => step.id === target.step),
  );
}
