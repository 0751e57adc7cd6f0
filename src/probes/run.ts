import {
  domainOf,
  reasonOf,
  type Clock,
  type MailProtocol,
  type MailServer,
  type ProbeProgress,
  type ProbeResult,
} from '../domain/index.js';
import { providerByAddress } from '../providers/index.js';
import {
  serverLabel,
  skipped,
  type DomainProbe,
  type Probe,
  type ProbeTools,
  type ServerProbe,
  type ServerTarget,
} from './_probe.js';
import { createStatusFeeds } from './_provider-status.js';
import { NOT_FROM_HERE } from './_names.js';
import { startReport } from './_report.js';
import { serviceOf } from './_sources/index.js';
import { createTools } from './_tools.js';
import type { WireRequest } from './_wire.js';

/** Time that the parent leaves a request after its own deadline, to hand in what it has. */
export const HAND_IN_MS = 300;

/** What a request came to. `hostile`: a server broke a limit. */
export interface RunOutcome {
  readonly results: readonly ProbeResult[];
  readonly hostile: boolean;
}

/**
 * Runs the probes of one request: `discover` first when only an address is known, then the others side by
 * side on the best server found. Ends shortly after `deadlines.verdict` less {@link HAND_IN_MS}. Never rejects.
 */
export async function runProbes(
  request: Omit<WireRequest, 'kind' | 'id'>,
  probes: ReadonlyMap<string, Probe>,
  clock: Clock,
  onProgress: (progress: ProbeProgress) => void,
): Promise<RunOutcome> {
  const { settings } = request;
  const end = new AbortController();
  const verdict = Math.max(1, settings.deadlines.verdict - HAND_IN_MS);
  const timer = setTimeout(() => end.abort(), verdict);
  let hostile = false;
  const tools = createTools(request, clock, end.signal, onProgress, () => {
    hostile = true;
  });
  try {
    const results = await runAll(request, probes, tools);
    return { results: results.map((result) => withoutRepeats(result, results)), hostile };
  } finally {
    clearTimeout(timer);
    end.abort();
  }
}

type Ask = Pick<WireRequest, 'probes' | 'with'>;

/** Lives as long as the process: what a feed said serves the next request as well. */
const feeds = createStatusFeeds();

async function runAll(
  request: Ask,
  probes: ReadonlyMap<string, Probe>,
  tools: ProbeTools,
): Promise<readonly ProbeResult[]> {
  const wanted = request.probes.flatMap((id) => probes.get(id) ?? []);
  const unknown = request.probes.filter((id) => !probes.has(id));
  const forServer = wanted.filter((probe) => probe.needs === 'server');
  const status = followStatus(request, tools);
  const found = await Promise.all(
    domainProbes(request, wanted, probes).map((probe) => onDomain(probe, request, tools)),
  );
  status.follow(found.find((result) => result.mailbox?.provider !== undefined)?.mailbox?.provider);
  const inUse = forServer.filter(isInUse(request, found));
  const measured = await Promise.all(inUse.map((probe) => onServer(probe, request, found, tools)));
  const missing = unknown.map((id) => unstarted(id, targetName(request), 'there is no such probe', tools));
  return [...found, ...measured, ...missing, ...(await status.soFar())];
}

/** Asks what the provider says about itself beside the measurements, and never lets them wait for it. */
function followStatus(request: Ask, tools: ProbeTools) {
  let asked: Promise<ProbeResult> | undefined;

  function follow(id: string | undefined): void {
    const provider = tools.providers.get(id ?? '');
    if (provider) asked ??= feeds.ask(provider, tools);
  }

  follow(knownProvider(request, tools));
  return {
    follow,
    async soFar(): Promise<readonly ProbeResult[]> {
      const soon = new Promise<undefined>((resolve) => setImmediate(() => resolve(undefined)));
      const result = await Promise.race([asked, soon]);
      return result && result.findings.length > 0 ? [result] : [];
    },
  };
}

function knownProvider(request: Ask, tools: ProbeTools): string | undefined {
  const host = request.with['host']?.trim().toLowerCase();
  const byAddress = providerByAddress(tools.providers, request.with['address'] ?? '');
  const byHost = [...tools.providers.values()].find(({ servers }) =>
    servers.some((server) => server.host.toLowerCase() === host),
  );
  return (byAddress ?? byHost)?.id;
}

/**
 * Of the two ways to receive, both asked for at once, the one in use is measured: what the person said of it, else IMAP
 * unless only POP3 servers were found. The other has no result, because it is no trouble.
 */
function isInUse(request: Ask, found: readonly ProbeResult[]): (probe: ServerProbe) => boolean {
  const { probes } = request;
  if (!RECEIVING.every((one) => probes.includes(one))) return () => true;
  const inUse = receivingProtocol(request, serversIn(found));
  return ({ protocol }) => protocol === undefined || protocol === 'smtp' || protocol === inUse;
}

const RECEIVING = ['imap', 'pop3'] as const;

function receivingProtocol({ with: told }: Ask, servers: readonly MailServer[]): 'imap' | 'pop3' {
  const has = (wanted: MailProtocol): boolean => servers.some(({ protocol }) => protocol === wanted);
  if (told['protocol'] === 'pop3' && (servers.length === 0 || has('pop3'))) return 'pop3';
  return !has('imap') && has('pop3') ? 'pop3' : 'imap';
}

function serversIn(found: readonly ProbeResult[]): readonly MailServer[] {
  return found.flatMap((result) => result.mailbox?.servers ?? []);
}

/** `discover` runs unasked when only an address is known: the others would have nothing to measure. */
function domainProbes(
  request: Ask,
  wanted: readonly Probe[],
  probes: ReadonlyMap<string, Probe>,
): readonly DomainProbe[] {
  const asked = wanted.filter((probe) => probe.needs === 'domain');
  const discover = probes.get('discover');
  if (asked.length > 0 || asked.length === wanted.length || request.with['host'] !== undefined) return asked;
  return discover?.needs === 'domain' ? [discover] : [];
}

function onDomain(probe: DomainProbe, request: Ask, tools: ProbeTools): Promise<ProbeResult> {
  const address = (request.with['address'] ?? '').trim();
  const domain = domainOf(address);
  if (domain === undefined) {
    const reason = 'there is no mail address to start from';
    return Promise.resolve(unstarted(probe.id, targetName(request), reason, tools));
  }
  return settle(probe.id, domain, tools, () => probe.measure({ address, domain }, tools));
}

function onServer(
  probe: ServerProbe,
  request: Ask,
  found: readonly ProbeResult[],
  tools: ProbeTools,
): Promise<ProbeResult> {
  const given = request.with['host'];
  if (given !== undefined) return onGivenServer(probe, given, request, tools);
  const refused = found.find((result) => result.status === 'refused');
  if (refused) return Promise.resolve(startReport(probe.id, refused.target, tools).refuse());
  const servers = serversIn(found);
  const server = bestServer(servers, probe, receivingProtocol(request, servers));
  const domain = found.find((result) => result.mailbox !== undefined)?.mailbox?.domain;
  if (server) return measure(probe, atDomain(server, domain, tools), tools);
  const blind = found.flatMap(({ findings }) => findings).find(({ code }) => code === 'dns.not-from-here');
  const reason = blind ? NOT_FROM_HERE : 'no server was found to measure';
  return Promise.resolve(unstarted(probe.id, targetName(request), reason, tools));
}

function onGivenServer(
  probe: ServerProbe,
  given: string,
  request: Ask,
  tools: ProbeTools,
): Promise<ProbeResult> {
  const host = tools.guard.host(given);
  const asked = request.with['tls'];
  const protocol = probe.protocol ?? protocolAsked(request);
  const port = Number(request.with['port'] ?? defaultPort(protocol, asked));
  const acceptable = Number.isInteger(port) && port > 0 && port < 65_536;
  if (host === undefined || !acceptable) {
    return Promise.resolve(startReport(probe.id, host ?? 'this name', tools).refuse());
  }
  const place = PORTS[port];
  const tls = asked === 'implicit' || asked === 'starttls' ? asked : (place?.tls ?? 'implicit');
  return measure(probe, { host, port, tls, protocol: probe.protocol ?? place?.protocol ?? protocol }, tools);
}

/** On a port of its own a server speaks what it is to be measured for. */
function protocolAsked(request: Ask): MailProtocol {
  const asked = (['imap', 'pop3', 'smtp'] as const).filter((one) => request.probes.includes(one));
  const [only] = asked;
  return only !== undefined && asked.length === 1 ? only : receivingProtocol(request, []);
}

function defaultPort(protocol: MailProtocol, tls: string | undefined): number {
  const ports =
    tls === 'starttls' ? { imap: 143, pop3: 110, smtp: 587 } : { imap: 993, pop3: 995, smtp: 465 };
  return ports[protocol];
}

function targetName(request: Ask): string {
  const name = request.with['host'] ?? domainOf(request.with['address'] ?? '') ?? 'no target';
  return name.slice(0, 253);
}

/** What the well-known ports speak and how they begin TLS (RFC 8314). */
const PORTS: Readonly<Record<number, { protocol: MailProtocol; tls: 'implicit' | 'starttls' }>> = {
  25: { protocol: 'smtp', tls: 'starttls' },
  110: { protocol: 'pop3', tls: 'starttls' },
  143: { protocol: 'imap', tls: 'starttls' },
  465: { protocol: 'smtp', tls: 'implicit' },
  587: { protocol: 'smtp', tls: 'starttls' },
  993: { protocol: 'imap', tls: 'implicit' },
  995: { protocol: 'pop3', tls: 'implicit' },
};

type Measurable = MailServer & Pick<ServerTarget, 'tls'>;

/** Tells what the server is for the mail domain: the name of its service where the domain's own SRV records say so. */
function atDomain(server: Measurable, domain: string | undefined, tools: ProbeTools): ServerTarget {
  const { source, ...target } = server;
  const zone = tools.guard.host(domain ?? '');
  return {
    ...target,
    ...(domain === undefined ? {} : { domain }),
    ...(source === 'srv' && zone !== undefined ? { service: `${serviceOf(server)}.${zone}` } : {}),
  };
}

function bestServer(
  servers: readonly MailServer[],
  probe: ServerProbe,
  receiving: MailProtocol,
): Measurable | undefined {
  const wanted = probe.protocol ?? receiving;
  const best =
    servers.find((server) => server.protocol === wanted) ??
    (probe.protocol === undefined ? servers[0] : undefined);
  if (!best || best.tls === 'none') return undefined;
  return { ...best, tls: best.tls, host: best.host.toLowerCase() };
}

function measure(probe: ServerProbe, target: ServerTarget, tools: ProbeTools): Promise<ProbeResult> {
  return settle(probe.id, serverLabel(target), tools, () => probe.measure(target, tools));
}

/** A probe that throws is a mistake of ours; the person still gets an answer. */
async function settle(
  id: string,
  target: string,
  tools: ProbeTools,
  work: () => Promise<ProbeResult>,
): Promise<ProbeResult> {
  try {
    return await work();
  } catch (error) {
    return unstarted(id, target, `the probe failed by itself: ${reasonOf(error)}`.slice(0, 300), tools);
  }
}

function unstarted(probe: string, target: string, reason: string, tools: ProbeTools): ProbeResult {
  const startedAt = tools.clock.now().toISOString();
  return {
    probe,
    target,
    status: 'failed',
    findings: [],
    phases: [skipped(probe, reason)],
    startedAt,
    ms: 0,
    reason,
  };
}

/**
 * Drops findings that the probe named for them also made in this run: `imap` fails on an expired
 * certificate as well, and nobody needs to read it twice.
 */
function withoutRepeats(result: ProbeResult, all: readonly ProbeResult[]): ProbeResult {
  const findings = result.findings.filter((finding) => {
    const family = finding.code.split('.')[0] ?? '';
    const owners = OWNERS[family];
    if (owners === undefined) return true;
    const own = owners.indexOf(result.probe);
    const before = own === -1 ? owners : owners.slice(0, own);
    const place = family === 'dns' ? hostOf : same;
    return !all.some(
      (other) =>
        before.includes(other.probe) &&
        place(other.target) === place(result.target) &&
        other.findings.some((one) => one.code === finding.code),
    );
  });
  return findings.length === result.findings.length ? result : { ...result, findings };
}

/** Which probes a family of findings belongs to; the first of them that made it keeps it. */
const OWNERS: Readonly<Record<string, readonly string[]>> = {
  dns: ['dns'],
  net: ['tcp', 'tls'],
  tls: ['tls'],
};

function hostOf(target: string): string {
  return target.replace(/:\d+$/u, '');
}

function same(target: string): string {
  return target;
}
