import { describe, expect, it } from 'vitest';
import type { ProbePhase, ProbeResult, ProbeRunner } from '../../src/domain/index.js';
import { watchNameServers } from '../../src/main/name-servers.js';
import { bundleOf } from '../probes/_lab.js';

function saw(codes: readonly string[], phases: readonly ProbePhase[] = []): ProbeResult {
  return {
    probe: 'dns',
    target: 'imap.example.com',
    status: 'measured',
    startedAt: '2026-01-01T00:00:00.000Z',
    ms: 1,
    phases,
    findings: codes.map((code) => ({
      code,
      severity: 'info',
      facts: {},
      evidence: [],
      probe: 'dns',
      target: 'imap.example.com',
      measuredAt: '2026-01-01T00:00:00.000Z',
      seenFrom: 'bot',
    })),
  };
}

async function after(...runs: readonly (readonly ProbeResult[])[]): Promise<boolean> {
  const left = [...runs];
  const runner: ProbeRunner = {
    run: () => Promise.resolve(left.shift() ?? []),
    close: () => Promise.resolve(),
  };
  const { probes, nameServers } = watchNameServers(runner);
  for (const results of runs) {
    expect(await probes.run({ probes: [], with: {} }, bundleOf(), () => undefined)).toBe(results);
  }
  return nameServers.unreliable;
}

const blind = [saw(['net.connected']), saw(['dns.not-from-here'])];

describe('watchNameServers', () => {
  it('holds them for reliable until a measurement says otherwise', async () => {
    expect(await after()).toBe(false);
    expect(await after(blind)).toBe(true);
  });

  it.each([
    ['an outside name was known', [saw(['dns.resolved'])], false],
    ['a witness spoke', [saw([], [{ name: 'witness', status: 'ok', ms: 1 }])], false],
    ['no witness spoke', [saw([], [{ name: 'witness', status: 'warn', ms: 1 }])], true],
    ['only a name of the house was known', [saw(['dns.resolved', 'dns.private-address'])], true],
    ['nothing was told of them', [saw(['tls.ok'])], true],
  ] as const)(
    'changes its mind after a bad run only where the next one tells: %s',
    async (_name, next, expected) => {
      expect(await after(blind, next)).toBe(expected);
    },
  );
});
