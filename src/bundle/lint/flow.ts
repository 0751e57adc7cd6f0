import type { Route } from '../../domain/index.js';
import { factsAfter } from './facts.js';
import type { LintStep, LintWorld } from './world.js';
import { lintSteps, waysOut } from './world.js';

/**
 * What is known for certain when a run arrives at a step: names of slots, `provider` for anything of the
 * provider, and names of facts (`tls.not_after`).
 */
export type Known = ReadonlySet<string>;

/** What is known on every path to each step of a playbook. */
export function knownAtSteps(world: LintWorld, id: string): ReadonlyMap<string, Known> {
  return flowThrough(world, id, new Set()).atSteps;
}

interface Flow {
  readonly atSteps: ReadonlyMap<string, Known>;
  /** What is known on every path to each end of the file. */
  readonly atEnds: ReadonlyMap<string, Known>;
}

/** What is found out about the files of one world. `cut` counts where a file that calls itself was not entered. */
interface Found {
  readonly flows: Map<string, Flow>;
  cut: number;
}

const found = new WeakMap<LintWorld, Found>();

function flowThrough(world: LintWorld, id: string, above: ReadonlySet<string>): Flow {
  const here = found.get(world) ?? { flows: new Map<string, Flow>(), cut: 0 };
  found.set(world, here);
  if (above.has(id)) {
    here.cut += 1;
    return { atSteps: new Map(), atEnds: new Map() };
  }
  const known = here.flows.get(id);
  if (known) return known;
  const before = here.cut;
  const flow = findFlow(world, id, above);
  // Where nothing was cut off, the files above made no difference.
  if (here.cut === before) here.flows.set(id, flow);
  return flow;
}

function findFlow(world: LintWorld, id: string, above: ReadonlySet<string>): Flow {
  const playbook = world.read.playbooks.get(id);
  const atSteps = new Map<string, Known>();
  const atEnds = new Map<string, Known>();
  const [first] = playbook?.steps ?? [];
  if (!playbook || !first) return { atSteps, atEnds };
  const inside = new Set([...above, id]);
  const steps = new Map(lintSteps(world, playbook).map((at) => [at.step.id, at]));
  atSteps.set(first.id, new Set(playbook.needs));
  const open = [first.id];
  // A step is visited again whenever less is known there than before, so this ends.
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const at = steps.get(step);
    if (!at) continue;
    const before = atSteps.get(step) ?? new Set();
    for (const { outcome, target } of waysOut(at)) {
      const after = new Set([...before, ...learntBy(world, at, outcome, inside)]);
      if (target.kind === 'step' && meet(atSteps, target.step, after)) open.push(target.step);
      if (target.kind === 'end') meet(atEnds, target.end, after);
    }
  }
  return { atSteps, atEnds };
}

/** Keeps what both paths know; true when that is news. */
function meet(map: Map<string, Known>, key: string, arriving: Known): boolean {
  const old = map.get(key);
  const both = old ? new Set([...old].filter((name) => arriving.has(name))) : arriving;
  map.set(key, both);
  return !old || both.size < old.size;
}

/** What a step's outcome makes known. */
function learntBy(
  world: LintWorld,
  at: LintStep,
  outcome: string,
  above: ReadonlySet<string>,
): readonly string[] {
  const { step, verb } = at;
  const { setsSlots, slots, parts } = verb.mentions(step.options);
  // A pasted error text names a finding, but measured nothing that could be told beside it.
  if (outcome.includes('.')) return step.verb === 'ask' ? setsSlots : factsAfter(outcome);
  switch (step.verb) {
    case 'ask':
      return ['unknown', 'gave_up', 'silent', 'again'].includes(outcome) ? [] : setsSlots;
    case 'check':
      return isMissing(step.on, outcome) ? [] : checked(step.options, slots);
    case 'call':
      return parts.flatMap((part) => learntInPart(world, part, outcome, step.on, above));
    case 'probe':
      // What `discover` finds; where it finds nothing, its own outcome says so.
      return verb.mentions(step.options).probes.includes('discover') && outcome === 'ok'
        ? ['host', 'port']
        : [];
    case 'escalate':
      return ['ticket'];
    default:
      return [];
  }
}

function isMissing(on: readonly Route[], outcome: string): boolean {
  if (outcome === 'missing' || outcome === 'again') return true;
  return outcome === 'otherwise' && !on.some((route) => route.outcome === 'missing');
}

function checked(options: unknown, slots: readonly string[]): readonly string[] {
  const read =
    typeof options === 'object' && options !== null && 'check' in options ? options.check : undefined;
  return typeof read === 'string' && read.startsWith('provider') ? ['provider'] : slots;
}

function learntInPart(
  world: LintWorld,
  part: string,
  outcome: string,
  on: readonly Route[],
  above: ReadonlySet<string>,
): readonly string[] {
  const { atEnds } = flowThrough(world, part, above);
  if (outcome !== 'otherwise') return [...(atEnds.get(outcome) ?? [])];
  const rest = [...atEnds].filter(([end]) => !on.some((route) => route.outcome === end));
  const [first, ...others] = rest.map(([, known]) => known);
  return [...(first ?? [])].filter((name) => others.every((known) => known.has(name)));
}
