import { circlesIn } from './circles.js';
import { fileGraph } from './walks.js';
import type { LintWorld } from './world.js';

/** No run goes round for ever: every cycle, also through other files, holds a person, a wait or `at_most`. */
export function* cyclesStop(world: LintWorld) {
  const nodes = fileGraph(world);
  const after = (key: string) => nodes.get(key)?.endless ?? [];
  const order = [...nodes.keys()];
  for (const circle of circlesIn(order, after)) {
    // It is told at the step that comes first in its file.
    const id = order.find((key) => circle.has(key));
    const at = nodes.get(id ?? '')?.at;
    const cycle = id === undefined ? undefined : cycleThrough(id, after);
    if (id === undefined || !at || !cycle) continue;
    const counted = cycle.flatMap((key) => nodes.get(key) ?? []).find((node) => node.at.step.atMost);
    const shown = [...cycle, id].map((key) => nameFrom(key, at.playbook.id)).join(' → ');
    yield at.problem({
      rule: 'cycle-endless',
      message: `The bot would go round for ever: ${shown}.`,
      remedy: counted
        ? `Lead \`again\` of step \`${counted.at.step.id}\` out of the circle.`
        : 'Put a question, a `wait` or `at_most: 2` (with a route for `again`) into the circle.',
    });
  }
}

/** The shortest way from a node back to itself. */
export function cycleThrough(
  start: string,
  after: (node: string) => readonly string[],
): readonly string[] | undefined {
  const from = new Map<string, string>();
  const open = [start];
  for (let index = 0; index < open.length; index += 1) {
    const id = open[index] ?? '';
    for (const next of after(id)) {
      if (next === start) return wayBack(id, start, from);
      if (from.has(next)) continue;
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
