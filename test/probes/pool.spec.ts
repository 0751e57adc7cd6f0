import { describe, expect, it } from 'vitest';
import type { Child, ChildOutcome } from '../../src/probes/_child.js';
import { createPool } from '../../src/probes/pool.js';
import { probeSettingsSchema } from '../../src/probes/index.js';

const DONE: ChildOutcome = { kind: 'done', results: [], hostile: false };
const HOSTILE: ChildOutcome = { kind: 'done', results: [], hostile: true };

/** A child whose requests end when the test says so, by the person who asked. */
class FakeChild implements Child {
  gone = false;
  readonly pid = undefined;
  readonly people: string[] = [];
  private readonly ends = new Map<string, (outcome: ChildOutcome) => void>();

  run(request: Parameters<Child['run']>[0]): Promise<ChildOutcome> {
    const person = request.with['person'] ?? '';
    this.people.push(person);
    return new Promise((resolve) => this.ends.set(person, resolve));
  }
  finish(person: string, outcome: ChildOutcome = DONE): void {
    this.ends.get(person)?.(outcome);
    this.ends.delete(person);
  }
  kill(): Promise<void> {
    this.gone = true;
    for (const end of this.ends.values()) end({ kind: 'lost', reason: 'killed' });
    this.ends.clear();
    return Promise.resolve();
  }
}

function open(settings: Partial<Parameters<typeof createPool>[0]> = {}) {
  const children: FakeChild[] = [];
  const started: string[] = [];
  const usual = { children: 2, atOnce: 1, runsPerChild: 30, waiting: 10, waitMs: 60_000, verdictMs: 10 };
  const pool = createPool({ ...usual, ...settings }, () => {
    const child = new FakeChild();
    children.push(child);
    return child;
  });
  return {
    pool,
    children,
    started,
    run: (person: string) => {
      const request = {
        probes: [],
        with: { person },
        settings: probeSettingsSchema.parse({}),
        providers: [],
      };
      const onStart = (): void => void started.push(person);
      // Whose it is ends where a digit begins: `a1` and `a2` are both of `a`.
      const outcome = pool.run({ request, person: person.replace(/\d/u, ''), onStart, onProgress() {} });
      return outcome;
    },
  };
}

/** Lets everything that is ready to run, run. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe('pool', () => {
  it('starts no child before the first request and uses a warm one again', async () => {
    const { children, run } = open();
    expect(children).toHaveLength(0);
    for (const person of ['a', 'b']) {
      const running = run(person);
      children[0]!.finish(person);
      expect(await running).toMatchObject({ kind: 'done', alone: true });
    }
    expect(children).toHaveLength(1);
  });

  it('fills its children evenly, each up to its limit, and lets the next one wait', async () => {
    const { children, started, run } = open({ atOnce: 2 });
    const outcomes = ['a', 'b', 'c', 'd', 'e'].map((person) => run(person));
    expect(children.map(({ people }) => people)).toEqual([
      ['a', 'c'],
      ['b', 'd'],
    ]);
    expect(started).not.toContain('e');
    children[1]!.finish('b');
    await settle();
    expect(children[1]!.people).toEqual(['b', 'd', 'e']);
    for (const child of children) for (const person of child.people) child.finish(person);
    expect((await Promise.all(outcomes)).map(({ kind }) => kind)).toEqual(Array(5).fill('done'));
    expect(children).toHaveLength(2);
  });

  it.each([
    ['a hostile server', HOSTILE],
    ['the deadline', { kind: 'killed' }],
    ['a crash', { kind: 'lost', reason: 'it ended with code 1' }],
  ] as const)('replaces a child after %s', async (_name, outcome) => {
    const { children, run } = open();
    const running = run('a');
    children[0]!.finish('a', outcome);
    expect(await running).toEqual({ ...outcome, alone: true });
    expect(children.map(({ gone }) => gone)).toEqual([true, false]);
    const next = run('b');
    children[1]!.finish('b');
    expect((await next).kind).toBe('done');
    expect(children).toHaveLength(2);
  });

  it('asks the neighbours of a hostile server again, each alone in a child', async () => {
    const { children, run } = open({ children: 1, atOnce: 3 });
    const [bad, one, other] = [run('bad'), run('one'), run('other')];
    children[0]!.finish('bad', HOSTILE);
    expect(await bad).toMatchObject({ kind: 'done', hostile: true });
    await settle();
    // The successor stays for new requests, the neighbours go one by one through their own.
    expect(children.map(({ people }) => people)).toEqual([['bad', 'one', 'other'], [], ['one']]);
    children[2]!.finish('one');
    await settle();
    expect([children[2]!.gone, children[3]!.people]).toEqual([true, ['other']]);
    children[3]!.finish('other');
    expect(await Promise.all([one, other])).toMatchObject([
      { kind: 'done', alone: true },
      { kind: 'done', alone: true },
    ]);
  });

  it('never asks a third time', async () => {
    const { children, run, started } = open({ children: 1, atOnce: 2 });
    const outcomes = [run('a'), run('b')];
    await children[0]!.kill();
    for (const person of ['a', 'b']) {
      await settle();
      expect(children.at(-1)!.people).toEqual([person]);
      await children.at(-1)!.kill();
    }
    expect(await Promise.all(outcomes)).toMatchObject([
      { kind: 'lost', alone: true },
      { kind: 'lost', alone: true },
    ]);
    expect(started).toEqual(['a', 'b', 'a', 'b']);
  });

  it('tells that one which overran its deadline was not alone', async () => {
    const { children, run } = open({ children: 1, atOnce: 2 });
    const [slow, other] = [run('a'), run('b')];
    children[0]!.finish('a', { kind: 'killed' });
    expect(await slow).toEqual({ kind: 'killed', alone: false });
    await settle();
    children.at(-1)!.finish('b');
    expect((await other).kind).toBe('done');
  });

  it('replaces a child that has served its share, once the last one is out of it', async () => {
    const { children, run } = open({ children: 1, atOnce: 2, runsPerChild: 2 });
    const [first, second, third] = [run('a'), run('b'), run('c')];
    expect(children.map(({ people }) => people)).toEqual([['a', 'b'], ['c']]);
    children[0]!.finish('a');
    await first;
    expect(children[0]!.gone).toBe(false);
    children[0]!.finish('b');
    children[1]!.finish('c');
    expect((await Promise.all([second, third])).map(({ kind }) => kind)).toEqual(['done', 'done']);
    expect(children.map(({ gone }) => gone)).toEqual([true, false]);
  });

  it('does not hand out a child that died while it waited', async () => {
    const { children, run } = open();
    const running = run('a');
    children[0]!.finish('a');
    await running;
    children[0]!.gone = true;
    const next = run('b');
    children[1]!.finish('b');
    expect((await next).kind).toBe('done');
  });

  it('lets people take turns, however many requests one of them has', async () => {
    const { children, started, run } = open({ children: 1 });
    const outcomes = ['a1', 'a2', 'a3', 'a4', 'b1', 'c1'].map((person) => run(person));
    for (let count = 0; count < outcomes.length; count += 1) {
      children[0]!.finish(started.at(-1)!);
      await settle();
    }
    await Promise.all(outcomes);
    expect(started).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'a4']);
  });

  it('gives the next place to whoever has the fewest running', async () => {
    const { children, started, run } = open({ children: 1, atOnce: 2 });
    void run('a1');
    void run('a2');
    void run('a3');
    void run('b1');
    children[0]!.finish('a1');
    await settle();
    expect(started).toEqual(['a1', 'a2', 'b1']);
  });

  it('turns away the last one of the longest line when it is full', async () => {
    const { run } = open({ children: 1, waiting: 2 });
    const [, , flood, , other] = ['a1', 'a2', 'a3', 'a4', 'b1'].map((person) => ({
      person,
      is: run(person),
    }));
    expect((await flood!.is).kind).toBe('busy');
    const kinds = await Promise.race([other!.is, settle().then(() => 'waits')]);
    expect(kinds).toBe('waits');
  });

  it('turns away what has waited too long, before any of it was sent', async () => {
    const { run, started } = open({ children: 1, waitMs: 20 });
    void run('a');
    expect((await run('b')).kind).toBe('busy');
    expect(started).toEqual(['a']);
  });

  it('ends everything when it is closed', async () => {
    const { pool, children, run } = open({ children: 1, atOnce: 2 });
    const outcomes = [run('a'), run('b'), run('c')];
    await pool.close();
    expect((await Promise.all(outcomes)).map(({ kind }) => kind)).toEqual(['lost', 'lost', 'busy']);
    expect((await run('d')).kind).toBe('busy');
    expect(children.map(({ gone }) => gone)).toEqual([true]);
  });
});
