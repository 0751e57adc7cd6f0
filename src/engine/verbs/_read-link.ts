import { FINDINGS, judgeLinks, knownSites } from '../../diagnosis/index.js';
import type { Finding, Heard } from '../../domain/index.js';
import { slotKnown } from '../slots.js';
import type { StepWorld } from '../verb.js';

/** Stands for probe and target: a link that is pasted later replaces the one before. */
export const PASTED_LINK = 'pasted-link';

/** What the words hold: the link in a form that nobody can press, and what its spelling shows. */
export interface LinkInWords {
  readonly value: string;
  readonly findings: readonly Finding[];
}

/** The link that a person pasted, judged without opening it; `undefined` where there is none. */
export function linkInWords(heard: Heard, world: StepWorld): LinkInWords | undefined {
  const { bundle, run, context } = world;
  const address = slotKnown(bundle, run, context, 'address');
  const reading = judgeLinks(heard.text, knownSites(bundle, address?.split('@')[1]));
  if (!reading) return undefined;
  const findings = reading.reasons.map(({ code, facts }): Finding => ({
    code,
    severity: FINDINGS.get(code)?.severity ?? 'warning',
    facts,
    evidence: [{ label: 'Link pasted by the person', value: reading.host }],
    probe: PASTED_LINK,
    target: PASTED_LINK,
    measuredAt: context.now,
    seenFrom: 'person',
  }));
  return { value: reading.host, findings };
}
