import {
  mailmedicError,
  type Case,
  type CaseChange,
  type DifferentialLine,
  type Finding,
  type ProbeRequest,
} from '../domain/index.js';
import { eventOf, needClaim, withoutProbing, wrongState, type Deed } from './rules.js';

/** What is measured on a server; a domain is looked up before. */
const ON_SERVER = ['dns', 'tls', 'imap'];

/**
 * What there is to measure again for a case, by what is known of it: the server, with the domain of the address
 * if that is known too, or the servers found for the address. `undefined` when neither is known: then an agent
 * can't be offered it.
 */
export function probeRequestOf({ known }: Pick<Case, 'known'>): ProbeRequest | undefined {
  const { address, host, port } = known;
  if (!address && !host) return undefined;
  return {
    probes: address ? ['discover', ...ON_SERVER] : ON_SERVER,
    with: {
      ...(address ? { address } : {}),
      ...(host ? { host } : {}),
      // A port says something about its host only.
      ...(host && port ? { port } : {}),
    },
  };
}

/**
 * The agent who has the case has its servers measured again; the result comes back as {@link measuredAgain}.
 * `taskId` is made by the caller, unique in the store. The person hears nothing of it.
 *
 * @throws MM_CASE_TAKEN; MM_CASE_STATE while one measurement runs, and when nobody has the case.
 */
export function probeAgain(present: Case, deed: Deed, request: ProbeRequest, taskId: string): CaseChange {
  needClaim(present, deed, 'measured again');
  if (present.probing !== undefined) {
    throw wrongState(
      { reference: present.reference, state: 'being measured' },
      'measured once more',
      'The result comes within half a minute; look at the case again then.',
    );
  }
  return {
    to: { ...present, probing: taskId },
    event: eventOf(present, deed, 'probing'),
    task: {
      id: taskId,
      token: taskId,
      work: { kind: 'probe', step: 'agent', request, caseId: present.id },
    },
  };
}

/**
 * {@link probeAgain} with what the case tells of its servers.
 *
 * @throws also MM_INPUT when neither an address nor a server is known.
 */
export function probeKnown(present: Case, deed: Deed): CaseChange {
  const request = probeRequestOf(present);
  if (request) return probeAgain(present, deed, request, deed.eventId);
  throw mailmedicError(
    'MM_INPUT',
    { reason: 'neither an address nor a server is known' },
    'Ask the person for their mail address.',
  );
}

/**
 * What an agent had measured is there: `findings` and `differential` are those of the case from now on,
 * `run` is the id of the measurement's page.
 *
 * @throws MM_CASE_STATE when no measurement is awaited.
 */
export function measuredAgain(
  present: Case,
  deed: Deed,
  findings: readonly Finding[],
  differential: readonly DifferentialLine[],
  run: string,
): CaseChange {
  needProbing(present);
  return {
    to: { ...withoutProbing(present), findings, differential },
    event: eventOf(present, deed, 'measured', run),
  };
}

/**
 * The measurement that an agent asked for came to nothing: the case is as before, and may be measured again.
 *
 * @throws MM_CASE_STATE when no measurement is awaited.
 */
export function measuringFailed(present: Case, deed: Deed): CaseChange {
  needProbing(present);
  const event = eventOf(present, deed, 'noted', 'The measurement came to nothing; it can be started again.');
  return { to: withoutProbing(present), event };
}

function needProbing(present: Case): void {
  if (present.probing !== undefined) return;
  throw wrongState(present, 'given a measurement', 'Nothing is to be done: nobody waits for it.');
}
