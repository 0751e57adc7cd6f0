import { describe, expect, it } from 'vitest';
import type { FindingDefinition } from '../../src/diagnosis/index.js';
import type { ProbeResult } from '../../src/domain/index.js';
import type { Probe, ProbeTools } from '../../src/probes/_probe.js';
import { REFUSAL } from '../../src/probes/index.js';
import type { Zone } from '../fakes/dns-server.js';
import { endless, says, silent, startPlain, type Behaviour } from '../fakes/mail-servers.js';
import { expectAsDefined, HOST, openLab } from '../probes/_lab.js';

const DOMAIN = HOST.split('.').slice(1).join('.');

/** What a server or a network may do to a probe. `port` is where the server listens. */
interface World {
  readonly behaviour: Behaviour;
  readonly zones?: Readonly<Record<string, Zone>>;
}

const WORLDS: readonly (readonly [string, World])[] = [
  ['never says a word', { behaviour: silent }],
  ['closes at once', { behaviour: says('') }],
  ['resets at once', { behaviour: (socket) => socket.resetAndDestroy() }],
  ['speaks nonsense', { behaviour: says(Buffer.from('00ff00ff1503030002022800', 'hex')) }],
  ['drips', { behaviour: endless('', '*', 30) }],
  ['pours', { behaviour: endless('* OK ', 'A'.repeat(10_000)) }],
  ['has a silent name server', { behaviour: silent, zones: everywhere({ fails: 'silent' }) }],
  ['has a failing name server', { behaviour: silent, zones: everywhere({ fails: 'servfail' }) }],
  ['does not exist', { behaviour: silent, zones: {} }],
];

function everywhere(zone: Zone): Record<string, Zone> {
  const names = [HOST, DOMAIN, `mail.${DOMAIN}`, `_imap._tcp.${DOMAIN}`, `_imaps._tcp.${DOMAIN}`];
  return Object.fromEntries(names.map((name) => [name, zone]));
}

/** The suite every probe passes: always a result, in time, never an exception. `known`: what the finding codes mean. */
export function probeContract(probe: Probe, known: ReadonlyMap<string, FindingDefinition>): void {
  describe(`probe ${probe.id} keeps the contract`, () => {
    it.each(WORLDS)('when the server %s', async (_name, world) => {
      const result = await measureIn(world, probe, 2_500);
      expectWellFormed(result, probe, known);
    });

    it('when the time is up before it begins', async () => {
      const result = await measureIn({ behaviour: silent }, probe, 0);
      expectWellFormed(result, probe, known);
      expect(result.status).toBe('failed');
    });

    it('when the target is refused', async () => {
      const lab = await openLab([]);
      const result = await measure(probe, 'printer.local', 993, lab.tools());
      await lab.close();
      expectWellFormed(result, probe, known);
      expect([result.status, result.reason, result.findings]).toEqual(['refused', REFUSAL, []]);
    });
  });
}

/** Short enough to wait for; the watchdog after it only catches a probe that never ends. */
async function measureIn(world: World, probe: Probe, limitMs: number): Promise<ProbeResult> {
  const server = await startPlain(world.behaviour);
  const zones = world.zones ?? everywhere({ a: [['127.0.0.1']] });
  const lab = await openLab([server.port], zones, { dns: 300, connect: 400, greeting: 500, tls: 500 });
  const limit = new AbortController();
  if (limitMs === 0) limit.abort();
  const timer = setTimeout(() => limit.abort(), limitMs);
  try {
    const late = new Promise<'late'>((resolve) => setTimeout(resolve, limitMs + 10_000, 'late').unref());
    const result = await Promise.race([measure(probe, HOST, server.port, lab.tools(limit.signal)), late]);
    if (result === 'late') throw new Error(`${probe.id} did not end within its deadline`);
    return result;
  } finally {
    clearTimeout(timer);
    await lab.close();
    await server.close();
  }
}

function measure(probe: Probe, host: string, port: number, tools: ProbeTools): Promise<ProbeResult> {
  if (probe.needs === 'domain') {
    const domain = host === HOST ? DOMAIN : host;
    return probe.measure({ address: `li@${domain}`, domain }, tools);
  }
  return probe.measure({ host, port, tls: 'starttls', protocol: probe.protocol ?? 'imap' }, tools);
}

function expectWellFormed(
  result: ProbeResult,
  probe: Probe,
  known: ReadonlyMap<string, FindingDefinition>,
): void {
  expect(result.probe).toBe(probe.id);
  expect(result.target).not.toBe('');
  expect(result.phases).not.toEqual([]);
  expect(new Date(result.startedAt).toISOString()).toBe(result.startedAt);
  if (result.status !== 'measured') expect(result.reason).toBeTruthy();
  for (const finding of result.findings) {
    expectAsDefined(finding, known);
    expect(finding).toMatchObject({ probe: probe.id, target: result.target, seenFrom: 'bot' });
    expect(finding.evidence).not.toEqual([]);
  }
}
