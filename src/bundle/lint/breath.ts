import { circlesIn } from './circles.js';
import { fileGraph } from './walks.js';
import type { LintWorld } from './world.js';

/** Steps that a run may walk through before anybody is heard. The engine stops a run at a little over this. */
const MOST = 90;

/**
 * No run walks on and on without a person: more steps in one breath would end in an error of the engine. Around a
 * circle every step counts as often as its `at_most` let it be walked; without any, the rule of cycles speaks.
 */
export function* breathShort(world: LintWorld) {
  const nodes = fileGraph(world);
  const after = (id: string) => (nodes.get(id)?.unheard ?? []).filter((next) => nodes.has(next));
  const lengths = new Map<string, number>();
  const told = new Set<string>();
  for (const circle of circlesIn(nodes.keys(), after)) {
    const members = [...circle];
    const rounds = members.reduce((sum, id) => sum + (nodes.get(id)?.at.step.atMost ?? 0), 0);
    const beyond = members.flatMap((id) => after(id).filter((next) => !circle.has(next)));
    const turns = members.some((id) => after(id).some((next) => circle.has(next)));
    const own = members.length * (turns ? rounds + 1 : 1);
    const length = own + Math.max(0, ...beyond.map((id) => lengths.get(id) ?? 0));
    for (const id of circle) lengths.set(id, length);
    const at = nodes.get(members[0] ?? '')?.at;
    if (!at || length <= MOST || told.has(at.playbook.id)) continue;
    told.add(at.playbook.id);
    yield at.problem({
      rule: 'breath-long',
      message: `From step \`${at.step.id}\` the bot could walk through more than ${MOST} steps before a person is heard.`,
      remedy: 'Ask or confirm something in between, lower `at_most`, or take steps together.',
    });
  }
}
