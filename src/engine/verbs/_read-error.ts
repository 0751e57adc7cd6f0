import { FINDINGS, readError, type ErrorReading } from '../../diagnosis/index.js';
import type { Bundle, Confidence, Finding, Heard, Provider } from '../../domain/index.js';
import { providerKnown } from '../slots.js';
import type { StepWorld } from '../verb.js';

/** Stands for probe and target: a text that is pasted later replaces the one before. */
export const PASTED_ERROR = 'pasted-error';
/** What people see of a pasted text: enough to recognise it. */
const LONGEST_EVIDENCE = 200;

/**
 * Findings in an error text that a person pasted: codes that the reading of the message already found, else what the
 * text means, with the person's own provider in mind. Nothing when it says nothing about signing in.
 */
export function findingsInError(heard: Heard, world: StepWorld): readonly Finding[] {
  const { bundle, run, context } = world;
  const read = heard.entities.flatMap(({ kind, value }) =>
    kind === 'error' && FINDINGS.has(value) ? [pasted(value, heard.text, context.now)] : [],
  );
  if (read.length > 0) return read;
  const said = findingInError(heard.text, bundle, providerKnown(bundle, run.slots, context), context.now);
  return said ? [said] : [];
}

/** What an error text means, as something that the person saw. */
export function findingInError(
  text: string,
  bundle: Pick<Bundle, 'providers'>,
  provider: Provider | undefined,
  now: string,
): Finding | undefined {
  const reading = readingOf(text, bundle, provider);
  return reading && pasted(reading.finding, text, now, reading.confidence);
}

/**
 * The same for a text that came unasked among other words: a plain refusal is a hint there, no more.
 */
export function findingInQuote(
  text: string,
  bundle: Pick<Bundle, 'providers'>,
  provider: Provider | undefined,
  now: string,
): Finding | undefined {
  const reading = readingOf(text, bundle, provider);
  return reading && pasted(reading.finding, text, now, reading.isPlain ? 'low' : reading.confidence);
}

/**
 * The refusals of the own provider's file come first, then those of the others: people paste texts without saying who
 * wrote them.
 */
function readingOf(
  text: string,
  bundle: Pick<Bundle, 'providers'>,
  provider: Provider | undefined,
): ErrorReading | undefined {
  const others = [...bundle.providers.values()].filter(({ id }) => id !== provider?.id);
  return readError({
    text,
    refusals: [...(provider?.refusals ?? []), ...others.flatMap(({ refusals }) => refusals)],
    ...(provider && { provider: provider.id, credential: provider.credential }),
  });
}

function pasted(code: string, text: string, now: string, confidence?: Confidence): Finding {
  return {
    code,
    severity: FINDINGS.get(code)?.severity ?? 'warning',
    facts: {},
    evidence: [{ label: 'Pasted by the person', value: text.slice(0, LONGEST_EVIDENCE) }],
    probe: PASTED_ERROR,
    target: PASTED_ERROR,
    measuredAt: now,
    seenFrom: 'person',
    ...(confidence && { confidence }),
  };
}
