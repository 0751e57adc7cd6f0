import { FINDINGS } from '../../diagnosis/index.js';
import { findingMatches } from '../../domain/index.js';
import { placeholdersIn } from '../../engine/index.js';

/** What each finding tells besides its code, by code: the facts that its own sentence is made of. */
const FACTS: ReadonlyMap<string, readonly string[]> = new Map(
  [...FINDINGS.values()].map(({ code, sentence }) => [
    code,
    [...new Set([sentence.zh, sentence.en].flatMap(placeholdersIn).map(({ name }) => name))],
  ]),
);

/** The name of every fact that some finding tells (`tls.not_after`). */
export const FACT_NAMES: ReadonlySet<string> = new Set([...FACTS.values()].flat());

/**
 * Facts that may be known once a route such as `tls.expired` or `tls.*` was taken: those of its family. One probe
 * writes the same facts beside all its findings, whether their sentences need them or not.
 */
export function factsAfter(route: string): readonly string[] {
  const family = `${route.split('.')[0] ?? ''}.`;
  const own = [...FACTS].filter(([code]) => findingMatches(route, code)).flatMap(([, facts]) => facts);
  return [...new Set([...own, ...[...FACT_NAMES].filter((fact) => fact.startsWith(family))])];
}
