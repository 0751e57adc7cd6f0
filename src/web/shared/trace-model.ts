import {
  isAside,
  isTroubleAside,
  type ProbePhase,
  type ProbeProgress,
  type ProbeStatus,
} from '../../domain/index.js';

/** What became of one phase; `unreached` was never begun because the line broke before it. */
export type StationState = ProbePhase['status'] | 'running' | 'unreached';

/** One place on the line. `phase` is the probe's own name for it. */
export interface Station {
  readonly phase: string;
  readonly state: StationState;
  readonly ms?: number;
  readonly detail?: string;
}

/** How a whole line reads. `broken` and `wavering` name the station in {@link TraceRow.at}. */
export type TraceVerdict = 'running' | 'broken' | 'wavering' | 'through' | 'unmeasured' | 'refused';

/** The line through one target. */
export interface TraceRow {
  readonly target: string;
  readonly verdict: TraceVerdict;
  /** Where it breaks, wavers or is right now. */
  readonly at?: Station;
  readonly stations: readonly Station[];
  /** Looks taken beside the line to explain a break: whose certificate it is, what came instead of TLS. */
  readonly asides: readonly Station[];
}

/** What a line is drawn from: a `ProbeResult` or one result of a `ReplyMeasurement`. */
export interface Measured {
  readonly probe: string;
  readonly target: string;
  readonly status: ProbeStatus;
  readonly phases: readonly ProbePhase[];
}

interface Group {
  readonly target: string;
  readonly probes: Set<string>;
  readonly stations: Map<string, Station>;
}

/** The order on the line where TLS comes first, and where it is begun by STARTTLS. */
const IMPLICIT = ['mx', 'srv', 'guess', 'dns', 'connect', 'tls', 'greeting', 'capabilities', 'sign-in'];
const STARTTLS = [
  'mx',
  'srv',
  'guess',
  'dns',
  'connect',
  'greeting',
  'starttls',
  'tls',
  'capabilities',
  'sign-in',
];

const STARTTLS_PORT = /:(?:25|110|143|587)$/u;

/**
 * What a probe passes when all goes well, on a port that begins with TLS; by STARTTLS its greeting comes first.
 * `discover` asks several sources at once: nothing of it lies ahead of anything.
 */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  dns: ['dns'],
  tls: ['dns', 'connect', 'tls'],
  imap: ['dns', 'connect', 'tls', 'greeting', 'capabilities'],
  pop3: ['dns', 'connect', 'tls', 'greeting', 'capabilities'],
  smtp: ['dns', 'connect', 'tls', 'greeting', 'capabilities'],
};

/** Of two looks at the same phase the worse one tells. */
const WEIGHT: Readonly<Record<StationState, number>> = {
  fail: 5,
  warn: 4,
  running: 3,
  ok: 2,
  skip: 1,
  unreached: 0,
};

const VERDICT_ORDER: readonly TraceVerdict[] = [
  'running',
  'broken',
  'wavering',
  'refused',
  'through',
  'unmeasured',
];

/** The lines of a finished measurement, most telling first; probes of one target share a line. */
export function traceOfResults(results: readonly Measured[]): readonly TraceRow[] {
  return traceOf(
    results.flatMap(({ probe, target, phases }) =>
      phases.map(({ name, status, ms, detail }) => ({
        probe,
        target,
        station: { phase: name, state: status, ms, ...(detail === undefined ? {} : { detail }) },
      })),
    ),
  );
}

/** The lines of a measurement that still runs, from everything its probes said so far. */
export function traceOfProgress(said: readonly ProbeProgress[]): readonly TraceRow[] {
  // A phase is told twice: as it begins and as it ends.
  const latest = new Map<string, ProbeProgress>();
  for (const one of said) latest.set(JSON.stringify([one.probe, one.target, one.phase]), one);
  return traceOf(
    [...latest.values()].map(({ probe, target, phase, status, ms, detail }) => ({
      probe,
      target,
      station: {
        phase,
        state: status,
        ...(ms === undefined ? {} : { ms }),
        ...(detail === undefined ? {} : { detail }),
      },
    })),
  );
}

interface Seen {
  readonly probe: string;
  readonly target: string;
  readonly station: Station;
}

function traceOf(seen: readonly Seen[]): readonly TraceRow[] {
  const groups = new Map<string, Group>();
  const servers = new Set(seen.map(({ target }) => target).filter((target) => /:\d+$/u.test(target)));
  for (const { probe, target, station } of seen) {
    // The look-up of a server's name belongs to the lines of its ports.
    const ports = probe === 'dns' ? [...servers].filter((server) => hostOf(server) === target) : [];
    for (const place of ports.length > 0 ? ports : [target]) {
      const key = probe === 'discover' ? `discover ${place}` : place;
      const group: Group = groups.get(key) ?? { target: place, probes: new Set(), stations: new Map() };
      groups.set(key, group);
      group.probes.add(probe);
      const before = group.stations.get(station.phase);
      if (!before || WEIGHT[station.state] > WEIGHT[before.state]) group.stations.set(station.phase, station);
    }
  }
  return [...groups.values()]
    .map(rowOf)
    .sort((a, b) => VERDICT_ORDER.indexOf(a.verdict) - VERDICT_ORDER.indexOf(b.verdict));
}

function hostOf(server: string): string {
  return server.replace(/:\d+$/u, '');
}

function rowOf(group: Group): TraceRow {
  const measured = [...group.stations.values()];
  const stations = inOrder(group, measured);
  const asides = measured.filter(({ phase }) => isAside(phase));
  return { target: group.target, stations, asides, ...verdictOf(stations, asides) };
}

/** Everything measured and everything still ahead, in the order a client passes it. */
function inOrder(group: Group, measured: readonly Station[]): readonly Station[] {
  const byStartTls = STARTTLS_PORT.test(group.target) || group.stations.has('starttls');
  const order = byStartTls ? STARTTLS : IMPLICIT;
  const expected = isRefused(measured) ? [] : expectedOf(group, byStartTls);
  const ahead = expected
    .filter((phase) => !group.stations.has(phase))
    .map((phase): Station => ({ phase, state: 'unreached' }));
  const rank = (station: Station) => {
    const place = order.indexOf(station.phase);
    return place === -1 ? order.length : place;
  };
  return [...measured.filter(({ phase }) => !isAside(phase)), ...ahead].sort((a, b) => rank(a) - rank(b));
}

function expectedOf(group: Group, byStartTls: boolean): readonly string[] {
  // A probe that was not begun at all tells its own name as a skipped phase: nothing lay ahead of it.
  const begun = [...group.probes].filter((probe) => group.stations.get(probe)?.state !== 'skip');
  const phases = new Set(begun.flatMap((probe) => EXPECTED[probe] ?? []));
  if (!byStartTls) return [...phases];
  // The session by STARTTLS reads the capabilities within that step.
  const spoken = phases.delete('capabilities');
  const secured = phases.delete('tls');
  return [...phases, ...(spoken || secured ? ['starttls'] : [])];
}

function isRefused(stations: readonly Station[]): boolean {
  return stations.some(({ phase, state }) => phase === 'target' && state === 'fail');
}

function verdictOf(
  stations: readonly Station[],
  asides: readonly Station[],
): Pick<TraceRow, 'verdict' | 'at'> {
  const first = (state: StationState) => stations.find((station) => station.state === state);
  if (isRefused(stations)) return { verdict: 'refused' };
  const running = first('running');
  if (running) return { verdict: 'running', at: running };
  const broken = first('fail');
  if (broken) return { verdict: 'broken', at: broken };
  const wavering = first('warn') ?? asides.find(({ phase, state }) => isTroubleAside(phase, state));
  if (wavering) return { verdict: 'wavering', at: wavering };
  return { verdict: first('ok') ? 'through' : 'unmeasured' };
}
