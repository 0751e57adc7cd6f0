import { didYouMean, nameSome } from '../nearest.js';
import type { LintStep, LintWorld } from './world.js';
import { allSteps, waysOut } from './world.js';

/** Ends of a file that is no part; a part has ends of its own. */
const ENDS = ['resolved', 'not-it', 'assumed', 'abandoned', 'incident'];

/** Every target of every route exists. */
export function* targetsExist(world: LintWorld) {
  for (const at of allSteps(world)) {
    for (const { outcome, target, falls } of waysOut(at)) {
      if (falls) continue;
      const complaint = complaintOf(world, at, outcome, target);
      if (complaint) yield at.problem(complaint, ['on', outcome]);
    }
  }
}

function complaintOf(
  world: LintWorld,
  { playbook, step }: LintStep,
  outcome: string,
  target: ReturnType<typeof waysOut>[number]['target'],
) {
  const from = `\`${outcome}\` of step \`${step.id}\``;
  if (target.kind === 'step') {
    const ids = playbook.steps.map(({ id }) => id);
    if (ids.includes(target.step)) return undefined;
    const meansPlaybook = world.names.playbooks.has(target.step);
    return {
      rule: 'target-step',
      message: `${from} leads to step \`${target.step}\`, which does not exist in this file.`,
      remedy: meansPlaybook
        ? `Did you mean \`playbook:${target.step}\`?`
        : ENDS.includes(target.step)
          ? `Did you mean \`end:${target.step}\`?`
          : didYouMean(target.step, ids, `Write that step, or lead to one of ${nameSome(ids)}.`),
    };
  }
  if (target.kind === 'end') {
    if (playbook.part || ENDS.includes(target.end)) return undefined;
    return {
      rule: 'target-end',
      message: `${from} leads to \`end:${target.end}\`, but a playbook has no such end.`,
      remedy: didYouMean(
        `end:${target.end}`,
        ENDS.map((end) => `end:${end}`),
        `Use one of ${nameSome(ENDS.map((end) => `end:${end}`))}; only a part has ends of its own.`,
      ),
    };
  }
  if (playbook.part) {
    return {
      rule: 'part-playbook',
      message: `${from} leads to \`playbook:${target.playbook}\`, but a part always returns to the file that called it.`,
      remedy: `Write an end such as \`end:${target.playbook}\`, and route that in the file that calls this part.`,
    };
  }
  const isPart = target.playbook.startsWith('parts/');
  if (world.names.playbooks.has(target.playbook) && !isPart) return undefined;
  if (world.names.playbooks.has(target.playbook)) {
    return {
      rule: 'target-part',
      message: `${from} leads to \`playbook:${target.playbook}\`, but a part is called, not gone to.`,
      remedy: `Make a step \`call: ${target.playbook}\` and lead there.`,
    };
  }
  return {
    rule: 'target-playbook',
    message: `${from} leads to playbook \`${target.playbook}\`, but there is no such playbook.`,
    remedy: didYouMean(
      target.playbook,
      [...world.names.playbooks].filter((id) => !id.startsWith('parts/')),
      'Write it, or lead to another playbook.',
    ),
  };
}
