import type { Finding, Heard } from '../../domain/index.js';
import { providerKnown } from '../slots.js';
import type { StepWorld } from '../verb.js';

const CODE = /^[a-z0-9]+(?:\.[a-z0-9-]+)+$/u;

/**
 * Findings in an error text that a person pasted: codes that the reading of the message already found, and
 * refusals that the bundle's provider files know, those of the person's own provider first.
 */
export function findingsInError(heard: Heard, world: StepWorld): readonly Finding[] {
  const read = heard.entities.flatMap(({ kind, value }) =>
    kind === 'error' && CODE.test(value) ? [value] : [],
  );
  const refused = refusalIn(heard.text, world);
  const codes = new Set([...read, ...(refused ? [refused] : [])]);
  return [...codes].map((code) => ({
    code,
    severity: 'critical',
    facts: {},
    evidence: [],
    probe: 'pasted-error',
    target: code,
    measuredAt: world.context.now,
    seenFrom: 'person',
  }));
}

function refusalIn(text: string, world: StepWorld): string | undefined {
  const own = providerKnown(world.bundle, world.run.slots, world.context);
  const said = text.toLowerCase();
  const known = [...(own ? [own] : []), ...world.bundle.providers.values()].flatMap((one) => one.refusals);
  return known.find((refusal) => refusal.text !== '' && said.includes(refusal.text.toLowerCase()))?.finding;
}
