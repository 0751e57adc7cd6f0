import type { FindingSeverity, LocalText } from '../domain/index.js';

/**
 * What a finding code means. `sentence` is read by employees: short, calm, with facts as placeholders.
 * Adding a code is an entry in its family's file.
 */
export interface FindingDefinition {
  readonly code: string;
  readonly severity: FindingSeverity;
  /** Placeholders that every measurement with this finding fills. */
  readonly facts: readonly string[];
  readonly sentence: LocalText;
  /** Said instead where the facts are not known: the finding was read in an error text, not measured. */
  readonly read?: LocalText;
  /** A measured certainty: outranks words for the causes that list it as strong. */
  readonly proves?: boolean;
  /** Causes that can't be behind the trouble when this was measured. */
  readonly rulesOut?: readonly string[];
}

/** A family is the part of a code before the dot, and a file of `findings/`. */
export function familyOf(code: string): string {
  return code.split('.', 1)[0] ?? code;
}
