import type { InboundMessage, Speaker } from './message.js';

/** One person over all their chats, where the directory knows them; else over the chats of one platform. */
export function personKey(channel: string, { id, isKnown }: Speaker): string {
  return isKnown === true ? `person:${id}` : `${channel}:${id}`;
}

/**
 * Whose share of what is heard a row counts against: `undefined` for what no person sent. What is said where others
 * read along goes on where the person is alone, and is counted apart there.
 */
export function heardKey({ kind, address, from, shared }: InboundMessage): string | undefined {
  if (from === undefined || (kind !== 'message' && kind !== 'press')) return undefined;
  const person = personKey(address.channel, from);
  return shared === true ? `${person} among others` : person;
}

/** A measurement that is about to begin. */
export interface ProbeStart {
  /** Of its task: one that is run again counts once. */
  readonly task: string;
  /** Whose share it counts against; absent where an agent asked. */
  readonly person?: string;
  /** Hosts or domains, lower case. */
  readonly targets: readonly string[];
}

/** `person`: measurements that one person may start in an hour; `target`: that may begin in a minute towards one host. */
export interface ProbeShares {
  readonly person: number;
  readonly target: number;
}

export type ProbeLeave =
  | { readonly kind: 'granted' }
  /** The person has used up their share. */
  | { readonly kind: 'refused' }
  /** Too many measure this target right now. */
  | { readonly kind: 'later'; readonly afterMs: number };

/** Who took how much, counted once for all replicas by database time. */
export interface Limits {
  /** Counts a measurement, unless a share is used up: then nothing is counted. */
  startProbe(start: ProbeStart, shares: ProbeShares): Promise<ProbeLeave>;
  /** Drops counts that are too old to matter. */
  tidy(): Promise<void>;
}
