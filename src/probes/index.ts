import type { Bundle, Clock, ProbeRequest, ProbeRunner } from '../domain/index.js';
import { startChild } from './_child.js';
import { unfinished, watchProgress } from './_unfinished.js';
import type { ProbeSettings } from './_settings.js';
import { createPool, type StartChild } from './pool.js';

export { PROBES } from './_registry.js';
export { probeSettingsSchema, type ProbeSettings, type ProbeSettingsInput } from './_settings.js';
export { REFUSAL } from './guard.js';
export { createSignInRunner } from './sign-in.js';

/**
 * Runs probes in child processes. A request never rejects and ends within `deadlines.verdict` of its start in
 * a child: what a child could not finish comes back as `failed`, or as a finding where its phases had proved one.
 * `close` kills the children.
 */
export function createProbeRunner(
  settings: ProbeSettings,
  clock: Clock = { now: () => new Date() },
  start: StartChild = () => startChild(),
): ProbeRunner {
  const { verdict } = settings.deadlines;
  const { children, runsPerChild, waiting } = settings;
  const pool = createPool({ children, runsPerChild, waiting, verdictMs: verdict }, start);

  return {
    async run(request, bundle, onProgress) {
      const seen = watchProgress(request, clock);
      const wire = { ...wireOf(request, bundle), settings };
      const outcome = await pool.run(wire, (progress) => {
        seen.add(progress);
        onProgress(progress);
      });
      switch (outcome.kind) {
        case 'done':
          return outcome.results;
        case 'killed':
          return unfinished(seen, `stopped after ${verdict / 1000} s`, settings);
        case 'lost':
          return unfinished(seen, `the measuring process was lost: ${outcome.reason}`, settings);
        case 'busy':
          return unfinished(seen, 'too many measurements are waiting', settings);
      }
    },
    close: () => pool.close(),
  };
}

/** Longer than any host name or mail address (RFC 5321 4.5.3.1); what is cut here is refused by the guard. */
const LONGEST_VALUE = 500;

function wireOf(request: ProbeRequest, bundle: Bundle) {
  return {
    probes: request.probes.slice(0, 20),
    with: Object.fromEntries(
      Object.entries(request.with).map(([name, value]) => [name, value.slice(0, LONGEST_VALUE)]),
    ),
    providers: [...bundle.providers.values()].map(({ id, domains, mx, servers }) => ({
      id,
      domains: [...domains],
      mx: [...mx],
      servers: [...servers],
    })),
  };
}
