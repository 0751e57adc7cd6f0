import type { ProbeResult } from '../domain/index.js';
import type { Dialled } from './_dial.js';
import { serverLabel, type ProbeTools, type ServerProbe, type ServerTarget } from './_probe.js';
import {
  attemptText,
  connectEvidence,
  dialAll,
  findConnected,
  findFailures,
  locate,
  netFacts,
  placesOf,
  type Place,
} from './_reach.js';
import { startReport, type Report } from './_report.js';
import { MAIL_PORTS, type VettedAddress } from './guard.js';

/** Time for a second SYN, which follows the first after 1 s (RFC 6298 2.1). */
const GRACE_MS = 2_000;

/** Which mail ports answer, over IPv4 and IPv6 apart. Says nothing to the server: a port that opens is closed again. */
export const tcpProbe: ServerProbe = { id: 'tcp', needs: 'server', measure: measureTcp };

/** How one port answered. */
interface Knock {
  readonly port: number;
  readonly attempt: Dialled;
}

async function measureTcp(target: ServerTarget, tools: ProbeTools): Promise<ProbeResult> {
  const report = startReport('tcp', serverLabel(target), tools);
  const located = await locate(target, report, tools);
  if (located.kind === 'refused') return report.refuse();
  if (located.kind === 'nothing') return report.stop(located.reason);
  const places = placesToKnock(target, located.addresses, tools);
  const limit = tools.settings.deadlines.connect;
  const step = await report.step(
    'ports',
    limit + 100,
    (signal) => knock(places, limit, signal, tools),
    (knocks) => ({ status: knocks.some(isOpen) ? 'ok' : 'fail', detail: portList(openPorts(knocks)) }),
  );
  if (!step.ended) return report.stop('there was no time to try the ports');
  judge(target, step.value, report);
  return report.done();
}

/** The port that is needed, on several addresses, and every other mail port that the guard lets through, on one of each family. */
function placesToKnock(
  target: ServerTarget,
  addresses: readonly VettedAddress[],
  tools: ProbeTools,
): readonly Place[] {
  const { host } = target;
  const ips = addresses.map(({ ip }) => ip);
  const others = [...MAIL_PORTS, 25].filter((port) => port !== target.port && tools.guard.port(host, port));
  return [
    ...placesOf(addresses, target.port),
    ...others.flatMap((port) => placesOf(tools.guard.addresses(host, ips, port) ?? [], port, 1)),
  ];
}

async function knock(
  places: readonly Place[],
  limit: number,
  signal: AbortSignal,
  tools: ProbeTools,
): Promise<readonly Knock[]> {
  const attempts = await dialAll(places, { limit, grace: GRACE_MS }, signal, tools);
  return attempts.map((attempt, at) => {
    if (attempt.ok) attempt.socket.destroy();
    return { port: places[at]?.port ?? 0, attempt };
  });
}

function judge(target: ServerTarget, knocks: readonly Knock[], report: Report): void {
  const needed = knocks.filter(({ port }) => port === target.port).map(({ attempt }) => attempt);
  const open = openPorts(knocks);
  if (needed.some(({ ok }) => ok)) {
    findConnected(target, { attempts: needed }, report);
    findFamilies(target, needed, report);
  } else {
    findFailures(target, needed, report);
    if (open.length > 0) findBlocked(target, knocks, report);
  }
  if (open.length === 0) return;
  const facts = { 'net.host': target.host, 'net.open': portList(open) };
  report.find('net.open-ports', 'info', facts, [portsEvidence(target, knocks)]);
}

/**
 * One family answers and the other, which the DNS names too, does not. “Unreachable” doesn't count: most often the
 * bot's own network has no IPv6, which tells nothing about the server.
 */
function findFamilies(target: ServerTarget, attempts: readonly Dialled[], report: Report): void {
  const works = ([4, 6] as const).filter((family) => some(attempts, family, ({ ok }) => ok));
  const fails = ([4, 6] as const).filter(
    (family) => !works.includes(family) && some(attempts, family, (one) => !one.ok),
  );
  const told = attempts.filter((one) => fails.includes(one.address.family));
  const [working] = works;
  const [failing] = fails;
  if (working === undefined || failing === undefined) return;
  if (told.some((one) => !one.ok && one.failure === 'unreachable')) return;
  const facts = { ...netFacts(target), 'net.works': `IPv${working}`, 'net.fails': `IPv${failing}` };
  const evidence = connectEvidence(target, attempts.map(attemptText).join('; '));
  const command = `nc -${failing} -vz -w 4 ${target.host} ${target.port}`;
  report.find('net.family-differs', 'warning', facts, [{ ...evidence, command }]);
}

function some(attempts: readonly Dialled[], family: 4 | 6, test: (one: Dialled) => boolean): boolean {
  return attempts.some((one) => one.address.family === family && test(one));
}

function findBlocked(target: ServerTarget, knocks: readonly Knock[], report: Report): void {
  const facts = { ...netFacts(target), 'net.open': portList(openPorts(knocks)) };
  report.find('net.ports-blocked', 'warning', facts, [portsEvidence(target, knocks)]);
}

function portsEvidence(target: ServerTarget, knocks: readonly Knock[]) {
  const ports = [...new Set(knocks.map(({ port }) => port))].sort((one, other) => one - other);
  const lines = ports.map((port) => {
    const answers = knocks.filter((one) => one.port === port).map(({ attempt }) => attemptText(attempt));
    return `${port}: ${answers.join(', ')}`;
  });
  return {
    label: `Mail ports of ${target.host}`,
    value: lines.join('; '),
    command: `for p in ${ports.join(' ')}; do nc -vz -w 4 ${target.host} $p; done`,
  };
}

function openPorts(knocks: readonly Knock[]): readonly number[] {
  const open = knocks.filter(isOpen).map(({ port }) => port);
  return [...new Set(open)].sort((one, other) => one - other);
}

function isOpen({ attempt }: Knock): boolean {
  return attempt.ok;
}

function portList(ports: readonly number[]): string {
  return ports.length === 0 ? 'none' : ports.join(', ');
}
