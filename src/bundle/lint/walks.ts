import type { Playbook } from '../../domain/index.js';
import type { LintStep, LintWorld, WayOut } from './world.js';
import { allSteps, waysOut } from './world.js';

/** A step in the graph of all files, keyed `playbook/step`. */
export interface WalkNode {
  readonly at: LintStep;
  /** Where a run can go on from here as often as it likes, with no person and no pause: also into files it calls. */
  readonly endless: readonly string[];
  /** Where it can go on without a person at all; `at_most` counts how often. */
  readonly unheard: readonly string[];
}

const graphs = new WeakMap<LintWorld, ReadonlyMap<string, WalkNode>>();

/** How runs can walk through all files without anybody hearing them. */
export function fileGraph(world: LintWorld): ReadonlyMap<string, WalkNode> {
  const known = graphs.get(world) ?? makeGraph(world);
  graphs.set(world, known);
  return known;
}

function makeGraph(world: LintWorld): ReadonlyMap<string, WalkNode> {
  const steps = allSteps(world);
  const silence = partsWithoutPeople(world, steps);
  return new Map(
    steps.map((at) => {
      const { playbook, step, verb } = at;
      const { parts } = verb.mentions(step.options);
      const into = [...parts.flatMap((part) => firstOf(world, part)), ...diagnosed(world, at)];
      const passes = parts.every((part) => silence.has(part) || !world.read.playbooks.has(part));
      const out = waysOut(at).filter((way) => !isHeard(at, way));
      const again = out.filter(({ outcome }) => outcome === 'again' && step.atMost !== undefined);
      const forth = out.filter((way) => passes && !again.includes(way));
      const free = [...targetsOf(world, at, again)];
      const counted = [...into, ...targetsOf(world, at, forth)];
      return [
        `${playbook.id}/${step.id}`,
        {
          at,
          endless: step.atMost === undefined ? [...counted, ...free] : free,
          unheard: [...counted, ...free],
        },
      ];
    }),
  );
}

/** True when a person, a pause or the desk of cases comes before this outcome. One arrival too many comes at once. */
function isHeard({ step, verb, outcomes }: LintStep, { outcome }: WayOut): boolean {
  if (outcome === 'again' && step.atMost !== undefined) return false;
  const { unheard = [] } = outcomes;
  const unnamed = unheard.filter((one) => !step.on.some((route) => route.outcome === one));
  if (outcome === 'otherwise' ? unnamed.length > 0 : unheard.includes(outcome)) return false;
  return verb.hearsPerson || step.verb === 'escalate';
}

/** The causes that a `diagnose` may go to. One that comes back is out, but one that leaves by `playbook:` is not. */
function diagnosed(world: LintWorld, { step }: LintStep): readonly string[] {
  if (step.verb !== 'diagnose') return [];
  return [...world.read.playbooks.values()]
    .filter(({ part, id, opensOn }) => {
      return !part && id !== 'triage' && (opensOn.intent !== undefined || opensOn.findings.size > 0);
    })
    .flatMap(({ id }) => firstOf(world, id));
}

function targetsOf(world: LintWorld, { playbook }: LintStep, ways: readonly WayOut[]): readonly string[] {
  return ways.flatMap(({ target }) => {
    if (target.kind === 'step') return [`${playbook.id}/${target.step}`];
    return target.kind === 'playbook' ? firstOf(world, target.playbook) : [];
  });
}

function firstOf(world: LintWorld, id: string): readonly string[] {
  const first = world.read.playbooks.get(id)?.steps[0];
  return first ? [`${id}/${first.id}`] : [];
}

/** Parts that can run from their first step to an end without a person or a wait; found by growing the set. */
function partsWithoutPeople(world: LintWorld, steps: readonly LintStep[]): ReadonlySet<string> {
  const silent = new Set<string>();
  const parts = [...world.read.playbooks.values()].filter(({ part }) => part);
  for (let grew = true; grew;) {
    const more = parts.filter((part) => !silent.has(part.id) && isSilent(part, steps, silent));
    for (const { id } of more) silent.add(id);
    grew = more.length > 0;
  }
  return silent;
}

function isSilent(part: Playbook, steps: readonly LintStep[], silent: ReadonlySet<string>): boolean {
  const own = new Map(steps.flatMap((at) => (at.playbook === part ? [[at.step.id, at] as const] : [])));
  const open = [part.steps[0]?.id ?? ''];
  const seen = new Set<string>();
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const at = own.get(id);
    if (!at || seen.has(id)) continue;
    seen.add(id);
    if (at.verb.mentions(at.step.options).parts.some((inner) => !silent.has(inner))) continue;
    for (const way of waysOut(at)) {
      if (isHeard(at, way)) continue;
      if (way.target.kind !== 'step') return true;
      open.push(way.target.step);
    }
  }
  return false;
}
