import { spawn, type ChildProcess } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { createActionDoor } from '../../src/actions/index.js';
import { Secret, type LoadedBundle } from '../../src/domain/index.js';
import { both } from '../engine/_bundle.js';
import { unlockingBundle } from '../desk/_deeds.js';
import { openHouse, typed } from '../desk/_house.js';
import { aCall, aNotice, KEY, registeredAt } from './_call.js';

/** The receiver that docs/actions-webhook.md prints. */
function printedReceiver(): string {
  const blocks = [...readFileSync('docs/actions-webhook.md', 'utf8').matchAll(/```js\n(.*?)```/gsu)];
  expect(blocks).toHaveLength(1);
  return blocks[0]![1]!;
}

const folder = mkdtempSync(join(tmpdir(), 'mailmedic-receiver-'));
const clock = { now: () => new Date() };
let child: ChildProcess;
let url: string;
/** What the receiver did, a line each. */
let done: string[];

beforeAll(async () => {
  const file = join(folder, 'receiver.mjs');
  writeFileSync(file, printedReceiver());
  child = spawn(process.execPath, [file], {
    env: { PORT: '0', MAILMEDIC_ACTIONS_KEY: KEY },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout! });
  const [first] = (await once(lines, 'line')) as [string];
  url = `http://127.0.0.1:${first.replace('listening on ', '')}/`;
  lines.on('line', (line) => done.push(line));
});
beforeEach(() => {
  done = [];
});
afterAll(async () => {
  child.kill();
  await once(child, 'exit');
  rmSync(folder, { recursive: true, force: true });
});

function door(some: Partial<Parameters<typeof createActionDoor>[0]> = {}) {
  return createActionDoor({ ...registeredAt(url), clock, ...some });
}

let flushes = 0;

/** Posts a notice as text, so that its line is the last one that the receiver writes. */
async function flushed(): Promise<void> {
  flushes += 1;
  await door().notify(aNotice({ idempotencyKey: `flush ${flushes}`, text: both('flush') }));
  await vi.waitFor(() => expect(done.at(-1)).toBe('P4 for mail: flush'));
  done.pop();
}

describe('the receiver in docs/actions-webhook.md', () => {
  it('does a deed once, however often it is asked for, and answers the same', async () => {
    const call = aCall({ idempotencyKey: 'once' });
    const answers = await Promise.all([door().act(call), door().act(call), door().act(call)]);
    answers.push(await door().act(call));
    await flushed();
    expect(answers).toEqual(Array(4).fill({ kind: 'answered', outcome: 'ok', facts: {} }));
    expect(done).toEqual(['unlock kim@corp.example']);
  });

  it('does the same again for another visit', async () => {
    await door().act(aCall({ idempotencyKey: 'visit 1' }));
    await door().act(aCall({ idempotencyKey: 'visit 2' }));
    await flushed();
    expect(done).toHaveLength(2);
  });

  it('does nothing for somebody with another key, or with an old copy', async () => {
    const call = aCall({ idempotencyKey: 'forged' });
    const old = { now: () => new Date(Date.now() - 6 * 60_000) };
    const early = { now: () => new Date(Date.now() + 6 * 60_000) };
    for (const some of [{ key: new Secret('x'.repeat(36)) }, { clock: old }, { clock: early }]) {
      expect(await door(some).act(call)).toMatchObject({ kind: 'refused', reason: 'HTTP 401' });
    }
    await flushed();
    expect(done).toEqual([]);
  });

  it('does nothing for a body that was changed on its way', async () => {
    const at = String(Math.floor(Date.now() / 1_000));
    const signed = createHmac('sha256', KEY).update(`${at}.{"kind":"action"}`).digest('hex');
    const post = (signature: string) =>
      fetch(url, {
        method: 'POST',
        headers: {
          'Idempotency-Key': 'changed',
          'Mailmedic-Timestamp': at,
          'Mailmedic-Signature': signature,
        },
        body: '{"kind":"action","action":"unlock-account","person":{"address":"ceo@corp.example"}}',
      });
    for (const signature of [`v1=${signed}`, `v1=${'é'.repeat(64)}`, '']) {
      expect((await post(signature)).status).toBe(401);
    }
    await flushed();
    expect(done).toEqual([]);
  });

  it('answers failed for an action that it does not know', async () => {
    expect(await door().act(aCall({ action: 'reboot', idempotencyKey: 'r' }))).toMatchObject({
      outcome: 'failed',
    });
  });

  it('unlocks for a person who talks to the bot', async () => {
    const loaded = unlockingBundle();
    const live: LoadedBundle = {
      ...loaded,
      bundle: {
        ...loaded.bundle,
        actions: new Map([['unlock', { ...loaded.bundle.actions!.get('unlock')!, outcomes: [] }]]),
      },
    };
    const person = { id: 'u1', name: 'Kim', address: 'kim@corp.example', verified: true };
    const house = await openHouse({
      shelf: { live, get: () => live, fetch: () => Promise.resolve() },
      // The printed receiver's action has another name than the test bundle's.
      actions: {
        ...door(),
        actions: new Set(['unlock']),
        act: (call) => door().act({ ...call, action: 'unlock-account' }),
      },
    });
    try {
      await house.desk.receive(typed('my mail is broken', { from: person }));
      await vi.waitFor(() => expect(house.sent).toHaveLength(1));
      const press = house.sent[0]!.reply.buttons!.find(({ id }) => id === 'yes')!.press;
      await house.desk.receive(typed('yes', { kind: 'press', press, from: person }));
      await vi.waitFor(
        () =>
          expect(house.sent.map(({ reply }) => reply.text).slice(1)).toEqual([
            'Unlocking…',
            'unlocked until soon',
            'told',
            'Since when?',
          ]),
        { timeout: 15_000 },
      );
    } finally {
      await house.close();
    }
    await flushed();
    expect(done).toEqual(['unlock kim@corp.example', 'P4 for mail: unlocked']);
  });
});
