import type { Finding } from './finding.js';
import type { MailProtocol, Mailbox, TlsMode } from './mailbox.js';

/**
 * What to measure. `with` holds the target by name: `address`, `host`, `port`, `tls`; and
 * `protocol`, which of `imap` and `pop3` the person uses.
 * Several probes of one request share what `discover` finds: the others then run on the found servers.
 */
export interface ProbeRequest {
  readonly probes: readonly string[];
  readonly with: Readonly<Record<string, string>>;
}

/** What a one-time sign-in is to be tried on. Without a host, where `discover` finds the address's server. */
export interface SignInRequest {
  readonly protocol: MailProtocol;
  readonly address: string;
  readonly host?: string;
  readonly port?: number;
  readonly tls?: TlsMode;
}

/**
 * `measured`: the findings tell; `failed`: could not be measured at all (no evidence either way);
 * `refused`: not an allowed target, nothing was sent.
 */
export type ProbeStatus = 'measured' | 'failed' | 'refused';

/** One step of a probe with its time, for the timeline: `dns`, `connect`, `tls`, `greeting`, `capabilities` … */
export interface ProbePhase {
  readonly name: string;
  readonly status: 'ok' | 'warn' | 'fail' | 'skip';
  readonly ms: number;
  readonly detail?: string;
}

/** What one probe measured on one target. */
export interface ProbeResult {
  readonly probe: string;
  readonly target: string;
  readonly status: ProbeStatus;
  readonly findings: readonly Finding[];
  readonly phases: readonly ProbePhase[];
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly ms: number;
  /** Found by `discover`: becomes known to the problem (slots `host`, `port`, `provider`). */
  readonly mailbox?: Mailbox;
  /** Why it failed or was refused, in words for logs and agents. */
  readonly reason?: string;
}

/** Said while a probe runs: which probe is in which phase on which target. */
export interface ProbeProgress {
  readonly probe: string;
  readonly target: string;
  readonly phase: string;
  readonly status: 'running' | 'ok' | 'warn' | 'fail' | 'skip';
  readonly ms?: number;
  readonly detail?: string;
}

/**
 * One finished measurement as it is kept for its page. `id` is 128 random bits, URL-safe: the link is passed on
 * among colleagues, so what is shown behind it holds no mail address.
 */
export interface ProbeRun {
  readonly id: string;
  /** Key of the conversation it was made for. */
  readonly conversation: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly results: readonly ProbeResult[];
}
