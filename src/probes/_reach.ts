import type { Socket } from 'node:net';
import type { Evidence } from '../domain/index.js';
import type { DialFailure, Dialled } from './_dial.js';
import type { VettedAddress } from './guard.js';
import { serverLabel, type ProbeTools, type ServerTarget } from './_probe.js';
import type { Report } from './_report.js';
import type { Answer, NoAnswer } from './_resolve.js';

const ADDRESSES_TRIED_PER_FAMILY = 2;
const GRACE_MS = 1_000;

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
  const tried = ([4, 6] as const).flatMap((family) =>
    addresses.filter((address) => address.family === family).slice(0, ADDRESSES_TRIED_PER_FAMILY),
  );
  const limit = tools.settings.deadlines.connect;
  const step = await report.step(
    'connect',
    limit + 100,
    (signal) => dialAll(tried, target.port, limit, signal, tools),
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
  const failures = step.value.filter((attempt) => !attempt.ok);
  for (const failure of new Set(failures.map((attempt) => attempt.failure))) {
    const same = failures.filter((attempt) => attempt.failure === failure);
    findFailure(failure, target, same.map(attemptText).join('; '), report);
  }
  return undefined;
}

/** Tries all at once. When the first one is open the others get a short grace, so one dead family costs little time. */
async function dialAll(
  addresses: readonly VettedAddress[],
  port: number,
  limit: number,
  signal: AbortSignal,
  tools: ProbeTools,
): Promise<readonly Dialled[]> {
  const enough = new AbortController();
  const stop = (): void => enough.abort();
  signal.addEventListener('abort', stop, { once: true });
  const timers = [setTimeout(stop, limit)];
  const attempts = await Promise.all(
    addresses.map(async (address) => {
      const attempt = await tools.dial(address, port, enough.signal);
      if (attempt.ok) timers.push(setTimeout(stop, GRACE_MS));
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

function attemptText(attempt: Dialled): string {
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
export function findConnected(target: ServerTarget, connected: Connected, report: Report): void {
  const value = connected.attempts.map(attemptText).join('; ');
  report.find('net.connected', 'info', netFacts(target), [connectEvidence(target, value)]);
}

function netFacts(target: ServerTarget): Record<string, string> {
  return { 'net.host': target.host, 'net.port': String(target.port) };
}

function connectEvidence(target: ServerTarget, value: string): Evidence {
  return {
    label: `TCP to ${serverLabel(target)}`,
    value,
    command: `nc -vz -w 4 ${target.host} ${target.port}`,
  };
}
