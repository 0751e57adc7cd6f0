import type { LintStep, LintWorld } from './world.js';
import { lintSteps, problemIn, stepsAfter } from './world.js';

/** More than this many questions on one way is an interrogation. */
const MOST = 12;
/** Ways looked at per file; real files have far fewer. */
const BUDGET = 50_000;

/**
 * The longest way through a file, without walking any step twice, asks at most twelve questions; those of the parts
 * that it calls, and that ask for what it needs, count too.
 */
export function* questionsFew(world: LintWorld) {
  for (const playbook of world.read.playbooks.values()) {
    const asked = mostQuestions(world, playbook.id, new Set());
    if (asked <= MOST) continue;
    yield problemIn(world, playbook.file, ['steps'], {
      rule: 'questions-many',
      message: `One way through this file asks ${asked} questions; people give up after ${MOST}.`,
      remedy: 'Ask only what changes what the bot does next, or hand over to people earlier.',
    });
  }
}

/** Questions of one step; a diagnosis asks as many as it may. */
function asksItself({ step }: LintStep): number {
  const options = step.options as {
    readonly confirm_first?: unknown;
    readonly diagnose?: { readonly ask_at_most?: number };
  };
  switch (step.verb) {
    case 'ask':
    case 'confirm':
    case 'sign_in':
      return 1;
    case 'act':
      return options.confirm_first === undefined ? 0 : 1;
    case 'diagnose':
      return options.diagnose?.ask_at_most ?? 4;
    default:
      return 0;
  }
}

function mostQuestions(world: LintWorld, id: string, above: ReadonlySet<string>): number {
  const playbook = world.read.playbooks.get(id);
  if (!playbook || above.has(id)) return 0;
  const inside = new Set([...above, id]);
  const steps = new Map(lintSteps(world, playbook).map((at) => [at.step.id, at]));
  const weight = (at: LintStep) =>
    asksItself(at) +
    Math.max(0, ...at.verb.mentions(at.step.options).parts.map((part) => mostQuestions(world, part, inside)));
  const weights = new Map([...steps].map(([step, at]) => [step, weight(at)]));
  let budget = BUDGET;
  let most = 0;

  const after = new Map([...steps].map(([step, at]) => [step, [...new Set(stepsAfter(at))]]));
  const way = new Set<string>();

  function walk(step: string, asked: number): void {
    if (!steps.has(step) || way.has(step) || budget-- <= 0) return;
    const now = asked + (weights.get(step) ?? 0);
    most = Math.max(most, now);
    way.add(step);
    for (const next of after.get(step) ?? []) walk(next, now);
    way.delete(step);
  }

  const needed = playbook.needs.flatMap((slot) => world.read.slots?.get(slot)?.part ?? []);
  const before = needed.reduce((sum, part) => sum + mostQuestions(world, part, inside), 0);
  walk(playbook.steps[0]?.id ?? '', before);
  return most;
}
