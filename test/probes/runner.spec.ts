import { fork } from 'node:child_process';
import { getPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { ProbeProgress, ProbeRunner } from '../../src/domain/index.js';
import { startChild, type Child } from '../../src/probes/_child.js';
import { createProbeRunner, probeSettingsSchema, REFUSAL } from '../../src/probes/index.js';
import { endless, imap, silent, startPlain, startTls } from '../fakes/mail-servers.js';
import { authority, bundleOf, codes, good, HOST, openLab, troubles, type Lab } from './_lab.js';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function setUp(starting: ReturnType<typeof startPlain>, deadlines: Parameters<typeof openLab>[2] = {}) {
  const server = await starting;
  const lab: Lab = await openLab([server.port], undefined, deadlines);
  const runner: ProbeRunner = createProbeRunner({ ...lab.settings, children: 1 });
  closing.push(
    () => lab.close(),
    () => server.close(),
    () => runner.close(),
  );
  return { server, lab, runner };
}

describe('the runner, in real child processes', () => {
  it('measures, streams progress, and uses the child again', async () => {
    const { server, runner } = await setUp(startTls(good, imap()));
    const progress: ProbeProgress[] = [];
    for (let count = 0; count < 2; count += 1) {
      const results = await runner.run(
        { probes: ['dns', 'tls', 'imap'], with: { host: HOST, port: String(server.port) } },
        bundleOf(),
        (step) => progress.push(step),
      );
      expect(results.map((result) => result.status)).toEqual(['measured', 'measured', 'measured']);
      expect(results.flatMap(troubles)).toEqual([]);
    }
    expect(progress.filter((step) => step.phase === 'greeting' && step.status === 'ok')).toHaveLength(2);
  });

  it('survives a server that pours, and serves the next request', async () => {
    const pouring = endless('* OK hi\r\n', '* 1 EXISTS\r\n'.repeat(5_000));
    const { server, runner } = await setUp(startPlain(pouring));
    const request = { probes: ['imap'], with: { host: HOST, port: String(server.port), tls: 'starttls' } };
    for (let count = 0; count < 2; count += 1) {
      const [result] = await runner.run(request, bundleOf(), () => undefined);
      expect(codes(result!)).toContain('imap.not-imap');
    }
  }, 60_000);

  it('measures several at once in one child, and gives each of several that pour its verdict', async () => {
    const healthy = await startTls(good, imap());
    const pouring = endless('* OK hi\r\n', '* 1 EXISTS\r\n'.repeat(5_000));
    const { server, lab } = await setUp(startPlain(pouring));
    const ports = [healthy.port, server.port];
    const settings = {
      ...lab.settings,
      registered: [{ cidr: '127.0.0.0/8', ports }],
      children: 1,
      atOnce: 6,
    };
    const children: Child[] = [];
    const runner = createProbeRunner(settings, undefined, () => {
      children.push(startChild());
      return children.at(-1)!;
    });
    closing.push(
      () => healthy.close(),
      () => runner.close(),
    );
    const ask = (port: number, tls: string) =>
      runner.run(
        { probes: ['imap'], with: { host: HOST, port: String(port), tls } },
        bundleOf(),
        () => undefined,
      );
    const fine = await Promise.all(Array.from({ length: 6 }, () => ask(healthy.port, 'implicit')));
    expect(fine.flat().map(({ status }) => status)).toEqual(Array(6).fill('measured'));
    expect(children).toHaveLength(1);
    const [bad, good1] = await Promise.all([ask(server.port, 'starttls'), ask(healthy.port, 'implicit')]);
    expect(bad.flatMap(troubles)).toContain('imap.not-imap');
    expect(good1.map(({ status }) => status)).toEqual(['measured']);
    expect(children[0]!.gone).toBe(true);
  }, 120_000);

  it('refuses what is far too long without losing a child', async () => {
    const { runner } = await setUp(startPlain(silent));
    const request = { probes: ['imap'], with: { host: 'a.'.repeat(100_000) } };
    const [result] = await runner.run(request, bundleOf(), () => undefined);
    expect([result?.status, result?.reason]).toEqual(['refused', REFUSAL]);
  });

  it('kills a child that hangs, and serves the next request', async () => {
    const server = await startTls(good, imap());
    const lab = await openLab([server.port]);
    const program = fileURLToPath(new URL('../fakes/spins.mjs', import.meta.url));
    const children: Child[] = [];
    const settings = {
      ...lab.settings,
      children: 1,
      deadlines: { ...lab.settings.deadlines, verdict: 4_000 },
    };
    const runner = createProbeRunner(settings, undefined, () => {
      children.push(startChild(children.length === 0 ? program : undefined));
      return children.at(-1)!;
    });
    closing.push(
      () => lab.close(),
      () => server.close(),
      () => runner.close(),
    );
    const request = { probes: ['imap'], with: { host: HOST, port: String(server.port) } };
    const [stuck] = await runner.run(request, bundleOf(), () => undefined);
    expect([stuck?.status, stuck?.reason]).toEqual(['failed', 'stopped after 4 s']);
    const [healthy] = await runner.run(request, bundleOf(), () => undefined);
    expect(healthy?.status).toBe('measured');
    await expect.poll(() => isAlive(children[0]!.pid!), { timeout: 10_000 }).toBe(false);
  });

  it('believes nothing that does not have the shape of a result', async () => {
    const program = fileURLToPath(new URL('../fakes/lies.mjs', import.meta.url));
    const settings = probeSettingsSchema.parse({ children: 1 });
    const runner = createProbeRunner(settings, undefined, () => startChild(program));
    closing.push(() => runner.close());
    const [result] = await runner.run(
      { probes: ['imap'], with: { host: HOST } },
      bundleOf(),
      () => undefined,
    );
    expect(result).toMatchObject({ status: 'failed', findings: [] });
    expect(result?.reason).toContain('a shape that it should not have');
  });

  it('gives a child none of the environment', async () => {
    const program = fileURLToPath(new URL('../fakes/prints-environment.mjs', import.meta.url));
    const child: Child = startChild(program);
    closing.push(() => child.kill());
    const settings = probeSettingsSchema.parse({});
    const outcome = await child.run(
      { probes: [], with: {}, settings, providers: [] },
      5_000,
      () => undefined,
    );
    expect(outcome).toMatchObject({ kind: 'done', results: [{ reason: '' }] });
  });

  it('leaves the processor to the chat when both want it', () => {
    const child = startChild();
    closing.push(() => child.kill());
    expect(getPriority(child.pid)).toBeGreaterThan(getPriority());
  });

  it('ends a child when its parent is gone', async () => {
    const program = fileURLToPath(new URL('../fakes/parent-that-dies.ts', import.meta.url));
    const parent = fork(program, [], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    });
    const grandchild = await new Promise<number>((resolve) =>
      parent.once('message', (pid) => resolve(Number(pid))),
    );
    expect(isAlive(grandchild)).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => isAlive(grandchild), { timeout: 10_000 }).toBe(false);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('the runner, when a child does not come back', () => {
  const settings = probeSettingsSchema.parse({ ca: [authority.cert], deadlines: { greeting: 1_000 } });
  const request = { probes: ['dns', 'imap'], with: { host: HOST, port: '993' } };

  /** A child that tells some progress and then ends as given; `clock` says how long it took. */
  function withChild(
    outcome: { kind: 'killed' } | { kind: 'lost'; reason: string },
    waitedMs: number,
    untilEnd: Promise<unknown> = Promise.resolve(),
  ) {
    let now = new Date('2026-11-24T08:00:00Z');
    const child: Child = {
      gone: false,
      pid: undefined,
      run(_request, _deadline, onProgress) {
        onProgress({ probe: 'imap', target: `${HOST}:993`, phase: 'connect', status: 'ok', ms: 20 });
        onProgress({ probe: 'imap', target: `${HOST}:993`, phase: 'greeting', status: 'running' });
        now = new Date(now.getTime() + waitedMs);
        return untilEnd.then(() => outcome);
      },
      kill: () => Promise.resolve(),
    };
    return createProbeRunner({ ...settings, children: 1 }, { now: () => now }, () => child);
  }

  it('reports what the phases had proved before it was killed', async () => {
    const results = await withChild({ kind: 'killed' }, 1_200).run(request, bundleOf(), () => undefined);
    const [imapResult, dnsResult] = results;
    expect(imapResult).toMatchObject({ probe: 'imap', status: 'measured', target: `${HOST}:993`, ms: 1_200 });
    expect(codes(imapResult!)).toEqual(['imap.no-greeting']);
    expect(imapResult?.phases.map((phase) => [phase.name, phase.status])).toEqual([
      ['connect', 'ok'],
      ['greeting', 'fail'],
    ]);
    expect(dnsResult).toMatchObject({ probe: 'dns', status: 'failed', findings: [] });
    expect(dnsResult?.reason).toBe('stopped after 10 s');
  });

  it('claims nothing when the server had less than its time', async () => {
    const outcome = { kind: 'lost', reason: 'it ended with SIGABRT' } as const;
    const [imapResult] = await withChild(outcome, 900).run(request, bundleOf(), () => undefined);
    expect(imapResult).toMatchObject({ status: 'failed', findings: [] });
    expect(imapResult?.reason).toBe('the measuring process was lost: it ended with SIGABRT');
  });

  it('claims nothing of a server when another request may have kept the child from listening', async () => {
    let end: () => void = () => undefined;
    const untilEnd = new Promise<void>((resolve) => (end = resolve));
    const runner = withChild({ kind: 'killed' }, 1_200, untilEnd);
    const both = [1, 2].map(() => runner.run(request, bundleOf(), () => undefined));
    end();
    for (const [imapResult] of await Promise.all(both)) {
      expect(imapResult).toMatchObject({ status: 'failed', findings: [], reason: 'stopped after 10 s' });
    }
  });

  it('counts no time before a child took the request', async () => {
    let end: () => void = () => undefined;
    const untilEnd = new Promise<void>((resolve) => (end = resolve));
    let now = new Date('2026-11-24T08:00:00Z');
    const child: Child = {
      gone: false,
      pid: undefined,
      run: () => untilEnd.then(() => ({ kind: 'killed' as const })),
      kill: () => Promise.resolve(),
    };
    const runner = createProbeRunner(
      { ...settings, children: 1, atOnce: 1 },
      { now: () => now },
      () => child,
    );
    const [, waits] = [1, 2].map(() => runner.run(request, bundleOf(), () => undefined));
    now = new Date('2026-11-24T08:00:12Z');
    end();
    const [result] = await waits!;
    expect(result).toMatchObject({ startedAt: now.toISOString(), ms: 0, findings: [] });
  });
});
