import { expect } from 'vitest';
import { FINDINGS, type FindingDefinition } from '../../src/diagnosis/index.js';
import type { Bundle, Finding, ProbeProgress, ProbeResult, Provider } from '../../src/domain/index.js';
import {
  PROBES,
  probeSettingsSchema,
  type ProbeSettings,
  type ProbeSettingsInput,
} from '../../src/probes/index.js';
import { createSecure, dial } from '../../src/probes/_dial.js';
import type { ProbeTools } from '../../src/probes/_probe.js';
import { createResolver } from '../../src/probes/_resolve.js';
import { runProbes, type RunOutcome } from '../../src/probes/run.js';
import { createGuard } from '../../src/probes/guard.js';
import { makeAuthority } from '../fakes/certificates.js';
import { startDnsServer, type DnsServer, type Zone } from '../fakes/dns-server.js';
import type { FakeServer } from '../fakes/mail-servers.js';

/** The name every test server has. */
export const HOST = 'imap.corp.example';

/** Trusted by the lab's settings. */
export const authority = makeAuthority();

/** A certificate of the lab's authority for {@link HOST}. */
export const good = authority.issue({ hosts: [HOST] });

/** Deadlines that a healthy answer keeps even on a machine that is very busy. */
const PATIENT = {
  dns: 10_000,
  connect: 10_000,
  greeting: 15_000,
  tls: 15_000,
  web: 10_000,
  discover: 20_000,
  verdict: 60_000,
};

export interface Lab {
  readonly settings: ProbeSettings;
  readonly dns: DnsServer;
  run(
    probes: readonly string[],
    target: Readonly<Record<string, string>>,
    providers?: readonly Provider[],
  ): Promise<RunOutcome & { readonly progress: readonly ProbeProgress[] }>;
  /** One probe on {@link HOST} at a port. */
  on(probe: string, port: number, tls?: 'implicit' | 'starttls'): Promise<ProbeResult>;
  tools(signal?: AbortSignal): ProbeTools;
  close(): Promise<void>;
}

/** What a name server knows that is not cut off from the world. */
export const OUTSIDE: Readonly<Record<string, Zone>> = { 'qq.com': { a: [['203.0.113.9']] } };

/** A name server, the loopback network registered with the given ports, and the probes in this process. */
export async function openLab(
  ports: readonly number[],
  zones: Readonly<Record<string, Zone>> = { [HOST]: { a: [['127.0.0.1']] } },
  deadlines: Partial<ProbeSettings['deadlines']> = {},
  more: Pick<ProbeSettingsInput, 'witnesses' | 'compared' | 'registered'> = {},
): Promise<Lab> {
  const dns = await startDnsServer({ ...OUTSIDE, ...zones });
  const settings = probeSettingsSchema.parse({
    resolvers: [dns.address],
    registered: [{ cidr: '127.0.0.0/8', ports }],
    ca: [authority.cert],
    deadlines: { ...PATIENT, ...deadlines },
    ...more,
  });
  const clock = { now: () => new Date() };

  async function run(
    probes: readonly string[],
    target: Readonly<Record<string, string>>,
    providers: readonly Provider[] = [],
  ) {
    const progress: ProbeProgress[] = [];
    const request = {
      probes: [...probes],
      with: target,
      settings,
      providers: providers.map(({ id, domains, mx, servers }) => ({
        id,
        domains: [...domains],
        mx: [...mx],
        servers: [...servers],
      })),
    };
    const outcome = await runProbes(request, PROBES, clock, (step) => progress.push(step));
    for (const result of outcome.results)
      result.findings.forEach((found) => expectAsDefined(found, FINDINGS));
    return { ...outcome, progress };
  }

  return {
    settings,
    dns,
    run,
    async on(probe, port, tls = 'implicit') {
      const { results } = await run([probe], { host: HOST, port: String(port), tls });
      return results[0]!;
    },
    tools: (signal = new AbortController().signal) => ({
      settings,
      signal,
      clock,
      guard: createGuard(settings),
      resolver: createResolver(settings.resolvers, settings.deadlines.dns),
      compared: [],
      dial,
      secure: createSecure(settings.ca),
      providers: new Map(),
      onProgress: () => undefined,
      onHostile: () => undefined,
    }),
    close: () => dns.close(),
  };
}

/** Runs `work` with the lab around one server, and closes both. */
export async function withServer<T>(
  starting: Promise<FakeServer>,
  work: (lab: Lab, server: FakeServer) => Promise<T>,
  deadlines: Parameters<typeof openLab>[2] = {},
): Promise<T> {
  const server = await starting;
  const lab = await openLab([server.port], undefined, deadlines);
  try {
    return await work(lab, server);
  } finally {
    await lab.close();
    await server.close();
  }
}

/** A finding carries the severity of its definition and every fact that its sentence needs. */
export function expectAsDefined(finding: Finding, known: ReadonlyMap<string, FindingDefinition>): void {
  const definition = known.get(finding.code);
  expect([finding.code, definition?.severity]).toEqual([finding.code, finding.severity]);
  const sentences = Object.values(definition?.sentence ?? {}).join(' ');
  const needed = [...sentences.matchAll(/\{([\w.]+)\}/gu)].map(([, name]) => name);
  expect(Object.keys(finding.facts)).toEqual(expect.arrayContaining(needed));
}

/** The codes of a result, sorted, background ones left out. */
export function troubles(result: ProbeResult): readonly string[] {
  return result.findings
    .filter((finding) => finding.severity !== 'info')
    .map((finding) => finding.code)
    .sort();
}

export function codes(result: ProbeResult): readonly string[] {
  return result.findings.map((finding) => finding.code).sort();
}

/** A bundle with these providers and nothing else. */
export function bundleOf(providers: readonly Provider[] = []): Bundle {
  return {
    hash: 'test',
    files: new Map(),
    settings: {
      languages: ['zh', 'en'],
      address: '您',
      defaultQueue: 'mail',
      queues: new Map(),
      org: {},
      thresholds: { sure: 0.8, switch: 0.75 },
      priors: new Map(),
      idle: { remind: '24h', abandon: '72h' },
    },
    intents: new Map(),
    playbooks: new Map(),
    providers: new Map(providers.map((provider) => [provider.id, provider])),
    clients: new Map(),
    slots: new Map(),
    glossary: new Map(),
    phrases: new Map(),
  };
}

/** A provider file with only what the probes read. */
export function provider(
  id: string,
  parts: Partial<Pick<Provider, 'domains' | 'mx' | 'servers'>> = {},
): Provider {
  return {
    id,
    name: { zh: id, en: id },
    kind: 'own',
    domains: parts.domains ?? [],
    mx: parts.mx ?? [],
    servers: parts.servers ?? [],
    credential: 'password',
    guides: new Map(),
    quirks: new Map(),
    refusals: [],
  };
}
