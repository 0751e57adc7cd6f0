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
  const { children, atOnce, runsPerChild, waiting, waitMs, deadlines } = settings;
  const verdictMs = deadlines.verdict;
  const pool = createPool({ children, atOnce, runsPerChild, waiting, waitMs, verdictMs }, start);

  return {
    async run(request, bundle, onProgress, person = '') {
      let seen = watchProgress(request, clock);
      const outcome = await pool.run({
        request: { ...wireOf(request, bundle), settings },
        person,
        onStart() {
          seen = watchProgress(request, clock);
        },
        onProgress(progress) {
          seen.add(progress);
          onProgress(progress);
        },
      });
      switch (outcome.kind) {
        case 'done':
          return outcome.results;
        case 'killed':
          return unfinished(seen, `stopped after ${verdictMs / 1000} s`, settings, outcome.alone);
        case 'lost':
          return unfinished(
            seen,
            `the measuring process was lost: ${outcome.reason}`,
            settings,
            outcome.alone,
          );
        case 'busy':
          return unfinished(seen, 'too many measurements are waiting', settings, false);
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
    providers: [...bundle.providers.values()].map(({ id, domains, mx, servers, status }) => ({
      id,
      domains: [...domains],
      mx: [...mx],
      servers: [...servers],
      ...(status && { status: { feed: status.feed, url: status.url, about: [...status.about] } }),
    })),
  };
}
