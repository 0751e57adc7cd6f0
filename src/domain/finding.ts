/** How much a finding matters: `warning` and above fail a probe, `info` is background. */
export type FindingSeverity = 'info' | 'warning' | 'critical';

/** How surely a text was understood; `low` where several causes are known to say the same. */
export type Confidence = 'high' | 'medium' | 'low';

/**
 * What a mail administrator can check by hand.
 * `command` is a shell command that shows the same thing (`openssl s_client …`, `dig …`).
 */
export interface Evidence {
  readonly label: string;
  readonly value: string;
  readonly command?: string;
}

/**
 * One measured fact. Codes are listed in the registry of the room `diagnosis`.
 * `facts` are keyed by their full placeholder name (`tls.not_after`) and hold plain text, dates as ISO 8601.
 * `target` is what was measured (`imap.corp.example:993`, `corp.example`): a new measurement of a probe
 * replaces that probe's findings on that target.
 */
export interface Finding {
  readonly code: string;
  readonly severity: FindingSeverity;
  readonly facts: Readonly<Record<string, string>>;
  readonly evidence: readonly Evidence[];
  readonly probe: string;
  readonly target: string;
  /** ISO 8601, UTC. */
  readonly measuredAt: string;
  /** Where it was measured. Never the place where the person stands. */
  readonly seenFrom: 'bot' | 'person';
  /** How surely it was read, where it was read in an error text and not measured. */
  readonly confidence?: Confidence;
}

/** True when `code` is matched by a route key: the same code, or a prefix such as `tls.*`. */
export function findingMatches(route: string, code: string): boolean {
  if (route.endsWith('.*')) return code.startsWith(route.slice(0, -1));
  return route === code;
}

const RANK: Readonly<Record<FindingSeverity, number>> = { info: 0, warning: 1, critical: 2 };

/** True for findings that make a probe's outcome something else than `ok`. */
export function isTrouble(finding: Finding): boolean {
  return RANK[finding.severity] >= RANK.warning;
}
