import type { Settings } from '../../config/index.js';
import type { PublishedBundle } from '../../domain/index.js';

/** `warning`: it runs, and somebody should know. `error`: a part of it does not work. */
export type Mark = 'ok' | 'warning' | 'error';

/** One thing that was looked at. Never holds a secret, nor the words of an exception, which may quote one. */
export interface Line {
  readonly mark: Mark;
  readonly text: string;
  /** What to do; where there is something to do. */
  readonly remedy?: string;
}

/** The store as it was found, without changing it. */
export type StoreState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'there'; readonly pending: readonly string[]; readonly live?: PublishedBundle };

/** The files of the bundle as the linter sees them. */
export interface BundleState {
  readonly errors: number;
  readonly warnings: number;
  /** The first error: file, line and words. */
  readonly first?: string;
}

/** The directory as it is read now. `ignored`: names of columns that nobody reads. */
export interface DirectoryState {
  readonly people: number;
  readonly ignored: readonly string[];
}

/** What the checks look at. Everything that touches the world comes from outside. */
export interface DoctorWorld {
  readonly settings: Settings;
  readonly fetch: typeof fetch;
  /** Milliseconds since 1970 by this machine's clock. */
  readonly now: () => number;
  /** Rejects with `MM_STORE_…` when the store can't be opened. */
  readonly store: () => Promise<StoreState>;
  /** Rejects with `MM_BUNDLE_MISSING` when there is none. */
  readonly bundle: () => Promise<BundleState>;
  /** The people of the directory; `undefined` without one. Rejects with `MM_DIRECTORY` when it can't be read. */
  readonly directory: () => Promise<DirectoryState | undefined>;
  /** Asks the probes' DNS servers for the addresses of a name; rejects without an answer. */
  readonly addressesOf: (name: string) => Promise<unknown>;
  /** Scopes that the Slack manifest asks for. */
  readonly slackScopes: () => Promise<readonly string[]>;
}

/** Looks at one part of the house. May reject: the doctor makes a line of it. */
export interface Check {
  readonly id: string;
  run(world: DoctorWorld): Promise<readonly Line[]>;
}

export function ok(text: string): Line {
  return { mark: 'ok', text };
}

export function warning(text: string, remedy: string): Line {
  return { mark: 'warning', text, remedy };
}

export function wrong(text: string, remedy: string): Line {
  return { mark: 'error', text, remedy };
}
