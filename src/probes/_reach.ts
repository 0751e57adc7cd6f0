import { setMaxListeners } from 'node:events';
import type { Socket } from 'node:net';
import type { Evidence } from '../domain/index.js';
import type { DialFailure, Dialled } from './_dial.js';
import type { VettedAddress } from './guard.js';
import { serverLabel, type ProbeTools, type ServerTarget } from './_probe.js';
import type { Report } from './_report.js';
import type { Answer, NoAnswer } from './_resolve.js';

const ADDRESSES_TRIED_PER_FAMILY = 2;
const GRACE_MS = 1_000;

/** Where to knock. */
export interface Place {
  readonly address: VettedAddress;
  readonly port: number;
}

/** Both answers for one host, or that it may not be measured. */
export type Located =
  | { readonly kind: 'addresses'; readonly addresses: readonly VettedAddress[]; readonly ttl: number }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused' };

/**
 * Looks up A and AAAA and lets the guard judge the addresses. Writes the step `dns` and, when there is no
 * address, a `dns.*` finding; {@link Located} `nothing` then means that the probe is over.
 */
export async function locate(target: ServerTarget, report: Report, tools: ProbeTools): Promise<Located> {
  const { host, port } = target;
  if (tools.guard.host(host) !== host || !tools.guard.port(host, port)) return { kind: 'refused' };
  const lookUp = await report.step(
    'dns',
    tools.settings.deadlines.dns + 100,
    () => Promise.all([tools.resolver.a(host), tools.resolver.aaaa(host)]),
    noteOfAnswers,
  );
  if (!lookUp.ended) {
    if (lookUp.fair) findNoAddress('timeout', host, 'ETIMEOUT', report, tools);
    return { kind: 'nothing' };
  }
  const found = lookUp.value.filter((answer) => answer.kind === 'found');
  if (found.length === 0) {
    const [kind, code] = worst(lookUp.value);
    findNoAddress(kind, host, code, report, tools);
    return { kind: 'nothing' };
  }
  const addresses = tools.guard.addresses(
    host,
    found.flatMap((answer) => answer.records),
    port,
  );
  if (!addresses) return { kind: 'refused' };
  return { kind: 'addresses', addresses, ttl: Math.min(...found.map((answer) => answer.ttl ?? 0)) };
}

function noteOfAnswers(answers: readonly Answer<string>[]): { status: 'ok' | 'fail'; detail: string } {
  const count = answers.reduce(
    (sum, answer) => sum + (answer.kind === 'found' ? answer.records.length : 0),
    0,
  );
  if (count > 0) return { status: 'ok', detail: count === 1 ? '1 address' : `${count} addresses` };
  return { status: 'fail', detail: NO_ADDRESS[worst(answers)[0]].detail };
}

const NO_ADDRESS: Readonly<Record<NoAnswer, { code: string; detail: string }>> = {
  'no-such-name': { code: 'dns.no-such-host', detail: 'the name does not exist' },
  'no-records': { code: 'dns.no-address', detail: 'the name exists and has no address' },
  servfail: { code: 'dns.servfail', detail: 'the name servers failed to answer' },
  timeout: { code: 'dns.timeout', detail: 'the name servers did not answer in time' },
};

/** What to blame: an answer that failed may have hidden addresses, so it goes before “there are none”. */
function worst(answers: readonly Answer<string>[]): readonly [NoAnswer, string] {
  for (const kind of ['timeout', 'servfail', 'no-records', 'no-such-name'] as const) {
    const answer = answers.find((one) => one.kind === kind);
    if (answer && answer.kind !== 'found') return [kind, answer.code];
  }
  return ['no-records', 'ENODATA'];
}

function findNoAddress(kind: NoAnswer, host: string, code: string, report: Report, tools: ProbeTools): void {
  const word = NO_ADDRESS[kind];
  report.find(word.code, 'critical', { 'dns.host': host }, [
    {
      label: 'DNS answer',
      value: `${host} A, AAAA: ${word.detail} (${code}, asked ${tools.resolver.servers.slice(0, 3).join(', ')})`,
      command: digCommand(host, tools),
    },
  ]);
}

/** The shell command that asks the same name server the same questions. */
export function digCommand(host: string, tools: ProbeTools): string {
  const [first] = tools.settings.resolvers;
  if (first === undefined) return `dig ${host} A ${host} AAAA`;
  const [, server, port] = /^\[?([0-9a-f.:]+?)\]?(?::(\d+))?$/iu.exec(first) ?? [];
  const at = server === undefined ? '' : `@${server} `;
  return `dig ${at}${port === undefined ? '' : `-p ${port} `}${host} A ${host} AAAA`;
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
