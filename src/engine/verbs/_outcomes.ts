import type { Mentions, Outcomes, StepText } from '../verb.js';
import type { LocalText } from '../../domain/index.js';

/** A verb's outcomes; what is not told is absent. */
export function outcomes(told: Partial<Outcomes>): Outcomes {
  return { named: [], findings: false, open: false, optional: [], ...told };
}

/** What a step mentions; what is not told is nothing. */
export function mentions(told: Partial<Mentions>): Mentions {
  return { slots: [], setsSlots: [], probes: [], guides: [], parts: [], queues: [], actions: [], ...told };
}

/** The texts of a map of labels, each with its path. */
export function labelTexts(
  path: string,
  map: ReadonlyMap<string, LocalText> | undefined,
): readonly StepText[] {
  return [...(map ?? [])].map(([id, text]) => ({ path: `${path}.${id}`, kind: 'button', text }));
}
