import { setMaxListeners } from 'node:events';
import type { Socket } from 'node:net';
import type { Evidence } from '../domain/index.js';
import type { DialFailure, Dialled } from './_dial.js';
import type { VettedAddress } from './guard.js';
import { askAddresses, detailOf, explainNoAddress, recordsOf, worst, type AddressAnswers } from './_names.js';
import { serverLabel, type ProbeTools, type ServerTarget } from './_probe.js';
import type { Report } from './_report.js';

const ADDRESSES_TRIED_PER_FAMILY = 2;
const GRACE_MS = 1_000;

/** Where to knock. */
export interface Place {
  readonly address: VettedAddress;
  readonly port: number;
}

/** Both answers for one host, or that it may not be measured. */
export type Located =
  | {
      readonly kind: 'addresses';
      readonly addresses: readonly VettedAddress[];
      readonly answers: AddressAnswers;
    }
  | { readonly kind: 'nothing'; readonly reason: string }
  | { readonly kind: 'refused' };

/**
 * Looks up A and AAAA and lets the guard judge the addresses. Writes the step `dns` and, when there is no
 * address, why: a `dns.*` finding. {@link Located} `nothing` then means that the probe is over.
 */
export async function locate(target: ServerTarget, report: Report, tools: ProbeTools): Promise<Located> {
  const { host, port } = target;
  if (tools.guard.host(host) !== host || !tools.guard.port(host, port)) return { kind: 'refused' };
  const lookUp = await report.step(
    'dns',
    tools.settings.deadlines.dns + 100,
    () => askAddresses(host, tools.resolver),
    noteOfAnswers,
  );
  const answers = lookUp.ended ? lookUp.value : lookUp.fair ? UNANSWERED : undefined;
  if (!answers) return { kind: 'nothing', reason: 'the name could not be looked up in time' };
  const ips = recordsOf(answers);
  if (ips.length === 0) {
    return { kind: 'nothing', reason: await explainNoAddress(host, answers, report, tools) };
  }
  const addresses = tools.guard.addresses(host, ips, port);
  return addresses ? { kind: 'addresses', addresses, answers } : { kind: 'refused' };
}

const UNANSWERED: AddressAnswers = {
  a: { kind: 'timeout', code: 'ETIMEOUT' },
  aaaa: { kind: 'timeout', code: 'ETIMEOUT' },
};

function noteOfAnswers(answers: AddressAnswers): { status: 'ok' | 'fail'; detail: string } {
  const count = recordsOf(answers).length;
  if (count > 0) return { status: 'ok', detail: count === 1 ? '1 address' : `${count} addresses` };
  return { status: 'fail', detail: detailOf(worst(answers)) };
}

/** An open connection and how every address answered. */
export interface Connected {
  readonly socket: Socket;
  readonly address: VettedAddress;
  readonly attempts: readonly Dialled[];
}

/**
 * Connects to the addresses of each family, all at once, so that a broken IPv6 shows itself instead of
 * hiding behind a working IPv4. Keeps one connection, IPv4 first, and closes the others.
 * Without any, writes one `net.*` finding per kind of failure.
 */
export async function reach(
  target: ServerTarget,
  addresses: readonly VettedAddress[],
  report: Report,
  tools: ProbeTools,
): Promise<Connected | undefined> {
  const tried = placesOf(addresses, target.port);
  const limit = tools.settings.deadlines.connect;
  const step = await report.step(
    'connect',
    limit + 100,
    (signal) => dialAll(tried, { limit, grace: GRACE_MS }, signal, tools),
    noteOfAttempts,
  );
  if (!step.ended) {
    if (step.fair) findFailure('timeout', target, 'no answer', report);
    return undefined;
  }
  const open = step.value.filter((attempt) => attempt.ok);
  const [kept, ...others] = open;
  for (const other of others) other.socket.destroy();
  if (kept) return { socket: kept.socket, address: kept.address, attempts: step.value };
  findFailures(target, step.value, report);
  return undefined;
}

/** Writes one `net.*` finding for each way in which the attempts on a server failed. */
export function findFailures(target: ServerTarget, attempts: readonly Dialled[], report: Report): void {
  const failures = attempts.filter((attempt) => !attempt.ok);
  for (const failure of new Set(failures.map((attempt) => attempt.failure))) {
    const same = failures.filter((attempt) => attempt.failure === failure);
    findFailure(failure, target, same.map(attemptText).join('; '), report);
  }
}

/** A few addresses of each family, IPv4 first. */
export function placesOf(
  addresses: readonly VettedAddress[],
  port: number,
  perFamily = ADDRESSES_TRIED_PER_FAMILY,
): readonly Place[] {
  return ([4, 6] as const).flatMap((family) =>
    addresses
      .filter((address) => address.family === family)
      .slice(0, perFamily)
      .map((address) => ({ address, port })),
  );
}

/**
 * Knocks everywhere at once, for `limit` ms. When the first one is open the others get `grace` ms more, so that what
 * is dead costs little time. Answers come in the order of `places`.
 */
export async function dialAll(
  places: readonly Place[],
  { limit, grace }: { readonly limit: number; readonly grace: number },
  signal: AbortSignal,
  tools: ProbeTools,
): Promise<readonly Dialled[]> {
  const enough = new AbortController();
  // One listener for each place, which is no leak.
  setMaxListeners(0, enough.signal);
  const stop = (): void => enough.abort();
  signal.addEventListener('abort', stop, { once: true });
  const timers = [setTimeout(stop, limit)];
  const attempts = await Promise.all(
    places.map(async ({ address, port }) => {
      const attempt = await tools.dial(address, port, enough.signal);
      if (attempt.ok) timers.push(setTimeout(stop, grace));
      return attempt;
    }),
  );
  timers.forEach(clearTimeout);
  signal.removeEventListener('abort', stop);
  return attempts;
}

function noteOfAttempts(attempts: readonly Dialled[]): { status: 'ok' | 'warn' | 'fail'; detail: string } {
  const open = attempts.filter((attempt) => attempt.ok).length;
  const status = open === attempts.length ? 'ok' : open > 0 ? 'warn' : 'fail';
  return { status, detail: attempts.map(attemptText).join('; ') };
}

/** One knock in words: `192.0.2.1 did not answer`. */
export function attemptText(attempt: Dialled): string {
  return `${attempt.address.ip} ${attempt.ok ? 'connected' : FAILURE_WORDS[attempt.failure]}`;
}

const FAILURE_WORDS: Readonly<Record<DialFailure, string>> = {
  refused: 'refused the connection',
  reset: 'cut the connection',
  unreachable: 'is not reachable from here',
  timeout: 'did not answer',
};

/** Writes a `net.*` finding about a server. */
export function findFailure(failure: DialFailure, target: ServerTarget, value: string, report: Report): void {
  report.find(`net.${failure}`, 'critical', netFacts(target), [connectEvidence(target, value)]);
}

/** Writes `net.connected`: which addresses opened, and which did not. */
export function findConnected(
  target: ServerTarget,
  connected: Pick<Connected, 'attempts'>,
  report: Report,
): void {
  const value = connected.attempts.map(attemptText).join('; ');
  report.find('net.connected', 'info', netFacts(target), [connectEvidence(target, value)]);
}

/** Facts of every `net.*` finding. */
export function netFacts(target: ServerTarget): Record<string, string> {
  return { 'net.host': target.host, 'net.port': String(target.port) };
}

/** Evidence about a connection, with the command that tries the same. */
export function connectEvidence(target: ServerTarget, value: string): Evidence {
  return {
    label: `TCP to ${serverLabel(target)}`,
    value,
    command: `nc -vz -w 4 ${target.host} ${target.port}`,
  };
}
