import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, vi } from 'vitest';

import { createDesk, type Desk, type House } from '../../src/desk/index.js';
import type { Channel, InboundMessage, OutboundMessage, SendOutcome, Store } from '../../src/domain/index.js';
import { openStore } from '../../src/store/index.js';
import { echoBundle } from '../soak/echo-bundle.js';

/** A desk on a real store in a folder of its own, with a platform that does what the test says. */
export interface TestHouse {
  readonly desk: Desk;
  readonly store: Store;
  /** What reached the platform, in order. */
  readonly sent: OutboundMessage[];
  /** Outcomes of the next sends; `sent` when there is none. */
  readonly outcomes: SendOutcome[];
  /** Resolves when nothing waits: every message heard, answered and measured. */
  settled(): Promise<void>;
  /** Everything that the store has written to the disk. */
  written(): string;
  close(): Promise<void>;
}

export async function openHouse(
  some: Partial<House> = {},
  canFind = true,
  around: (store: Store) => Store = (store) => store,
): Promise<TestHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'mailmedic-desk-'));
  const store = await openStore({ kind: 'sqlite', file: join(folder, 'mailmedic.db'), role: 'server' });
  await store.migrate();
  const sent: OutboundMessage[] = [];
  const outcomes: SendOutcome[] = [];
  const loaded = echoBundle();
  let runs = 0;
  const channel: Channel = {
    id: 'fake',
    send(message) {
      const outcome = outcomes.shift();
      // An unknown outcome is one whose message arrived: the hard case.
      if (outcome === undefined || outcome.kind === 'unknown') sent.push(message);
      return Promise.resolve(outcome ?? { kind: 'sent', platformId: `p${sent.length}` });
    },
    ...(canFind
      ? {
          find: (_address, key) => Promise.resolve(sent.some((one) => one.key === key) ? 'found' : undefined),
        }
      : {}),
  };
  const desk = createDesk({
    store: around(store),
    shelf: { live: loaded, get: () => loaded, fetch: () => Promise.resolve() },
    channels: new Map([['fake', channel]]),
    probes: { run: () => Promise.resolve([]), close: () => Promise.resolve() },
    targets: [],
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    owner: 'test',
    randomId: () => `run-${(runs += 1)}`,
    probeShares: { person: 1_000, target: 1_000 },
    ...some,
  });
  desk.start();
  return {
    desk,
    store,
    sent,
    outcomes,
    settled: () =>
      vi.waitFor(
        async () => {
          const { inbox, outbox, tasks } = await store.counts();
          expect(inbox + outbox + tasks).toBe(0);
        },
        { timeout: 15_000 },
      ),
    written: () =>
      readdirSync(folder)
        .map((name) => readFileSync(join(folder, name), 'latin1'))
        .join(''),
    async close() {
      await desk.stop();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let messages = 0;

export function typed(text: string, some: Partial<InboundMessage> = {}): InboundMessage {
  messages += 1;
  const at = new Date(Date.UTC(2026, 0, 1) + messages).toISOString();
  return {
    address: { channel: 'fake', conversation: 'c' },
    kind: 'message',
    platformId: `m${messages}`,
    revision: 0,
    order: at,
    sentAt: at,
    from: { id: 'u', name: 'Kim' },
    text,
    ...some,
  };
}
