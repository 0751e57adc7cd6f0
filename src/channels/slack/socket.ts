import { setTimeout as sleep } from 'node:timers/promises';

import { SocketModeClient } from '@slack/socket-mode';

import { mailmedicError, reasonOf } from '../../domain/index.js';
import { clientOptions, silentLogger } from './api.js';
import type { BodyAnswer } from './app.js';
import type { SlackRoom } from './room.js';

/**
 * Slack closes every socket about once an hour, and the client is without one for five seconds then. Two of them are
 * not closed at the same moment.
 */
const SOCKETS = 2;
const HELLO_WITHIN_MS = 10_000;
const LONGEST_PAUSE_MS = 30_000;

export interface Socket {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** What became of a body: its answer, or nothing when it was not committed and must come again. */
export type TakeFromSocket = (
  body: Readonly<Record<string, unknown>>,
  retry: { readonly number: number; readonly reason: string } | undefined,
) => Promise<{ readonly answer: BodyAnswer } | undefined>;

interface Envelope {
  readonly body: unknown;
  readonly ack: (answer?: Record<string, unknown>) => Promise<void>;
  readonly retry_num?: number;
  readonly retry_reason?: string;
}

/** Socket Mode: connections of ours to Slack; an envelope is acknowledged after its commit. */
export function createSocket(room: SlackRoom, appToken: string, take: TakeFromSocket): Socket {
  const open = new Set<SocketModeClient>();
  let isStopped = false;

  /**
   * A client for one connection. The SDK's own coming back waits five seconds each time, and ends the process when
   * Slack's API is down just then.
   */
  function createClient(): SocketModeClient {
    const client = new SocketModeClient({
      appToken,
      autoReconnectEnabled: false,
      logger: silentLogger(),
      clientOptions: clientOptions(room.settings, room.fetch),
    });
    surviveOddMessages(client, room);
    client.on('slack_event', (envelope: Envelope) => {
      room.background(() => hear(envelope));
    });
    return client;
  }

  async function hear({ body, ack, retry_num: number, retry_reason: reason }: Envelope): Promise<void> {
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return;
    const retry = number === undefined || number === 0 ? undefined : { number, reason: reason ?? '' };
    const taken = await take(body as Readonly<Record<string, unknown>>, retry);
    if (taken === undefined) return;
    const { answer } = taken;
    await ack(typeof answer === 'string' ? { text: answer } : { ...answer });
  }

  /** Keeps one connection open, one client after the other. */
  async function keepOpen(): Promise<void> {
    let failures = 0;
    while (!isStopped) {
      const client = createClient();
      open.add(client);
      const gone = new Promise<void>((resolve) => client.on('disconnected', resolve));
      try {
        await inTime(client.start());
        failures = 0;
        await gone;
      } catch (error) {
        failures += 1;
        room.log.warn('no socket to Slack', { error: reasonOf(error) });
      }
      open.delete(client);
      await client.disconnect().catch(() => undefined);
      if (failures > 0) await room.pause(Math.min(1_000 * 2 ** failures, LONGEST_PAUSE_MS));
    }
  }

  return {
    start() {
      for (let at = 0; at < SOCKETS; at += 1) room.background(keepOpen);
      return Promise.resolve();
    },
    async stop() {
      isStopped = true;
      await Promise.all([...open].map((client) => client.disconnect().catch(() => undefined)));
    },
  };
}

/** What is no object makes the SDK's listener reject, with nobody to hear it: that would end the process. */
function surviveOddMessages(client: SocketModeClient, room: SlackRoom): void {
  const listeners = client.listeners('ws_message') as ((...args: unknown[]) => unknown)[];
  client.removeAllListeners('ws_message');
  client.on('ws_message', (...args: unknown[]) => {
    for (const listener of listeners) room.background(() => Promise.resolve(listener(...args)));
  });
}

async function inTime(starting: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  const late = sleep(HELLO_WITHIN_MS, true, { signal: over.signal }).catch(() => false);
  starting.catch(() => undefined);
  const isLate = await Promise.race([starting.then(() => false), late]);
  over.abort();
  if (isLate) {
    throw mailmedicError(
      'MM_UNAVAILABLE',
      { reason: 'Slack did not greet on its socket' },
      'Nothing needs to be done: it is tried again.',
    );
  }
}
