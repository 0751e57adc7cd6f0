import {
  INCIDENT_CHANNEL,
  isTrouble,
  type Address,
  type Finding,
  type IncidentRule,
  type OpenIncident,
  type ProbeRequest,
  type ProbeResult,
} from '../../domain/index.js';

const PROTOCOLS: ReadonlySet<string> = new Set(['imap', 'pop3', 'smtp']);

/** A fault of a server that several people may meet. */
export interface Fault {
  readonly host: string;
  readonly finding: Finding;
}

/** The most telling fault that was measured, by the order of the bundle; nothing that was read in somebody's words. */
export function faultIn(findings: readonly Finding[], rule: IncidentRule | undefined): Fault | undefined {
  for (const code of rule?.findings ?? []) {
    const finding = findings.find((one) => one.code === code && isMeasured(one));
    if (finding) return { host: hostOf(finding.target), finding };
  }
  return undefined;
}

function isMeasured(finding: Finding): boolean {
  return isTrouble(finding) && finding.seenFrom === 'bot' && finding.confidence === undefined;
}

/** Host of a target, `imap.corp.example:993` or `[2001:db8::1]:993`, small letters. */
export function hostOf(target: string): string {
  return target.replace(/:\d+$/u, '').toLowerCase();
}

/** Where an incident's own conversation is. */
export function addressOfIncident({ host, code }: { readonly host: string; readonly code: string }): Address {
  return { channel: INCIDENT_CHANNEL, conversation: `${host}/${code}` };
}

/** The incident that is going on and has this fault. */
export function openFor(fault: Fault, open: readonly OpenIncident[] = []): OpenIncident | undefined {
  return open.find(({ host, code }) => host === fault.host && code === fault.finding.code);
}

/** What to measure to see whether it is over: the same server, by the protocol that its people use. */
export function lookAt({ host, finding }: Fault, protocol = 'imap'): ProbeRequest {
  const spoken = PROTOCOLS.has(finding.probe) ? finding.probe : protocol;
  return { probes: ['dns', 'tcp', 'tls', spoken], with: { host, protocol: spoken } };
}

/** Everything could be measured, and nothing of what makes an incident was found. */
export function isClear(results: readonly ProbeResult[], rule: IncidentRule): boolean {
  if (results.length === 0 || results.some(({ status }) => status !== 'measured')) return false;
  return !results.some(
    ({ findings }) => faultIn(findings, rule) !== undefined || findings.some(({ code }) => code === CUT_OFF),
  );
}

/** The bot's own name servers failed: nothing was seen of the server. */
const CUT_OFF = 'dns.not-from-here';
