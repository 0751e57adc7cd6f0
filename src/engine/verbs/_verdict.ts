import type { Finding, ProbeResult } from '../../domain/index.js';
import { isTrouble } from '../../domain/index.js';
import { routedFinding } from '../findings.js';
import type { Move, StepWorld } from '../verb.js';

type Outcome = Extract<Move, { kind: 'outcome' }>;

/**
 * The outcome of a measurement. Evidence first: a routed finding, else any trouble (for `otherwise:`); then what was
 * refused or could not be measured, because not measured is not ok.
 */
export function verdict(
  findings: readonly Finding[],
  results: readonly ProbeResult[],
  world: StepWorld,
): Outcome {
  const routed = routedFinding(world.step, findings);
  if (routed) return { kind: 'outcome', outcome: routed.code, via: routed.via };
  const trouble = findings.find(isTrouble);
  if (trouble) return { kind: 'outcome', outcome: trouble.code };
  const missing = (['refused', 'failed'] as const).find((status) =>
    results.some((result) => result.status === status),
  );
  return { kind: 'outcome', outcome: missing ?? 'ok' };
}
