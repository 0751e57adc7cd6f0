import { z } from 'zod';

import { reasonOf } from '../../domain/index.js';
import { messageSchema } from './events.js';
import { readMessages } from './look-up.js';
import { SLACK } from './ports.js';
import { DIRECT_PREFIX, type SlackRoom } from './room.js';

/** Written while we listen, so that the next start knows how long nobody did. */
const BEAT_MS = 30_000;
/** Slack itself brings an event again for about six minutes. Shorter silences need no reading. */
const RETRIES_MS = 5 * 60_000;
/** Read from a little before the silence: what was on the way then. The inbox knows doubles. */
const MARGIN_MS = 60_000;
const ATTEMPTS = 5;
const LONGEST_MS = 7 * 24 * 60 * 60_000;

const beatSchema = z.looseObject({ at: z.string() });
const directsSchema = z.looseObject({
  channels: z.array(z.looseObject({ id: z.string(), is_user_deleted: z.boolean().optional() })),
  response_metadata: z.looseObject({ next_cursor: z.string().optional() }).optional(),
});

export interface CatchUp {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * After a silence of ours: reads every direct message since then and takes what was missed, as if Slack had just
 * brought it. Mentions in channels can't be found again.
 */
export function createCatchUp(
  room: SlackRoom,
  take: (body: Readonly<Record<string, unknown>>) => Promise<unknown>,
): CatchUp {
  const { memory, clock, log, api, settings } = room;
  let beating: NodeJS.Timeout | undefined;
  let isStopped = false;

  async function beat(): Promise<void> {
    await memory.put(SLACK, 'alive', { at: clock.now().toISOString() });
  }

  async function readSince(since: Date): Promise<void> {
    const oldest = String(since.getTime() / 1_000);
    let missed = 0;
    for await (const channel of directs()) {
      if (isStopped) return;
      missed += await readDirect(channel, oldest);
    }
    log.info('direct messages of the silence were read', { since: since.toISOString(), messages: missed });
  }

  /** All direct messages of the bot: those we know first, then those that Slack knows. */
  async function* directs(): AsyncGenerator<string> {
    const known = [...(await memory.all(SLACK, DIRECT_PREFIX)).keys()];
    const seen = new Set(known.map((key) => key.slice(DIRECT_PREFIX.length)));
    yield* seen;
    for await (const channel of directsOfSlack()) if (!seen.has(channel)) yield channel;
  }

  /** Those of people who first wrote during the silence are among them. */
  async function* directsOfSlack(): AsyncGenerator<string> {
    let cursor: string | undefined;
    do {
      const page = await withPatience('users.conversations', {
        types: 'im',
        limit: 200,
        ...(cursor === undefined ? {} : { cursor }),
      });
      const parsed = directsSchema.safeParse(page);
      if (!parsed.success) return;
      for (const { id, is_user_deleted: isGone } of parsed.data.channels) if (isGone !== true) yield id;
      cursor = parsed.data.response_metadata?.next_cursor;
    } while (cursor !== undefined && cursor !== '' && !isStopped);
  }

  async function readDirect(channel: string, oldest: string): Promise<number> {
    const { thread } = await room.inThread({ channel });
    let taken = 0;
    for (const args of [
      { method: 'conversations.history', with: { channel, oldest } },
      ...(thread === undefined
        ? []
        : [{ method: 'conversations.replies', with: { channel, ts: thread, oldest } }]),
    ]) {
      const messages = await patientMessages(args.method, args.with);
      for (const raw of [...messages].reverse()) {
        const message = messageSchema.safeParse(raw);
        if (!message.success || message.data.user === undefined || message.data.bot_id !== undefined)
          continue;
        const event = { ...message.data, type: 'message', channel, channel_type: 'im' };
        if (await isTaken({ type: 'event_callback', event, team_id: settings.workspace })) taken += 1;
      }
    }
    return taken;
  }

  async function isTaken(body: Readonly<Record<string, unknown>>): Promise<boolean> {
    for (let attempt = 1; attempt <= ATTEMPTS && !isStopped; attempt += 1) {
      try {
        await take(body);
        return true;
      } catch (error) {
        log.warn('a missed message was not committed yet', { attempt, error: reasonOf(error) });
        await room.pause(1_000 * attempt);
      }
    }
    log.error('a missed message was given up', {});
    return false;
  }

  async function patientMessages(
    method: string,
    args: Readonly<Record<string, unknown>>,
  ): Promise<readonly unknown[]> {
    for (let attempt = 1; attempt <= ATTEMPTS && !isStopped; attempt += 1) {
      const messages = await readMessages(room, method, args);
      if ('kind' in messages) {
        if (messages.kind === 'refused') return [];
        await room.pause('afterMs' in messages ? messages.afterMs : 2_000);
        continue;
      }
      return messages;
    }
    return [];
  }

  async function withPatience(method: string, args: Readonly<Record<string, unknown>>): Promise<unknown> {
    for (let attempt = 1; attempt <= ATTEMPTS && !isStopped; attempt += 1) {
      const result = await api(method, args);
      if (result.ok) return result.body;
      if (result.trouble.kind === 'refused') return undefined;
      await room.pause('afterMs' in result.trouble ? result.trouble.afterMs : 2_000);
    }
    return undefined;
  }

  return {
    async start() {
      const last = beatSchema.safeParse(await memory.get(SLACK, 'alive')).data;
      const now = clock.now().getTime();
      const silence = last === undefined ? 0 : now - Date.parse(last.at);
      await beat();
      beating = setInterval(() => {
        room.background(beat);
      }, BEAT_MS);
      beating.unref();
      const bearable = settings.reach.kind === 'http' ? RETRIES_MS : BEAT_MS * 2;
      if (last === undefined || silence < bearable) return;
      const since = new Date(now - Math.min(silence, LONGEST_MS) - MARGIN_MS);
      room.background(async () => {
        try {
          await readSince(since);
        } catch (error) {
          log.error('direct messages of the silence could not be read', { error: reasonOf(error) });
        }
      });
    },
    async stop() {
      isStopped = true;
      clearInterval(beating);
      await beat();
    },
  };
}
