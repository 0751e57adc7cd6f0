import type { ProbePhase, ProbeResult, ReplyMeasurement } from '../domain/index.js';
import { withoutMailbox } from './without-mailbox.js';

/** What a reply shows of a finished measurement. Domains are shown, whose mailbox it is is not. */
export function measurementOf(run: string, results: readonly ProbeResult[]): ReplyMeasurement {
  return {
    run,
    results: results.map(({ probe, target, status, ms, phases }) => ({
      probe,
      target: withoutMailbox(target),
      status,
      ms,
      phases: phases.map(phaseShown),
    })),
  };
}

function phaseShown(phase: ProbePhase): ProbePhase {
  return phase.detail === undefined ? phase : { ...phase, detail: withoutMailbox(phase.detail) };
}
