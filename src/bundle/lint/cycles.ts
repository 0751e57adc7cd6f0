import type { LintStep, LintWorld } from './world.js';
import { allSteps, waysOut } from './world.js';

/** One node of the graph of all files: a step, as `playbook/step`. */
interface Node {
  readonly at: LintStep;
  /** A person, a pause or a count stops a run here. */
  readonly stops: boolean;
  readonly next: readonly string[];
}

/** No run goes round for ever: every cycle, also through other files, holds a person, a wait or `at_most`. */
export function* cyclesStop(world: LintWorld) {
  const nodes = graphOf(world);
  const told = new Set<string>();
  for (const [id, node] of nodes) {
    if (node.stops || told.has(id)) continue;
    const cycle = cycleThrough(id, nodes);
    if (!cycle) continue;
    for (const part of cycle) told.add(part);
    const shown = [...cycle, id].map((key) => nameFrom(key, node.at.playbook.id)).join(' → ');
    yield node.at.problem({
      rule: 'cycle-endless',
      message: `The bot would go round for ever: ${shown}.`,
      remedy: 'Put a question, a `wait` or `at_most: 2` (with a route for `again`) into the circle.',
    });
  }
}

function graphOf(world: LintWorld): ReadonlyMap<string, Node> {
  const first = new Map(
    [...world.read.playbooks.values()].map((one) => [one.id, `${one.id}/${one.steps[0]?.id ?? ''}`]),
  );
  return new Map(
    allSteps(world).map((at) => {
      const { playbook, step, verb } = at;
      const calls = verb.mentions(step.options).parts.flatMap((part) => first.get(part) ?? []);
      const passes =
        calls.length === 0 ||
        verb.mentions(step.options).parts.every((part) => isSilent(world, part, new Set()));
      const after = waysOut(at).flatMap(({ target }) => {
        if (target.kind === 'step') return [`${playbook.id}/${target.step}`];
        return target.kind === 'playbook' ? (first.get(target.playbook) ?? []) : [];
      });
      const stops = verb.hearsPerson || step.verb === 'escalate' || step.atMost !== undefined;
      return [`${playbook.id}/${step.id}`, { at, stops, next: [...calls, ...(passes ? after : [])] }];
    }),
  );
}

/** True for a part that can run from its first step to an end without a person or a wait. */
function isSilent(world: LintWorld, id: string, above: ReadonlySet<string>): boolean {
  const part = world.read.playbooks.get(id);
  if (!part || above.has(id)) return false;
  const steps = new Map(
    allSteps(world).flatMap((at) => (at.playbook.id === id ? [[at.step.id, at] as const] : [])),
  );
  const open = [part.steps[0]?.id ?? ''];
  const seen = new Set<string>();
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const at = steps.get(step);
    if (!at || seen.has(step)) continue;
    seen.add(step);
    if (at.verb.hearsPerson || at.step.verb === 'escalate') continue;
    const { parts } = at.verb.mentions(at.step.options);
    if (parts.some((inner) => !isSilent(world, inner, new Set([...above, id])))) continue;
    for (const { target } of waysOut(at)) {
      if (target.kind !== 'step') return true;
      open.push(target.step);
    }
  }
  return false;
}

/** The shortest way from a node back to itself that nothing stops. */
function cycleThrough(start: string, nodes: ReadonlyMap<string, Node>): readonly string[] | undefined {
  const from = new Map<string, string>();
  const open = [start];
  for (let index = 0; index < open.length; index += 1) {
    const id = open[index] ?? '';
    for (const next of nodes.get(id)?.next ?? []) {
      if (next === start) return wayBack(id, start, from);
      if (from.has(next) || nodes.get(next)?.stops !== false) continue;
      from.set(next, id);
      open.push(next);
    }
  }
  return undefined;
}

function wayBack(end: string, start: string, from: ReadonlyMap<string, string>): readonly string[] {
  const way = [end];
  for (let id = end; id !== start;) {
    id = from.get(id) ?? start;
    way.unshift(id);
  }
  return way;
}

function nameFrom(key: string, playbook: string): string {
  return key.startsWith(`${playbook}/`) ? key.slice(playbook.length + 1) : key;
}
