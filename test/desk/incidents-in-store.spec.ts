import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProbeResult, ProbeRunner } from '../../src/domain/index.js';
import { shippedTools } from '../journeys/_shipped.js';
import { openHouse, typed, type TestHouse } from './_house.js';

const HOST = 'imap.corp.example';

function refused(probe: string): ProbeResult {
  const [target, startedAt] = [`${HOST}:993`, new Date().toISOString()];
  const finding = {
    code: 'net.refused',
    severity: 'critical',
    facts: { 'net.host': HOST, 'net.port': '993' },
    evidence: [],
    probe,
    target,
    measuredAt: startedAt,
    seenFrom: 'bot',
  } as const;
  const findings = probe === 'tcp' ? [finding] : [];
  return { probe, target, status: 'measured', findings, phases: [], startedAt, ms: 1 };
}

const probes: ProbeRunner = {
  run: ({ probes: wanted }) => Promise.resolve(wanted.map((probe) => refused(probe))),
  close: () => Promise.resolve(),
};

let house: TestHouse;

beforeEach(async () => {
  const { live } = await shippedTools();
  house = await openHouse({
    shelf: { live, get: () => live, fetch: () => Promise.resolve() },
    probes,
    probeShares: { person: 1, target: 1_000 },
  });
});

afterEach(() => house.close());

function heardBy(conversation: string): string {
  return house.sent
    .filter(({ address }) => address.conversation === conversation)
    .map(({ reply }) => reply.text)
    .join('\n');
}

describe('an incident on a real store', () => {
  it('brings three conversations together: each is told once, there is one case, and the fourth knows at once', async () => {
    for (const name of ['ann', 'bo', 'caro']) await complain(name);
    await house.settled();
    for (const name of ['ann', 'bo', 'caro']) {
      expect(heardBy(name).match(/has been in trouble since/gu), name).toHaveLength(1);
    }
    const cases = await house.store.cases({ open: true });
    expect(cases.map(({ conversation, state, known }) => [conversation, state, known['people']])).toEqual([
      [`incident:${HOST}/net.refused`, 'posted', '3'],
    ]);
    expect(await house.store.openIncidents()).toMatchObject([{ host: HOST, ticket: cases[0]?.reference }]);
    // The board is read again every two seconds.
    await vi.waitFor(
      async () => {
        const name = `dora-${Date.now()}`;
        await complain(name);
        await house.settled();
        expect(heardBy(name)).toContain('not for you alone');
        expect(heardBy(name)).not.toContain('Shall I tell IT?');
      },
      { timeout: 15_000, interval: 500 },
    );
  });

  async function complain(name: string): Promise<void> {
    await house.desk.receive(
      typed(`My mail app can't connect to the incoming server ${HOST}`, {
        address: { channel: 'fake', conversation: name },
        from: { id: name, name, language: 'en', address: `${name}@corp.example`, verified: true },
      }),
    );
    await house.settled();
  }
});
