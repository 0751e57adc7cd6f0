import { describe, expect, it } from 'vitest';
import type { Child, ChildOutcome } from '../../src/probes/_child.js';
import { createPool } from '../../src/probes/pool.js';
import { probeSettingsSchema } from '../../src/probes/index.js';

/** A child whose requests end when the test says so. */
class FakeChild implements Child {
  gone = false;
  runs = 0;
  readonly pid = undefined;
  killed = false;
  private end: (outcome: ChildOutcome) => void = () => undefined;

  run(): Promise<ChildOutcome> {
    this.runs += 1;
    return new Promise((resolve) => {
      this.end = resolve;
    });
  }
  finish(outcome: ChildOutcome = { kind: 'done', results: [], hostile: false }): void {
    this.end(outcome);
  }
  kill(): Promise<void> {
    this.killed = true;
    this.gone = true;
    this.end({ kind: 'lost', reason: 'killed' });
    return Promise.resolve();
  }
}

const request = { probes: [], with: {}, settings: probeSettingsSchema.parse({}), providers: [] };

function open(settings: Partial<Parameters<typeof createPool>[0]> = {}) {
  const children: FakeChild[] = [];
  const pool = createPool({ children: 2, runsPerChild: 3, waiting: 1, verdictMs: 10, ...settings }, () => {
    const child = new FakeChild();
    children.push(child);
    return child;
  });
  return { pool, children, run: () => pool.run(request, () => undefined) };
}

/** Lets everything that is ready to run, run. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe('pool', () => {
  it('starts no child before the first request and uses a warm one again', async () => {
    const { children, run } = open();
    expect(children).toHaveLength(0);
    for (let count = 0; count < 2; count += 1) {
      const running = run();
      await settle();
      children[0]!.finish();
      expect((await running).kind).toBe('done');
    }
    expect(children).toHaveLength(1);
  });

  it('lets a request wait for a child and turns away the next one', async () => {
    const { children, run } = open();
    const [first, second, third, fourth] = [run(), run(), run(), run()];
    expect((await fourth).kind).toBe('busy');
    await settle();
    children[0]!.finish();
    await first;
    await settle();
    children[0]!.finish();
    children[1]!.finish();
    expect([(await second).kind, (await third).kind]).toEqual(['done', 'done']);
    expect(children).toHaveLength(2);
  });

  it.each([
    ['a hostile server', { kind: 'done', results: [], hostile: true }],
    ['the deadline', { kind: 'killed' }],
    ['a crash', { kind: 'lost', reason: 'it ended with code 1' }],
  ] as const)('replaces a child after %s', async (_name, outcome) => {
    const { children, run } = open();
    const running = run();
    await settle();
    children[0]!.finish(outcome);
    await running;
    expect(children[0]!.killed).toBe(true);
    expect(children).toHaveLength(2);
    const next = run();
    await settle();
    children[1]!.finish();
    expect((await next).kind).toBe('done');
    expect(children).toHaveLength(2);
  });

  it('replaces a child that has served its share', async () => {
    const { children, run } = open({ runsPerChild: 2 });
    for (let count = 0; count < 2; count += 1) {
      const running = run();
      await settle();
      children[0]!.finish();
      await running;
    }
    expect(children[0]!.killed).toBe(true);
    expect(children).toHaveLength(2);
  });

  it('does not hand out a child that died while it waited', async () => {
    const { children, run } = open();
    const running = run();
    await settle();
    children[0]!.finish();
    await running;
    children[0]!.gone = true;
    const next = run();
    await settle();
    children[1]!.finish();
    expect((await next).kind).toBe('done');
  });

  it('ends everything when it is closed', async () => {
    const { pool, children, run } = open({ children: 1 });
    const [running, waiting] = [run(), run()];
    await settle();
    await pool.close();
    expect([(await running).kind, (await waiting).kind, (await run()).kind]).toEqual([
      'lost',
      'busy',
      'busy',
    ]);
    expect(children.every((child) => child.killed)).toBe(true);
    expect(children).toHaveLength(1);
  });
});
