import { readDuration } from '../../domain/index.js';
import { placeholdersIn } from '../../engine/index.js';
import { nameSome } from '../nearest.js';
import type { LintStep, LintWorld } from './world.js';
import { allSteps } from './world.js';

const MINUTE = 60_000;

/** What the bot promises can be kept: every handoff has a time for its answer, every pause an end. */
export function* promisesKept(world: LintWorld) {
  for (const at of allSteps(world)) {
    if (at.step.verb === 'escalate') yield* answered(world, at);
    if (at.step.verb === 'wait') yield* ended(at);
  }
}

function* answered(world: LintWorld, at: LintStep) {
  const { settings } = world.read;
  const { escalate } = at.step.options as {
    readonly escalate: { readonly queue?: string; readonly severity: string };
  };
  const queue = settings?.queues.get(escalate.queue ?? settings.defaultQueue);
  if (!queue || escalate.severity in queue.answers) return;
  yield at.problem(
    {
      rule: 'severity-unpromised',
      message: `The queue \`${queue.id}\` says nothing about when it answers ${escalate.severity}, so nothing can be promised.`,
      remedy: `Add \`${escalate.severity}: 4h\` or so to its \`answers:\` in \`playbooks/bundle.yaml\`; it knows ${nameSome(Object.keys(queue.answers))}.`,
    },
    ['escalate', 'severity'],
  );
}

function* ended(at: LintStep) {
  const { wait } = at.step.options as { readonly wait: string };
  for (const { name, fallback } of placeholdersIn(wait)) {
    if (fallback === undefined || (readDuration(fallback) ?? 0) >= MINUTE) continue;
    yield at.problem(
      {
        rule: 'wait-fallback',
        message: `\`${fallback}\` is no duration of at least a minute, so nobody knows how long to wait without \`{${name}}\`.`,
        remedy: `Write it like \`{${name}|30m}\`.`,
      },
      ['wait'],
    );
  }
}
