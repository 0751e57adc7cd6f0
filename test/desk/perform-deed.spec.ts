import { beforeEach, describe, expect, it } from 'vitest';
import type { House } from '../../src/desk/index.js';
import { performDeed } from '../../src/desk/perform-deed.js';
import type { ActionCall, CallAnswer, Task, TaskWork } from '../../src/domain/index.js';
import { fakeDoor, type FakeDoor } from './_deeds.js';

type Work = Extract<TaskWork, { kind: 'act' | 'notify' }>;

const ASKED = '2026-03-01T09:00:00.000Z';
const LATER: CallAnswer = { kind: 'later', reason: 'HTTP 503', remedy: '…' };
const CALL: ActionCall = {
  action: 'unlock',
  person: { id: 'u1', address: 'kim@corp.example' },
  with: {},
  language: 'en',
  problem: 'p',
  idempotencyKey: 'k',
  outcomes: [],
  facts: [],
};
const NOTICE = {
  kind: 'notify',
  call: { queue: 'mail', severity: 'P3', text: { zh: '一', en: 'one' }, problem: 'p', idempotencyKey: 'n' },
  askedAt: ASKED,
  notTaken: 0,
} as const;

let door: FakeDoor;
let seconds: number;
let retries: { readonly wait: number; readonly notTaken: number }[];
let lines: { readonly level: string; readonly data: unknown }[];

beforeEach(() => {
  door = fakeDoor();
  seconds = 1;
  retries = [];
  lines = [];
});

function house(registered: FakeDoor | undefined = door): House {
  const noted = (level: string) => (_message: string, data: unknown) => lines.push({ level, data });
  return {
    owner: 'me',
    actions: registered,
    store: {
      now: () => Promise.resolve(new Date(Date.parse(ASKED) + seconds * 1_000).toISOString()),
      retryTask: (_id: string, _owner: string, wait: number, work: Work) => {
        retries.push({ wait, notTaken: work.notTaken });
        return Promise.resolve();
      },
    },
    log: { info: noted('info'), error: noted('error') },
  } as unknown as House;
}

function run(some: { attempt?: number; notTaken?: number; work?: Work } = {}, at: House = house()) {
  const { attempt = 1, notTaken = 0, work } = some;
  const task = { id: 't', token: 'p.1', attempt } as Task;
  return performDeed(at, task, work ?? { kind: 'act', call: CALL, askedAt: ASKED, notTaken });
}

describe('an action whose process died', () => {
  it('is asked for again with the very same call', async () => {
    await run();
    expect(await run({ attempt: 2 })).toMatchObject({ kind: 'acted', outcome: 'ok' });
    expect(door.calls).toEqual([CALL, CALL]);
  });

  it('may have happened when it can not be asked for again', async () => {
    seconds = 59;
    door.answers.push(LATER, LATER);
    expect(await run({ attempt: 2, notTaken: 1 })).toMatchObject({ outcome: 'failed' });
    expect(await run({ attempt: 3, notTaken: 1 })).toMatchObject({ outcome: 'unknown' });
  });

  it('may have happened when it is not registered any more', async () => {
    const without = { ...house(), actions: fakeDoor([]) };
    expect(await run({}, without)).toMatchObject({ outcome: 'failed' });
    expect(await run({ attempt: 2 }, without)).toMatchObject({ outcome: 'unknown' });
  });

  it('is given up after three deaths', async () => {
    expect(await run({ attempt: 6, notTaken: 2 })).toMatchObject({ outcome: 'unknown' });
    expect(door.calls).toEqual([]);
    expect(await run({ attempt: 6, notTaken: 3 })).toMatchObject({ outcome: 'ok' });
  });
});

describe('an action that was not taken', () => {
  it('waits longer each time, and keeps count', async () => {
    for (let notTaken = 0; notTaken < 5; notTaken += 1) {
      door.answers.push(LATER);
      expect(await run({ attempt: notTaken + 1, notTaken })).toBeUndefined();
    }
    expect(retries).toEqual(
      [2, 4, 8, 16, 16].map((wait, index) => ({ wait: wait * 1_000, notTaken: index + 1 })),
    );
  });

  it.each([
    [59, 1_000, true],
    [59, 1_001, false],
  ])('after %i seconds with %i ms to wait goes on: %s', async (after, afterMs, goesOn) => {
    seconds = after;
    door.answers.push({ ...LATER, afterMs });
    const result = await run();
    expect([result === undefined, retries.length === 1]).toEqual([goesOn, goesOn]);
  });
});

describe('a notice', () => {
  it('is not waited for long, because the person waits for something else', async () => {
    door.answers.push({ ...LATER, afterMs: 9_000 }, { ...LATER, afterMs: 9_001 });
    expect(await run({ work: NOTICE })).toBeUndefined();
    expect(await run({ work: NOTICE })).toMatchObject({ kind: 'notified', outcome: 'failed' });
  });
});

describe('the log', () => {
  it('has what was done, and never for whom', async () => {
    await run();
    await run({ work: NOTICE });
    expect(lines).toEqual([
      { level: 'info', data: { action: 'unlock', outcome: 'ok', ms: expect.any(Number) as number } },
      {
        level: 'info',
        data: { queue: 'mail', severity: 'P3', outcome: 'ok', ms: expect.any(Number) as number },
      },
    ]);
  });

  it('says why something was not done and what to do about it', async () => {
    door.answers.push({ kind: 'refused', reason: 'HTTP 401', remedy: 'Compare the keys.' });
    await run();
    expect(lines).toMatchObject([
      { level: 'error', data: { outcome: 'failed', reason: 'HTTP 401', remedy: 'Compare the keys.' } },
    ]);
    expect(JSON.stringify(lines)).not.toContain('kim@');
  });
});
