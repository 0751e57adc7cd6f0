import type { Confidence } from '../../domain/index.js';

/** Where an error text was said: by a server in its protocol, a SASL library, a mail app, or a page of webmail. */
export const ERROR_PROTOCOLS = ['imap', 'pop3', 'smtp', 'sasl', 'client', 'web'] as const;
export type ErrorProtocol = (typeof ERROR_PROTOCOLS)[number];

/** How a finding was understood from a text; what is left out is the finding's own meaning. */
export interface Reading {
  readonly finding: string;
  readonly scenario?: string;
  /** Other causes that are known to say the same, likeliest first. */
  readonly or?: readonly string[];
  readonly sure?: Confidence;
}

/**
 * One way to say something. Patterns see a text as `plainErrorText` makes it: one line, no full-width letters. They
 * run on pasted text, so none repeats a repetition and every gap is bounded.
 */
export interface ErrorRule extends Reading {
  readonly patterns: readonly RegExp[];
  /** Only when it was said there; unknown counts as everywhere. */
  readonly protocols?: readonly ErrorProtocol[];
}

/** A rule in one line. */
export function rule(
  finding: string,
  patterns: RegExp | readonly RegExp[],
  more: Omit<ErrorRule, 'finding' | 'patterns'> = {},
): ErrorRule {
  return { finding, patterns: patterns instanceof RegExp ? [patterns] : patterns, ...more };
}
