import type { BundleProblem, Playbook, Step, Target } from '../../domain/index.js';
import type { AnyVerb, Outcomes } from '../../engine/index.js';
import { VERBS } from '../../engine/index.js';
import type { ReadFiles } from '../read-files.js';
import type { Complaint, Source } from '../source.js';
import { problemAt } from '../source.js';
import type { YamlPath } from '../tree.js';

/**
 * What the rules look at. Files that could not be read are not in `read`, but in `names`: nobody is told that a
 * playbook does not exist because there is a comma too many in it.
 */
export interface LintWorld {
  readonly read: ReadFiles;
  readonly names: {
    readonly intents: ReadonlySet<string>;
    readonly playbooks: ReadonlySet<string>;
    readonly providers: ReadonlySet<string>;
    readonly clients: ReadonlySet<string>;
  };
  readonly knownFindings: ReadonlySet<string>;
  readonly knownProbes: ReadonlySet<string>;
}

/** A group of rules of the linter. Adding one is a file here and a line in `index.ts`. */
export type Rule = (world: LintWorld) => Iterable<BundleProblem>;

/** One step with everything a rule asks of it. */
export interface LintStep {
  readonly playbook: Playbook;
  readonly step: Step;
  readonly verb: AnyVerb;
  readonly outcomes: Outcomes;
  /** A problem at this step, or deeper in it. */
  readonly problem: (complaint: Complaint, below?: YamlPath) => BundleProblem;
}

/** A problem in a file of the bundle. */
export function problemIn(
  world: LintWorld,
  file: string,
  path: YamlPath,
  complaint: Complaint,
): BundleProblem {
  const source: Source = world.read.sources.get(file) ?? {
    file,
    tree: { kind: 'map', at: { line: 1, column: 1 }, entries: [] },
  };
  return problemAt(source, path, complaint);
}

const stepsOf = new WeakMap<LintWorld, Map<Playbook, readonly LintStep[]>>();

/** All steps of a playbook; every rule of one world gets the same ones. */
export function lintSteps(world: LintWorld, playbook: Playbook): readonly LintStep[] {
  const known = stepsOf.get(world) ?? new Map<Playbook, readonly LintStep[]>();
  stepsOf.set(world, known);
  const steps = known.get(playbook) ?? makeSteps(world, playbook);
  known.set(playbook, steps);
  return steps;
}

function makeSteps(world: LintWorld, playbook: Playbook): readonly LintStep[] {
  return playbook.steps.flatMap((step) => {
    const verb = VERBS.get(step.verb);
    if (!verb) return [];
    return {
      playbook,
      step,
      verb,
      outcomes: outcomesOf(step, verb),
      problem: (complaint: Complaint, below: YamlPath = []) =>
        problemIn(world, playbook.file, ['steps', step.id, ...below], complaint),
    };
  });
}

const outcomesKnown = new WeakMap<Step, Outcomes>();

/** A step of a file that did not change has the outcomes that it had. */
function outcomesOf(step: Step, verb: AnyVerb): Outcomes {
  const outcomes = outcomesKnown.get(step) ?? verb.outcomes(step.options);
  outcomesKnown.set(step, outcomes);
  return outcomes;
}

/** All steps of all playbooks. */
export function allSteps(world: LintWorld): readonly LintStep[] {
  return [...world.read.playbooks.values()].flatMap((playbook) => lintSteps(world, playbook));
}

/** Every way out of a step: its routes, `otherwise`, and the fall to the step below. */
export interface WayOut {
  /** Outcome, `otherwise`, or the name of the outcome that falls. */
  readonly outcome: string;
  readonly target: Target;
  readonly falls?: true;
}

const ways = new WeakMap<object, readonly WayOut[]>();

/** Where a step can lead, in the order of its routes. */
export function waysOut(at: Pick<LintStep, 'step' | 'outcomes'>): readonly WayOut[] {
  const known = ways.get(at) ?? findWays(at);
  ways.set(at, known);
  return known;
}

function findWays({ step, outcomes }: Pick<LintStep, 'step' | 'outcomes'>): readonly WayOut[] {
  const found: WayOut[] = step.on.map(({ outcome, target }) => ({ outcome, target }));
  if (step.otherwise) return [...found, { outcome: 'otherwise', target: step.otherwise }];
  const falling = outcomes.fallThrough;
  if (falling !== undefined && step.next !== undefined && !found.some((way) => way.outcome === falling)) {
    found.push({ outcome: falling, target: { kind: 'step', step: step.next }, falls: true });
  }
  return found;
}

/** Ids of the steps of the same file that a step can lead to. */
export function stepsAfter(step: Pick<LintStep, 'step' | 'outcomes'>): readonly string[] {
  return waysOut(step).flatMap(({ target }) => (target.kind === 'step' ? [target.step] : []));
}
