import type { Bundle, BundleProblem, Playbook, Step, Target } from '../../domain/index.js';
import { VERBS } from '../../engine/index.js';
import { didYouMean } from '../nearest.js';

/** Targets exist, outcomes are routed, steps can be reached, and nobody falls into a step that a route names. */
export function lintTargets(bundle: Bundle): BundleProblem[] {
  return [...bundle.playbooks.values()].flatMap((playbook) => [
    ...playbook.steps.flatMap((step) => stepProblems(bundle, playbook, step)),
    ...unreachable(playbook),
  ]);
}

function targetsOf(step: Step): readonly Target[] {
  return [...step.on.map(({ target }) => target), ...(step.otherwise ? [step.otherwise] : [])];
}

function stepProblems(bundle: Bundle, playbook: Playbook, step: Step): BundleProblem[] {
  const problems: BundleProblem[] = [];
  const ids = playbook.steps.map(({ id }) => id);
  for (const target of targetsOf(step)) {
    if (target.kind === 'step' && !ids.includes(target.step)) {
      problems.push(
        problem(
          playbook,
          step,
          'target-step',
          `“${step.id}” goes to the step “${target.step}”, which does not exist.`,
          didYouMean(target.step, ids, 'Write that step, or name another one.'),
        ),
      );
    }
    if (target.kind !== 'playbook') continue;
    if (playbook.part) {
      problems.push(
        problem(
          playbook,
          step,
          'part-jumps',
          `The part goes to another playbook in “${step.id}”.`,
          'End the part with `end:<outcome>` and let its caller go there.',
        ),
      );
    } else if (!bundle.playbooks.has(target.playbook)) {
      problems.push(
        problem(
          playbook,
          step,
          'target-playbook',
          `“${step.id}” goes to the playbook “${target.playbook}”, which does not exist.`,
          didYouMean(target.playbook, bundle.playbooks.keys(), 'Write that playbook, or name another one.'),
        ),
      );
    }
  }
  const verb = VERBS.get(step.verb);
  if (!verb) return problems;
  const { named, fallThrough } = verb.outcomes(step.options);
  const routed = new Set(step.on.map(({ outcome }) => outcome));
  for (const outcome of named) {
    if (routed.has(outcome) || step.otherwise || outcome === 'silent') continue;
    problems.push(
      problem(
        playbook,
        step,
        'outcome-unrouted',
        `The outcome \`${outcome}\` of “${step.id}” has no route.`,
        `Add \`${outcome}:\` or \`otherwise:\` to its \`on:\`.`,
      ),
    );
  }
  if (fallThrough && !routed.has(fallThrough) && step.next === undefined) {
    problems.push(
      problem(
        playbook,
        step,
        'falls-off',
        `“${step.id}” is the last step and \`${fallThrough}\` has nowhere to go.`,
        `Route \`${fallThrough}\` to a step or an end.`,
      ),
    );
  }
  return problems;
}

function unreachable(playbook: Playbook): BundleProblem[] {
  const byId = new Map(playbook.steps.map((step) => [step.id, step]));
  const reached = new Set<string>();
  const queue = playbook.steps.slice(0, 1);
  for (let step = queue.pop(); step; step = queue.pop()) {
    if (reached.has(step.id)) continue;
    reached.add(step.id);
    const next = targetsOf(step).flatMap((target) => (target.kind === 'step' ? [target.step] : []));
    const falls = VERBS.get(step.verb)?.outcomes(step.options).fallThrough;
    if (falls && !step.on.some(({ outcome }) => outcome === falls) && step.next !== undefined)
      next.push(step.next);
    for (const id of next) {
      const found = byId.get(id);
      if (found) queue.push(found);
    }
  }
  return playbook.steps
    .filter(({ id }) => !reached.has(id))
    .map((step) =>
      problem(
        playbook,
        step,
        'unreachable',
        `No route leads to “${step.id}”.`,
        'Route something to it, or remove it.',
      ),
    );
}

/** A problem at a step. */
export function problem(
  playbook: Playbook,
  step: Step,
  rule: string,
  message: string,
  remedy: string,
): BundleProblem {
  return {
    file: playbook.file,
    line: step.line,
    column: 3,
    step: step.id,
    rule,
    level: 'error',
    message,
    remedy,
  };
}
