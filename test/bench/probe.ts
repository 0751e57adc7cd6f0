import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { createProbeRunner, probeSettingsSchema } from '../../src/probes/index.js';
import { makeAuthority } from '../fakes/certificates.js';
import { startDnsServer } from '../fakes/dns-server.js';
import { imap, startTls } from '../fakes/mail-servers.js';
import { echoBundle } from '../soak/echo-bundle.js';

const HOST = 'imap.corp.example';
const ROUNDS = 5;
const AT_ONCE = 50;
const LATENCY_MS = 100;
const PROBES = ['dns', 'tcp', 'tls', 'imap'];

/**
 * A whole measurement without a login: over the bare loopback and with 100 ms on every packet, against the slowest of
 * its probes alone; then 50 at once through four warm children.
 */
export async function* benchProbe(): AsyncGenerator<object> {
  const { bundle } = echoBundle();
  const authority = makeAuthority();
  const good = authority.issue({ hosts: [HOST] });
  const server = await startTls(good, imap({ capabilities: 'IMAP4rev1 ID AUTH=PLAIN' }));
  const slow = await startDelay(server.port, LATENCY_MS);
  const dns = await startDnsServer({ [HOST]: { a: [['127.0.0.1']] } });
  const settings = probeSettingsSchema.parse({
    resolvers: [dns.address],
    registered: [{ cidr: '127.0.0.0/8', ports: [server.port, slow.port] }],
    ca: [authority.cert],
    children: 4,
  });
  const runner = createProbeRunner(settings);

  async function measure(port: number): Promise<{ readonly whole: number; readonly slowest: number }> {
    const began = performance.now();
    const request = { probes: PROBES, with: { host: HOST, port: String(port), tls: 'implicit' } };
    const results = await runner.run(request, bundle, () => undefined);
    const failed = results.filter(({ status }) => status !== 'measured');
    if (failed.length > 0) throw new Error(`not measured: ${failed.map(({ reason }) => reason).join('; ')}`);
    return { whole: performance.now() - began, slowest: Math.max(...results.map(({ ms }) => ms)) };
  }

  try {
    await Promise.all(Array.from({ length: settings.children }, () => measure(server.port)));
    for (const [latencyMs, port] of [
      [0, server.port],
      [LATENCY_MS, slow.port],
    ] as const) {
      const runs: { readonly whole: number; readonly slowest: number }[] = [];
      for (let round = 0; round < ROUNDS; round += 1) runs.push(await measure(port));
      const medianMs = median(runs.map(({ whole }) => whole));
      const slowestProbeMs = median(runs.map(({ slowest }) => slowest));
      const ratioToSlowest = Number((medianMs / Math.max(1, slowestProbeMs)).toFixed(2));
      yield { bench: 'measurement', latencyMs, medianMs, slowestProbeMs, ratioToSlowest, limitMs: 10_000 };
    }
    const began = performance.now();
    const all = await Promise.all(Array.from({ length: AT_ONCE }, () => measure(slow.port)));
    yield {
      bench: 'measurements at once',
      count: AT_ONCE,
      children: settings.children,
      latencyMs: LATENCY_MS,
      allMs: Math.round(performance.now() - began),
      lastMs: Math.round(Math.max(...all.map(({ whole }) => whole))),
    };
  } finally {
    await runner.close();
    await dns.close();
    slow.close();
    await server.close();
  }
}

/** A port before another one that lets every packet wait, in both directions. */
async function startDelay(port: number, ms: number): Promise<{ readonly port: number; close(): void }> {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.on('error', () => undefined);
      from.on('data', (chunk) => setTimeout(() => to.write(chunk), ms));
      from.on('close', () => {
        open.delete(from);
        setTimeout(() => to.destroy(), ms);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}
