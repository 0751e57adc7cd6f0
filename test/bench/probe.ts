import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ProbeRunner } from '../../src/domain/index.js';
import { createProbeRunner, probeSettingsSchema } from '../../src/probes/index.js';
import { openStore } from '../../src/store/index.js';
import { startChannelServer } from '../fakes/channel-server.js';
import { echoBundle } from '../soak/echo-bundle.js';
import { startEchoDesk } from './echo-desk.js';
import { LATENCY_MS, type MailHouse, type MailPlace } from './mail-house.js';

const ROUNDS = 5;
const AT_ONCE = 50;
const ECHO_EVERY_MS = 100;

/**
 * A whole measurement without a login against the slowest of its probes alone, for every server of the mail house,
 * over the bare loopback and with 100 ms on every packet; then 50 at once through four warm children: how long they
 * take, how long the main loop is held up, and how a chat in the same process goes on meanwhile.
 */
export async function* benchProbe(): AsyncGenerator<object> {
  const { bundle } = echoBundle();
  const servers = await openMailHouse();
  const { house } = servers;
  const settings = probeSettingsSchema.parse({
    resolvers: [house.resolver],
    registered: [
      { cidr: '127.0.0.0/8', ports: house.places.flatMap(({ port, slowPort }) => [port, slowPort]) },
    ],
    ca: [house.authority],
    children: 4,
  });
  const runner = createProbeRunner(settings);
  const measure = async (place: MailPlace, port: number): Promise<{ whole: number; slowest: number }> => {
    const began = performance.now();
    const target = { host: house.host, port: String(port), tls: place.tls };
    const request = { probes: ['dns', 'tcp', 'tls', place.protocol], with: target };
    const results = await runner.run(request, bundle, () => undefined, String(began));
    const failed = results.filter(({ status }) => status !== 'measured');
    if (failed.length > 0) throw new Error(`not measured: ${failed.map(({ reason }) => reason).join('; ')}`);
    return { whole: performance.now() - began, slowest: Math.max(...results.map(({ ms }) => ms)) };
  };

  try {
    const [fake] = house.places;
    if (!fake) return;
    await Promise.all(Array.from({ length: settings.children }, () => measure(fake, fake.port)));
    for (const place of house.places) {
      for (const [latencyMs, port] of [
        [0, place.port],
        [LATENCY_MS, place.slowPort],
      ] as const) {
        const runs: { readonly whole: number; readonly slowest: number }[] = [];
        for (let round = 0; round < ROUNDS; round += 1) runs.push(await measure(place, port));
        const medianMs = percentile(
          runs.map(({ whole }) => whole),
          50,
        );
        const slowestProbeMs = percentile(
          runs.map(({ slowest }) => slowest),
          50,
        );
        const ratioToSlowest = Number((medianMs / Math.max(1, slowestProbeMs)).toFixed(2));
        const server = place.name;
        yield {
          bench: 'measurement',
          server,
          latencyMs,
          medianMs,
          slowestProbeMs,
          ratioToSlowest,
          target: 1.3,
        };
      }
    }
    yield await manyAtOnce(() => measure(fake, fake.slowPort));
  } finally {
    await runner.close();
    servers.close();
  }
}

/** In a process that serves a chat at the same time. */
async function manyAtOnce(measure: () => Promise<{ readonly whole: number }>): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'mailmedic-bench-'));
  const store = await openStore({ kind: 'sqlite', file: join(folder, 'mailmedic.db'), role: 'server' });
  await store.migrate();
  const platform = await startChannelServer();
  const chat = startEchoDesk(store, platform, NO_PROBES);
  const quietEchoes: number[] = [];
  for (let count = 0; count < 10; count += 1) quietEchoes.push(await chat.echo());
  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  const began = performance.now();
  let running = true;
  const storm = Promise.all(Array.from({ length: AT_ONCE }, measure)).finally(() => (running = false));
  const echoes: number[] = [];
  while (running) {
    echoes.push(await chat.echo());
    await pause(ECHO_EVERY_MS);
  }
  const wholes = (await storm).map(({ whole }) => whole);
  const allMs = Math.round(performance.now() - began);
  loop.disable();
  await chat.close();
  await platform.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
  return {
    bench: 'measurements at once',
    count: AT_ONCE,
    children: 4,
    latencyMs: LATENCY_MS,
    allMs,
    p50Ms: percentile(wholes, 50),
    p99Ms: percentile(wholes, 99),
    lastMs: percentile(wholes, 100),
    loopDelayP99Ms: Number((loop.percentile(99) / 1e6).toFixed(1)),
    loopDelayMaxMs: Number((loop.max / 1e6).toFixed(1)),
    loopDelayTargetMs: 50,
    echoP50Ms: percentile(echoes, 50),
    echoMaxMs: percentile(echoes, 100),
    quietEchoP50Ms: percentile(quietEchoes, 50),
  };
}

const NO_PROBES: ProbeRunner = { run: () => Promise.resolve([]), close: () => Promise.resolve() };

async function openMailHouse(): Promise<{ readonly house: MailHouse; close(): void }> {
  const child = fork(fileURLToPath(new URL('./mail-house.ts', import.meta.url)), [], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const house = await new Promise<MailHouse>((resolve, reject) => {
    child.once('message', (told) => resolve(told as MailHouse));
    child.once('exit', (code) => reject(new Error(`the mail servers ended with ${code}`)));
  });
  return { house, close: () => child.disconnect() };
}

function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0);
}
