import type { Finding } from './finding.js';
import type { Address } from './message.js';
import type { ProbeRequest } from './probe.js';
import type { SlotValue } from './run.js';

/** The channel of an incident's own conversation, whose name is `<host>/<code>`: nobody reads or writes there. */
export const INCIDENT_CHANNEL = 'incident';

/** One person who met the fault. */
export interface Sighting {
  readonly address: Address;
  /** The same over chats and platforms where the directory knows them. */
  readonly person: string;
  readonly name?: string;
  readonly problem: string;
  readonly at: string;
  /** Of their own case, if people had it before it was an incident. */
  readonly ticket?: string;
}

/**
 * One fault of one server, met by one person whose case waits for it, or by several.
 * `watched`: measured again for the cases that wait; `open`: an incident, everyone is told; `over`: it has cleared.
 */
export interface Incident {
  readonly host: string;
  readonly finding: Finding;
  readonly request: ProbeRequest;
  readonly state: 'watched' | 'open' | 'over';
  /** ISO 8601: when it was first seen. */
  readonly since: string;
  readonly sightings: readonly Sighting[];
  /** Looks in a row that found nothing. */
  readonly clear: number;
  /** The timer or measurement that is awaited. */
  readonly look?: string;
  readonly nextLookAt?: string;
}

/** What turns of other conversations know of an incident that is going on. */
export interface OpenIncident {
  /** Key of its own conversation. */
  readonly key: string;
  readonly host: string;
  readonly code: string;
  readonly since: string;
  /** Reference of the one case for IT. */
  readonly ticket: string;
  /** When it is measured next. */
  readonly nextLookAt: string;
}

/** What somebody waits for who was told of an incident; their own problem goes on from here when it is over. */
export interface JoinedIncident extends OpenIncident {
  readonly slots: Readonly<Record<string, SlotValue>>;
}
