import { z } from 'zod';
import type { Finding, ProbeRequest, ProbeResult } from '../../domain/index.js';
import { isTrouble } from '../../domain/index.js';
import { recentFindings, routedFinding } from '../findings.js';
import { stepKey } from '../says.js';
import { fillSetting, placeholdersIn, renderText, textWorld } from '../texts.js';
import type { Move, StepWorld } from '../verb.js';
import { defineVerb } from '../verb.js';
import { mentions, outcomes } from './_outcomes.js';
import { localText, name, stepSchema } from './_schema.js';

const setting = z.union([z.string().min(1), z.number().int()]).transform(String);

const schema = stepSchema({
  probe: z.union([name.transform((one) => [one]), z.array(name).min(1)]),
  with: z.preprocess(
    (input) => (input instanceof Map ? Object.fromEntries(input as Map<string, unknown>) : input),
    z.record(name, setting).optional(),
  ),
  progress: localText.optional(),
  fresh: z.boolean().optional(),
});
type Options = z.output<typeof schema>;

/** What is measured when `with:` is absent: all of these that is known. */
const TARGETS: Readonly<Record<string, string>> = { address: '{address}', host: '{host}', port: '{port}' };
/** The deadline of a verdict without a password, in words of `{probe.seconds}`. */
const SECONDS = '10';

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
    const request = requestOf(options, world);
    if (!request.with.host && !request.with.address) return { kind: 'outcome', outcome: 'failed' };
    const recent = options.fresh
      ? undefined
      : recentFindings(world.run, request.probes, request.with, world.context.now);
    if (recent) return verdict(recent, [], world);
    return {
      kind: 'wait',
      for: 'measurement',
      effects: [
        ...(options.progress ? [progress(options.progress, world)] : []),
        { kind: 'probe', step: stepKey(world), token: world.token, request },
      ],
    };
  },

  hear(_options, event, world) {
    if (event.kind !== 'measured') return { kind: 'wait', for: 'measurement', effects: [], keep: true };
    const findings = event.results.flatMap((result) => result.findings);
    return verdict(findings, event.results, world);
  },
});

/**
 * Evidence first: a routed finding, else any trouble (for `otherwise:`); then what was refused or could not be
 * measured, because not measured is not ok.
 */
function verdict(findings: readonly Finding[], results: readonly ProbeResult[], world: StepWorld): Move {
  const routed = routedFinding(world.step, findings);
  if (routed) return { kind: 'outcome', outcome: routed.code, via: routed.via };
  const trouble = findings.find(isTrouble);
  if (trouble) return { kind: 'outcome', outcome: trouble.code };
  const missing = (['refused', 'failed'] as const).find((status) =>
    results.some((result) => result.status === status),
  );
  return { kind: 'outcome', outcome: missing ?? 'ok' };
}

function requestOf(options: Options, world: StepWorld): ProbeRequest {
  const target: Record<string, string> = {};
  for (const [key, template] of Object.entries(options.with ?? TARGETS)) {
    const value = fillSetting(template, textWorld(world));
    if (value) target[key] = value;
  }
  return { probes: options.probe, with: target };
}

function progress(text: NonNullable<Options['progress']>, world: StepWorld) {
  const promised = world.context.promises['probe.seconds']?.[world.run.language];
  const values = { 'probe.seconds': promised ?? SECONDS };
  const shown = renderText(text, { ...textWorld(world), values });
  return { kind: 'say', step: stepKey(world), reply: { text: shown, progress: true } } as const;
}
