import type { Playbook } from '../../domain/index.js';
import { didYouMean, nameSome } from '../nearest.js';
import { cycleThrough } from './cycles.js';
import type { LintWorld } from './world.js';
import { lintSteps, problemIn } from './world.js';

/** Only parts are called, and none comes back to itself through the files it calls: it would never return. */
export function* callsReturn(world: LintWorld) {
  const called = new Map([...world.read.playbooks.values()].map((one) => [one.id, calledBy(world, one)]));
  for (const playbook of world.read.playbooks.values()) {
    for (const at of lintSteps(world, playbook)) {
      for (const id of at.verb.mentions(at.step.options).parts) {
        if (!world.names.playbooks.has(id) || id.startsWith('parts/')) continue;
        const parts = [...world.names.playbooks].filter((one) => one.startsWith('parts/'));
        yield at.problem(
          {
            rule: 'call-no-part',
            message: `Step \`${at.step.id}\` calls \`${id}\`, but only a part comes back to the file that called it.`,
            remedy: didYouMean(
              id,
              parts,
              `Lead a route to \`playbook:${id}\`, or call one of ${nameSome(parts)}.`,
            ),
          },
          ['call'],
        );
      }
    }
    const circle = cycleThrough(playbook.id, (id) => called.get(id) ?? []);
    if (!circle || circle.some((id) => id < playbook.id)) continue;
    yield problemIn(world, playbook.file, ['steps'], {
      rule: 'call-circle',
      message: `This file calls itself and never comes back: ${[...circle, playbook.id].join(' → ')}.`,
      remedy: 'Take one of these calls (or `needs:`) out, or make a route of it.',
    });
  }
}

/** Files that run on top of this one: those it calls, and the parts that ask for what it needs. */
function calledBy(world: LintWorld, playbook: Playbook): readonly string[] {
  const parts = lintSteps(world, playbook).flatMap((at) => at.verb.mentions(at.step.options).parts);
  const asking = playbook.needs.flatMap((slot) => world.read.slots?.get(slot)?.part ?? []);
  return [...parts, ...asking].filter((id) => world.read.playbooks.has(id));
}
