import {
  personKey,
  type Finding,
  type InboundMessage,
  type Problem,
  type Sighting,
} from '../../domain/index.js';
import type { TurnDraft } from '../draft.js';
import { addressOfIncident, faultIn, lookAt, type Fault } from './fault.js';
import type { SightingPayload } from './news.js';

/** Lets a fault's own conversation know that this person met it. Nothing where the bundle brings nobody together. */
export function reportFault(draft: TurnDraft, findings: readonly Finding[]): void {
  const problem = draft.conversation.problem;
  const fault = faultIn(findings, draft.tools.live.bundle.settings.incidents);
  if (fault && problem) report(draft, fault, problem);
}

/** A case about a fault that can be measured: it is watched from now on, so that the person need not. */
export function watchForCase(draft: TurnDraft, problem: Problem, ticket: string): void {
  const fault = faultIn(problem.run.findings, draft.tools.live.bundle.settings.incidents);
  if (fault) report(draft, fault, problem, { ticket });
}

export function report(
  draft: TurnDraft,
  fault: Fault,
  problem: Problem,
  { ticket, joined }: { readonly ticket?: string; readonly joined?: true } = {},
): void {
  const { address, key } = draft.snapshot;
  const { speaker } = draft.conversation;
  const by: Sighting = {
    address,
    person: speaker === undefined ? key : personKey(address.channel, speaker),
    ...(speaker?.name === undefined ? {} : { name: speaker.name }),
    problem: problem.id,
    at: draft.now,
    ...(ticket === undefined ? {} : { ticket }),
  };
  const { finding, host } = fault;
  const request = lookAt(fault, problem.run.slots['protocol']?.value);
  tellIncident(draft, fault, {
    kind: 'incident-seen',
    host,
    finding: { ...finding, evidence: [...finding.evidence] },
    request: { probes: [...request.probes], with: request.with },
    by,
    ...(joined && { joined }),
  });
}

/** Whose own case is closed waits no longer. */
export function unwatch(draft: TurnDraft, problem: Problem): void {
  const fault = faultIn(problem.run.findings, draft.tools.live.bundle.settings.incidents);
  if (fault) tellIncident(draft, fault, { kind: 'incident-left', address: draft.snapshot.address });
}

/** They no longer wait for it. */
export function leaveIncident(draft: TurnDraft): void {
  const { joined, ...conversation } = draft.conversation;
  if (!joined) return;
  draft.conversation = conversation;
  draft.forward.push(
    rowTo(draft, addressOfIncident(joined), {
      kind: 'incident-left',
      address: draft.snapshot.address,
    }),
  );
}

function tellIncident(draft: TurnDraft, fault: Fault, payload: SightingPayload): void {
  const { host, finding } = fault;
  draft.forward.push(rowTo(draft, addressOfIncident({ host, code: finding.code }), payload));
}

/** An inbox row of another conversation; a turn computed again writes the same one. */
export function rowTo(
  draft: TurnDraft,
  address: InboundMessage['address'],
  payload: unknown,
): InboundMessage {
  return {
    address,
    kind: 'result',
    platformId: `${draft.snapshot.key}/${draft.nextId('i')}`,
    revision: 0,
    order: draft.now,
    sentAt: draft.now,
    payload,
  };
}
