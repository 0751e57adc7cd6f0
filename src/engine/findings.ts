import type { Finding, Mailbox, PlaybookRun, ProbeResult, SlotValue, Step } from '../domain/index.js';
import { findingMatches, isTrouble } from '../domain/index.js';
import { KNOWN_FACTS } from '../diagnosis/index.js';
import { isAbout, setSlots } from './slots.js';

/** Results are reused this long. */
const REUSE_MS = 10 * 60_000;

/** Takes in what was measured: it replaces what the same probe found on the same target before. */
export function recordResults(run: PlaybookRun, results: readonly ProbeResult[]): PlaybookRun {
  const measured = results.filter(({ status }) => status === 'measured');
  const known: PlaybookRun = { ...run, findings: findingsAfter(run.findings, results) };
  return measured.reduce((filled, { mailbox }) => fillFromMailbox(filled, mailbox), known);
}

/** Findings as they are after these results; what could not be measured says nothing and replaces nothing. */
export function findingsAfter(
  known: readonly Finding[],
  results: readonly ProbeResult[],
): readonly Finding[] {
  return results.reduce((found, result) => {
    return result.status === 'measured' ? replaceFindings(found, result.findings, [result]) : found;
  }, known);
}

/** Adds findings in place of older ones of the same probe on the same target. */
export function replaceFindings(
  old: readonly Finding[],
  fresh: readonly Finding[],
  measured: readonly { readonly probe: string; readonly target: string }[] = fresh,
): readonly Finding[] {
  const replaced = new Set([...measured, ...fresh].map(spotOf));
  return [...old.filter((finding) => !replaced.has(spotOf(finding))), ...fresh];
}

function spotOf(spot: { readonly probe: string; readonly target: string }): string {
  return `${spot.probe} ${spot.target}`;
}

/** What `discover` found becomes known, unless a person said otherwise or it belongs to another address. */
function fillFromMailbox(run: PlaybookRun, mailbox: Mailbox | undefined): PlaybookRun {
  if (!mailbox) return run;
  const address = run.slots.address?.value;
  if (address && address.toLowerCase() !== mailbox.address.toLowerCase()) return run;
  const inUse = run.slots['protocol']?.value === 'pop3' ? 'pop3' : 'imap';
  const server = mailbox.servers.find((one) => one.protocol === inUse) ?? mailbox.servers[0];
  const found: Readonly<Record<string, string | undefined>> = {
    host: server?.host,
    port: server && String(server.port),
    provider: mailbox.provider,
  };
  const set: Record<string, SlotValue> = {};
  for (const [slot, value] of Object.entries(found)) {
    const known = run.slots[slot];
    if (value !== undefined && (!known || known.source === 'probe')) set[slot] = { value, source: 'probe' };
  }
  return setSlots(run, set);
}

/**
 * Findings of these probes on this target from the last ten minutes, `undefined` unless every probe has some:
 * probes of one request build on each other, so they are measured together or not at all.
 */
export function recentFindings(
  run: PlaybookRun,
  probes: readonly string[],
  target: Readonly<Record<string, string>>,
  now: string,
): readonly Finding[] | undefined {
  const since = Date.parse(now) - REUSE_MS;
  const recent = run.findings.filter(
    (finding) =>
      probes.includes(finding.probe) && Date.parse(finding.measuredAt) >= since && isOn(finding, target, run),
  );
  const isCovered = (probe: string): boolean => recent.some((finding) => finding.probe === probe);
  return probes.every((probe) => instead(probe, probes).some(isCovered)) ? recent : undefined;
}

/** Of two ways to receive, both asked for at once, only the one in use is measured. */
function instead(probe: string, probes: readonly string[]): readonly string[] {
  const isEither = RECEIVING.includes(probe) && RECEIVING.every((one) => probes.includes(one));
  return isEither ? RECEIVING : [probe];
}

const RECEIVING: readonly string[] = ['imap', 'pop3'];

function isOn(finding: Finding, target: Readonly<Record<string, string>>, run: PlaybookRun): boolean {
  const { address, host, port } = target;
  if (host !== undefined) {
    const measuredPort = /:(\d+)$/u.exec(finding.target)?.[1];
    return isAbout(finding, host) && (!port || !measuredPort || port === measuredPort);
  }
  if (address === undefined) return false;
  const found = run.slots.host?.source === 'probe' ? run.slots.host.value : undefined;
  return isAbout(finding, address) || (found !== undefined && isAbout(finding, found));
}

/**
 * The first route in file order that matches any of these findings. A prefix speaks of trouble only;
 * background findings (below warning) must be named in full, or `net.*` would catch every working connection. What
 * was only read in an error text routes nothing where it was a guess, or where steps would speak of facts that only a
 * measurement has.
 */
export function routedFinding(
  step: Step,
  findings: readonly Finding[],
): { readonly code: string; readonly via: string } | undefined {
  for (const route of step.on) {
    const match = findings.find(
      (finding) =>
        !isHearsay(finding) &&
        (route.outcome === finding.code ||
          (isTrouble(finding) && findingMatches(route.outcome, finding.code))),
    );
    if (match) return { code: match.code, via: route.outcome };
  }
  return undefined;
}

function isHearsay({ code, confidence }: Finding): boolean {
  if (confidence === undefined) return false;
  return confidence === 'low' || (KNOWN_FACTS.get(code)?.length ?? 0) > 0;
}
