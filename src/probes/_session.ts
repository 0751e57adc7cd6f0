import type { Secured } from './_dial.js';

export type SessionEnding =
  | 'complete'
  | 'starttls-missing'
  | 'starttls-refused'
  | 'injection'
  | 'tls-failed'
  | 'over-limits'
  | 'closed'
  | 'silent';

/** What a session without a login saw, however it ended. */
export interface SessionSeen {
  readonly ending: SessionEnding;
  /** Capabilities told in clear; empty under implicit TLS. */
  readonly before: readonly string[];
  /** Capabilities under TLS, the ones that count (RFC 9051 6.2.1); empty if it never came to that. */
  readonly after: readonly string[];
  /** The start of what the server said: in clear, or over the line on which it ended. */
  readonly plain: Buffer;
  /** Set when `ending` is `tls-failed`. */
  readonly failed?: Extract<Secured, { ok: false }>;
}
