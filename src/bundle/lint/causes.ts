import { findingMatches } from '../../domain/index.js';
import { didYouMean } from '../nearest.js';
import type { LintWorld } from './world.js';
import { problemIn } from './world.js';

/** Words that belong to no cause. */
const UNOPENED = new Set(['unclear', 'out-of-scope']);

/** What opens a playbook is known there: its intent exists, its findings have routes. */
export function* causesOpen(world: LintWorld) {
  const opened = new Map<string, string>();
  for (const playbook of world.read.playbooks.values()) {
    const { intent, findings } = playbook.opensOn;
    if (intent !== undefined && !world.names.intents.has(intent)) {
      yield problemIn(world, playbook.file, ['opens_on', 'intent'], {
        rule: 'intent-unknown',
        message: `The intent \`${intent}\` has no file \`intents/${intent}.yaml\`.`,
        remedy: didYouMean(intent, world.names.intents, 'Write that file with examples of what people say.'),
      });
    }
    const other = intent === undefined ? undefined : opened.get(intent);
    if (intent !== undefined && other !== undefined) {
      yield problemIn(world, playbook.file, ['opens_on', 'intent'], {
        rule: 'intent-shared',
        message: `The intent \`${intent}\` already opens the playbook \`${other}\`.`,
        remedy: 'Give each playbook an intent of its own.',
      });
    } else if (intent !== undefined) opened.set(intent, playbook.id);
    const routes = playbook.steps.flatMap((step) => step.on.map(({ outcome }) => outcome));
    for (const [code, strength] of findings) {
      if (strength === 'against' || routes.some((route) => findingMatches(route, code))) continue;
      yield problemIn(world, playbook.file, ['opens_on', 'findings', code], {
        rule: 'cause-unrouted',
        message: `\`${code}\` opens this playbook, but no step does anything with it.`,
        remedy: `Add a step \`check: finding\` with a route for \`${code}\`, or remove it here.`,
      });
    }
  }
  // The playbook that opens on it may be one that could not be read.
  const unread = [...world.names.playbooks].some((id) => !world.read.playbooks.has(id));
  for (const { id } of unread ? [] : world.read.intents.values()) {
    if (opened.has(id) || UNOPENED.has(id)) continue;
    yield problemIn(world, `intents/${id}.yaml`, ['id'], {
      rule: 'intent-unused',
      level: 'warning',
      message: `The bot learns the words of \`${id}\`, but no playbook opens on them.`,
      remedy: `Add \`opens_on: {intent: ${id}}\` to a playbook, or remove the file.`,
    });
  }
  for (const cause of world.read.settings?.priors.keys() ?? []) {
    if (world.names.playbooks.has(cause)) continue;
    yield problemIn(world, 'playbooks/bundle.yaml', ['priors', cause], {
      rule: 'prior-unknown',
      message: `There is a prior for \`${cause}\`, but no such playbook.`,
      remedy: didYouMean(cause, world.names.playbooks, 'Remove the line.'),
    });
  }
}
