import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import { reasonOf, type ChannelMemory, type Clock, type Log } from '../../domain/index.js';
import { createSlackCall, type SlackCall } from './api.js';
import { createHolds, type Holds } from './holds.js';
import { isDirect, type SlackPlace } from './place.js';
import { SLACK, type SlackPorts, type SlackSettings } from './ports.js';

/** What the two sides of the Slack channel share. */
export interface SlackRoom {
  readonly settings: SlackSettings;
  readonly ports: SlackPorts;
  readonly log: Log;
  readonly clock: Clock;
  readonly memory: ChannelMemory;
  readonly api: SlackCall;
  readonly fetch: typeof fetch;
  readonly holds: Holds;
  /** A direct message with the thread in which the person wrote last; other places as they are. */
  inThread(place: SlackPlace): Promise<SlackPlace>;
  /** Where the person wrote last in a direct message: in this thread, or in none. */
  noteThread(channel: string, thread: string | undefined): Promise<void>;
  /** Remembers that a part of a message of several parts has arrived. */
  notePart(scope: string, part: number, ts: string): Promise<void>;
  notedParts(scope: string): Promise<ReadonlyMap<number, string>>;
  /** Work nobody waits for. Never throws; `settle` waits for what runs. */
  background(work: () => Promise<unknown>): void;
  settle(): Promise<void>;
  /** Waits in the background; cut short when the room is settled. */
  pause(ms: number): Promise<void>;
}

/** Direct messages we know, by their channel. */
export const DIRECT_PREFIX = 'direct:';

/** Another replica may have heard the person elsewhere since then. */
const NOTED_MS = 60_000;
const MOST_NOTED = 10_000;

const threadSchema = z.looseObject({ thread: z.string().optional() });
const partsSchema = z.looseObject({ parts: z.record(z.string(), z.string()) });

export function createSlackRoom(settings: SlackSettings, ports: SlackPorts): SlackRoom {
  const { memory, log, clock } = ports;
  const doFetch = ports.fetch ?? fetch;
  const running = new Set<Promise<void>>();
  const notedThreads = new Map<string, { readonly thread: string | undefined; readonly at: number }>();
  const closing = new AbortController();
  // Every pause under way listens to it.
  setMaxListeners(0, closing.signal);

  async function threadOf(channel: string): Promise<string | undefined> {
    return threadSchema.safeParse(await memory.get(SLACK, `${DIRECT_PREFIX}${channel}`)).data?.thread;
  }

  async function notedParts(scope: string): Promise<ReadonlyMap<number, string>> {
    const noted = partsSchema.safeParse(await memory.get(SLACK, `parts:${scope}`)).data?.parts ?? {};
    return new Map(Object.entries(noted).map(([part, ts]) => [Number(part), ts]));
  }

  return {
    settings,
    ports,
    log,
    clock,
    memory,
    fetch: doFetch,
    api: createSlackCall(settings, log, doFetch, (reason) => ports.onTrouble?.(reason)),
    holds: createHolds(() => clock.now().getTime()),
    async inThread(place) {
      if (!isDirect(place.channel)) return place;
      const thread = await threadOf(place.channel);
      return { channel: place.channel, ...(thread === undefined ? {} : { thread }) };
    },
    async noteThread(channel, thread) {
      const key = `${DIRECT_PREFIX}${channel}`;
      const now = clock.now().getTime();
      const noted = notedThreads.get(channel);
      if (noted && noted.thread === thread && now - noted.at < NOTED_MS) return;
      const known = threadSchema.safeParse(await memory.get(SLACK, key));
      if (!known.success || known.data.thread !== thread) {
        await memory.put(SLACK, key, thread === undefined ? {} : { thread });
      }
      if (notedThreads.size >= MOST_NOTED) notedThreads.clear();
      notedThreads.set(channel, { thread, at: now });
    },
    async notePart(scope, part, ts) {
      const parts = { ...Object.fromEntries(await notedParts(scope)), [part]: ts };
      await memory.put(SLACK, `parts:${scope}`, { parts });
    },
    notedParts,
    background(work) {
      const done = Promise.resolve()
        .then(work)
        .then(
          () => undefined,
          (error: unknown) => {
            log.warn('a courtesy in Slack failed', { error: reasonOf(error) });
          },
        )
        .finally(() => running.delete(done));
      running.add(done);
    },
    async pause(ms) {
      await sleep(ms, undefined, { signal: closing.signal }).catch(() => undefined);
    },
    async settle() {
      closing.abort();
      while (running.size > 0) await Promise.all(running);
    },
  };
}
