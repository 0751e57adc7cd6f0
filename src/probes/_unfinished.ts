import {
  domainOf,
  type Clock,
  type Finding,
  type ProbePhase,
  type ProbeProgress,
  type ProbeRequest,
  type ProbeResult,
} from '../domain/index.js';
import type { ProbeSettings } from './_settings.js';

const MOST_PHASES = 40;

/** What a request has told about itself so far. */
export interface Seen {
  readonly request: ProbeRequest;
  readonly clock: Clock;
  readonly startedAt: Date;
  readonly probes: ReadonlyMap<string, SeenProbe>;
  add(progress: ProbeProgress): void;
}

interface SeenProbe {
  target: string;
  phases: ProbePhase[];
  running?: { readonly phase: string; readonly since: Date };
}

/** Follows the progress of a request, for the case that its child does not live to hand in the results. */
export function watchProgress(request: ProbeRequest, clock: Clock): Seen {
  const probes = new Map<string, SeenProbe>();
  return {
    request,
    clock,
    startedAt: clock.now(),
    probes,
    add(progress) {
      const known = probes.get(progress.probe) ?? { target: progress.target, phases: [] };
      probes.set(progress.probe, known);
      if (progress.status === 'running') {
        known.running = { phase: progress.phase, since: clock.now() };
        return;
      }
      delete known.running;
      const { status, ms, detail } = progress;
      if (known.phases.length >= MOST_PHASES) return;
      known.phases.push({
        name: progress.phase,
        status,
        ms: ms ?? 0,
        ...(detail === undefined ? {} : { detail }),
      });
    },
  };
}

/**
 * Results in the place of those that a child could not hand in. Phases that did not end prove something only where the
 * request was `alone` in the child: else another one may have kept the child from listening.
 */
export function unfinished(
  seen: Seen,
  reason: string,
  settings: ProbeSettings,
  alone: boolean,
): readonly ProbeResult[] {
  const ids = new Set([...seen.probes.keys(), ...seen.request.probes]);
  return [...ids].map((id) => unfinishedProbe(id, seen, reason, settings, alone));
}

function unfinishedProbe(
  id: string,
  seen: Seen,
  reason: string,
  settings: ProbeSettings,
  alone: boolean,
): ProbeResult {
  const now = seen.clock.now();
  const known = seen.probes.get(id);
  const target = known?.target ?? targetName(seen.request);
  const finding = alone && known?.running && proved(id, target, known.running, now, settings);
  const last: ProbePhase = {
    name: known?.running?.phase ?? id,
    status: known?.running ? 'fail' : 'skip',
    ms: known?.running ? now.getTime() - known.running.since.getTime() : 0,
    detail: reason,
  };
  return {
    probe: id,
    target,
    status: finding ? 'measured' : 'failed',
    findings: finding ? [finding] : [],
    phases: [...(known?.phases ?? []), last],
    startedAt: seen.startedAt.toISOString(),
    ms: Math.max(0, now.getTime() - seen.startedAt.getTime()),
    ...(finding ? {} : { reason }),
  };
}

/**
 * What a phase proves by not ending, once the server had the phase's own time. A look-up proves nothing: it is the bot's
 * own name servers that did not answer.
 */
const PROVED: Readonly<Record<string, { code?: string; deadline: 'connect' | 'greeting' | 'tls' }>> = {
  connect: { code: 'net.timeout', deadline: 'connect' },
  tls: { code: 'net.timeout', deadline: 'tls' },
  // Of the family of the protocol that was measured.
  greeting: { deadline: 'greeting' },
};

function proved(
  probe: string,
  target: string,
  running: { readonly phase: string; readonly since: Date },
  now: Date,
  settings: ProbeSettings,
): Finding | undefined {
  const proof = PROVED[running.phase];
  if (!proof) return undefined;
  const waited = now.getTime() - running.since.getTime();
  if (waited < settings.deadlines[proof.deadline]) return undefined;
  const code = proof.code ?? `${probe}.no-greeting`;
  const [, host = target, port = ''] = /^(.*):(\d+)$/u.exec(target) ?? [];
  return {
    code,
    severity: 'critical',
    facts: { 'net.host': host, 'net.port': port },
    evidence: [{ label: `Step ${running.phase}`, value: `no end after ${(waited / 1000).toFixed(1)} s` }],
    probe,
    target,
    measuredAt: now.toISOString(),
    seenFrom: 'bot',
  };
}

function targetName(request: ProbeRequest): string {
  const name = request.with['host'] ?? domainOf(request.with['address'] ?? '') ?? 'no target';
  return name.slice(0, 253);
}
