import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';

import { reasonOf, type Log, type Store } from '../domain/index.js';

/** Rows of the store by state, as gauges. Read at each scrape. */
export type ReadCounts = Store['counts'];

/** The live bundle of this replica, and what is wrong with the folder that should become the next one. */
export interface BundleFigures {
  readonly number: number;
  readonly errors: number;
}

/** What this replica knows of people, and whether their directory could not be read. */
export interface DirectoryFigures {
  readonly people: number;
  readonly broken: boolean;
}

/** What `/metrics` shows of this replica beside the process and the store. Read at each scrape. */
export interface AlsoMeasured {
  readonly bundle?: () => BundleFigures;
  readonly directory?: () => DirectoryFigures | undefined;
  /** What people think of answers. */
  readonly verdicts?: Store['verdicts']['counts'];
  readonly incidents?: Store['openIncidents'];
  /** Whether the name servers that the probes ask answered no outside names when a measurement last told. */
  readonly nameServers?: () => { readonly unreliable: boolean };
  /** The channels that are set up, and whether their platform refuses them. */
  readonly channels?: () => ReadonlyMap<string, boolean>;
}

const STATES = ['inbox', 'outbox', 'tasks', 'timers'] as const;

const ROWS: Readonly<Record<(typeof STATES)[number], string>> = {
  inbox: 'Messages received and not yet answered',
  outbox: 'Messages waiting to be sent',
  tasks: 'Measurements and postings waiting or running',
  timers: 'Timers not yet due',
};

/**
 * The registry behind `/metrics`: the process (memory, event loop, garbage collection) and, with `readCounts`,
 * what waits in the store. A store that can't be reached shows as `mailmedic_store_up 0`, never as an error.
 */
export function createMetrics(readCounts: ReadCounts, log: Log, also: AlsoMeasured = {}): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const read = shareRead(readCounts, log);
  new Gauge({
    name: 'mailmedic_rows',
    help: Object.entries(ROWS)
      .map(([state, words]) => `${state}: ${words}`)
      .join('; '),
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const counts = await read();
      this.reset();
      for (const state of STATES) if (counts !== undefined) this.set({ state }, counts[state]);
    },
  });
  new Gauge({
    name: 'mailmedic_sends_repeated',
    help: 'Messages sent again because nobody knew whether the first send arrived',
    registers: [registry],
    async collect() {
      const counts = await read();
      if (counts !== undefined) this.set(counts.repeated);
    },
  });
  new Gauge({
    name: 'mailmedic_sends_unsure',
    help: 'Messages given up after that, which may never have arrived',
    registers: [registry],
    async collect() {
      const counts = await read();
      if (counts !== undefined) this.set(counts.unsure);
    },
  });
  new Gauge({
    name: 'mailmedic_store_up',
    help: '1 when the store answered this scrape',
    registers: [registry],
    async collect() {
      this.set((await read()) === undefined ? 0 : 1);
    },
  });
  if (also.bundle) addBundleGauges(registry, also.bundle);
  if (also.directory) addDirectoryGauges(registry, also.directory);
  if (also.nameServers) addNameServerGauge(registry, also.nameServers);
  if (also.channels) addChannelGauge(registry, also.channels);
  if (also.verdicts) addVerdictGauge(registry, also.verdicts, log);
  if (also.incidents) addIncidentGauge(registry, also.incidents, log);
  return registry;
}

function addDirectoryGauges(registry: Registry, read: () => DirectoryFigures | undefined): void {
  new Gauge({
    name: 'mailmedic_directory_people',
    help: 'People of the directory that this replica knows',
    registers: [registry],
    collect() {
      this.set(read()?.people ?? 0);
    },
  });
  new Gauge({
    name: 'mailmedic_directory_broken',
    help: '1 while the directory can not be read and the people read before stay known',
    registers: [registry],
    collect() {
      this.set(read()?.broken === true ? 1 : 0);
    },
  });
}

function addVerdictGauge(registry: Registry, read: Store['verdicts']['counts'], log: Log): void {
  new Gauge({
    name: 'mailmedic_answers_judged',
    help: 'Answers that ended a problem, by what people think of them and the step that gave them',
    labelNames: ['playbook', 'step', 'verdict'],
    registers: [registry],
    async collect() {
      this.reset();
      try {
        for (const { answers, ...labels } of await read()) this.set({ ...labels }, answers);
      } catch (error) {
        log.warn('verdicts not counted', { reason: reasonOf(error) });
      }
    },
  });
}

function addIncidentGauge(registry: Registry, read: Store['openIncidents'], log: Log): void {
  new Gauge({
    name: 'mailmedic_incidents_open',
    help: 'Faults of mail servers that several people met and that are not over',
    registers: [registry],
    async collect() {
      try {
        this.set((await read()).length);
      } catch (error) {
        log.warn('incidents not counted', { reason: reasonOf(error) });
      }
    },
  });
}

function addNameServerGauge(registry: Registry, read: () => { readonly unreliable: boolean }): void {
  new Gauge({
    name: 'mailmedic_dns_unreliable',
    help: '1 while the name servers that the probes ask answer no outside names, so that nothing is told of servers',
    registers: [registry],
    collect() {
      this.set(read().unreliable ? 1 : 0);
    },
  });
}

function addChannelGauge(registry: Registry, read: () => ReadonlyMap<string, boolean>): void {
  new Gauge({
    name: 'mailmedic_channel_refused',
    help: '1 while the platform refuses the token of this channel, whose messages wait',
    labelNames: ['channel'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [channel, isRefused] of read()) this.set({ channel }, isRefused ? 1 : 0);
    },
  });
}

function addBundleGauges(registry: Registry, read: () => BundleFigures): void {
  new Gauge({
    name: 'mailmedic_bundle_number',
    help: 'Number of the bundle that new problems begin with on this replica',
    registers: [registry],
    collect() {
      this.set(read().number);
    },
  });
  new Gauge({
    name: 'mailmedic_bundle_folder_errors',
    help: 'Errors that keep the bundle folder from being published; 0 when it is',
    registers: [registry],
    collect() {
      this.set(read().errors);
    },
  });
}

type Counts = Awaited<ReturnType<ReadCounts>>;

/** prom-client asks all gauges at the same moment; they share one read, `undefined` when it failed. */
function shareRead(readCounts: ReadCounts, log: Log): () => Promise<Counts | undefined> {
  let running: Promise<Counts | undefined> | undefined;

  async function read(): Promise<Counts | undefined> {
    try {
      return await readCounts();
    } catch (error) {
      log.warn('store not counted', { reason: reasonOf(error) });
      return undefined;
    }
  }

  return () =>
    (running ??= read().finally(() => {
      running = undefined;
    }));
}

/** Counts answered requests by route pattern, so that ids in addresses never become labels. */
export function countRequests(registry: Registry): (method: string, route: string, status: number) => void {
  const counter = new Counter({
    name: 'mailmedic_http_requests_total',
    help: 'Requests answered',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  });
  return (method, route, status) => counter.inc({ method, route, status });
}
