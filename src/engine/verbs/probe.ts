import { z } from 'zod';
import { recentFindings } from '../findings.js';
import { placeholdersIn } from '../texts.js';
import { defineVerb } from '../verb.js';
import { measure, requestOf } from './_measure.js';
import { mentions, outcomes } from './_outcomes.js';
import { localText, name, settings, stepSchema } from './_schema.js';
import { verdict } from './_verdict.js';

const schema = stepSchema({
  probe: z.union([name.transform((one) => [one]), z.array(name).min(1)]),
  with: settings.optional(),
  progress: localText.optional(),
  fresh: z.boolean().optional(),
});
type Options = z.output<typeof schema>;

/** `probe`: measures in the background, or reuses what was measured in the last ten minutes. */
export const probe = defineVerb<Options>({
  name: 'probe',
  schema,
  hearsPerson: false,
  outcomes: () => outcomes({ named: ['ok', 'failed', 'refused'], findings: true }),
  texts: (options) =>
    options.progress ? [{ path: 'progress', kind: 'progress', text: options.progress }] : [],
  mentions: (options) =>
    mentions({
      probes: options.probe,
      slots: Object.values(options.with ?? {}).flatMap((text) => placeholdersIn(text).map((one) => one.name)),
    }),

  enter(options, world) {
    const request = requestOf(options.probe, options.with, world);
    if (!request.with.host && !request.with.address) return { kind: 'outcome', outcome: 'failed' };
    const recent = options.fresh
      ? undefined
      : recentFindings(world.run, request.probes, request.with, world.context.now);
    if (recent) return verdict(recent, [], world);
    return measure(world, request, options.progress);
  },

  hear(_options, event, world) {
    if (event.kind !== 'measured') return { kind: 'wait', for: 'measurement', effects: [], keep: true };
    const findings = event.results.flatMap((result) => result.findings);
    return verdict(findings, event.results, world);
  },
});
