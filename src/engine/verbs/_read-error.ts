import { FINDINGS, readErrorText } from '../../diagnosis/index.js';
import type { Finding, Heard } from '../../domain/index.js';
import { providerKnown } from '../slots.js';
import type { StepWorld } from '../verb.js';

/** Stands for probe and target: a text that is pasted later replaces the one before. */
const PASTED_ERROR = 'pasted-error';
/** What people see of a pasted text: enough to recognise it. */
const LONGEST_EVIDENCE = 200;

/**
 * Findings in an error text that a person pasted: codes that the reading of the message already found, then a refusal
 * that the bundle's provider files know, those of the person's own provider first; else what its codes and words say.
 * Nothing when it says nothing about signing in.
 */
export function findingsInError(heard: Heard, world: StepWorld): readonly Finding[] {
  const read = heard.entities.flatMap(({ kind, value }) =>
    kind === 'error' && FINDINGS.has(value) ? [value] : [],
  );
  const said = refusalIn(heard.text, world) ?? readErrorText(heard.text);
  return [...new Set([...read, ...(said ? [said] : [])])].map((code) => ({
    code,
    severity: FINDINGS.get(code)?.severity ?? 'warning',
    facts: {},
    evidence: [{ label: 'Pasted by the person', value: heard.text.slice(0, LONGEST_EVIDENCE) }],
    probe: PASTED_ERROR,
    target: PASTED_ERROR,
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
