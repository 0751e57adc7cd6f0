import { KNOWN_FACTS } from '../../diagnosis/index.js';
import { findingMatches } from '../../domain/index.js';

/** The name of every fact that some finding tells (`tls.not_after`). */
export const FACT_NAMES: ReadonlySet<string> = new Set([...KNOWN_FACTS.values()].flat());

/** The part of finding codes before the dot. */
export const FINDING_FAMILIES: ReadonlySet<string> = new Set(
  [...KNOWN_FACTS.keys()].map((code) => code.split('.', 1)[0] ?? code),
);

/** Facts that are known once a route such as `tls.expired` or `tls.*` was taken: those that all its findings tell. */
export function factsAfter(route: string): readonly string[] {
  const told = [...KNOWN_FACTS].filter(([code]) => findingMatches(route, code)).map(([, facts]) => facts);
  const [first, ...others] = told;
  return (first ?? []).filter((fact) => others.every((facts) => facts.includes(fact)));
}
