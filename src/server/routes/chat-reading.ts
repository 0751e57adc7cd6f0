import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';

import type { ChatLinesAnswer, ChatState } from '../../api/index.js';
import {
  mailmedicError,
  reasonOf,
  type Address,
  type ChatLine,
  type ChatLog,
  type DeliveredReply,
  type Log,
  type ProgressRow,
} from '../../domain/index.js';
import { openEventStream } from '../event-stream.js';
import { read } from '../read.js';

const PAGE = 100;
const NEWEST = 200;
const LONGEST_WAIT_S = 25;
const POLL_MS = 250;
/** A chat in which nothing happens is looked at less often. */
const QUIET_POLL_MS = 1_000;
const QUIET_AFTER_MS = 20_000;

export interface ChatReadingPorts {
  readonly log: Log;
  readonly chat: ChatLog;
  readonly closing: AbortSignal;
}

const number = z.coerce.number().int().min(0);

const repliesQuery = z.strictObject({
  after: number.default(0),
  wait: z.coerce.number().int().min(0).max(LONGEST_WAIT_S).default(0),
  progress: z.string().max(64).optional(),
});

const eventsQuery = z.strictObject({ after: number.default(0) });
const lastEventId = number.catch(0);

/** What a poll answers. Ask again with `after=next` and `progress=progressVersion`. */
export interface RepliesPage {
  readonly replies: readonly DeliveredReply[];
  readonly next: number;
  readonly progress: readonly ProgressRow[];
  readonly progressVersion: string;
  /** Whether the bot is still at work here. */
  readonly working: boolean;
}

/** Reading a chat: opened with its newest lines, followed by a stream (the page) or by polls (the terminal). */
export function addChatReading(
  app: FastifyInstance,
  { log, chat, closing }: ChatReadingPorts,
  enter: (request: FastifyRequest) => Promise<Address>,
): void {
  async function look<Lines>(
    address: Address,
    lines: () => Promise<Lines>,
  ): Promise<ChatState & { lines: Lines }> {
    try {
      // Before the lines, so that “not working” is never older than the last one.
      const working = await chat.working(address);
      const [found, progress] = await Promise.all([lines(), chat.progress(address)]);
      return { lines: found, progress, working };
    } catch (error) {
      log.warn('chat not read', { reason: reasonOf(error) });
      throw mailmedicError(
        'MM_UNAVAILABLE',
        { reason: 'the chat could not be read' },
        'Ask again in a second.',
      );
    }
  }

  app.get('/chat/:conversation/lines', async (request): Promise<ChatLinesAnswer> => {
    const address = await enter(request);
    const { lines } = await look(address, () => chat.newestLines(address, NEWEST));
    return { lines, next: lines.at(-1)?.id ?? 0 };
  });

  app.get('/chat/:conversation/events', { config: { isBackground: true } }, async (request, reply) => {
    const address = await enter(request);
    const query = read(eventsQuery, request.query);
    // A browser that comes back asks for the same URL; where it stopped reading stands in the header.
    let after = Math.max(query.after, lastEventId.parse(request.headers['last-event-id']));
    const stream = openEventStream(reply, closing);
    let version: string | undefined;
    let quietMs = 0;
    while (!stream.over.aborted) {
      const seen = await look<readonly ChatLine[]>(address, () => chat.lines(address, after, PAGE)).catch(
        () => undefined,
      );
      // The store is away: the browser comes back, and another replica may do better.
      if (seen === undefined) break;
      for (const line of seen.lines) stream.send('line', line, line.id);
      after = seen.lines.at(-1)?.id ?? after;
      const state: ChatState = { progress: seen.progress, working: seen.working };
      const now = versionOf(state);
      if (now !== version) stream.send('state', state);
      quietMs = seen.lines.length > 0 || now !== version || seen.working ? 0 : quietMs + POLL_MS;
      version = now;
      const rest = quietMs >= QUIET_AFTER_MS ? QUIET_POLL_MS : POLL_MS;
      await pause(rest, undefined, { signal: stream.over }).catch(() => undefined);
    }
    stream.end();
  });

  app.get('/chat/:conversation/replies', async (request, reply): Promise<RepliesPage> => {
    const address = await enter(request);
    const query = read(repliesQuery, request.query);
    const over = new AbortController();
    const end = () => over.abort();
    closing.addEventListener('abort', end);
    reply.raw.once('close', end);
    try {
      for (let left = query.wait * 1_000; ; left -= POLL_MS) {
        const seen = await look(address, () => chat.delivered(address, query.after, PAGE));
        const progressVersion = versionOf(seen);
        const moved = query.progress !== undefined && query.progress !== progressVersion;
        if (seen.lines.length > 0 || moved || left <= 0 || over.signal.aborted || closing.aborted) {
          const { lines: replies, progress, working } = seen;
          return { replies, next: replies.at(-1)?.id ?? query.after, progress, progressVersion, working };
        }
        await pause(POLL_MS, undefined, { signal: over.signal }).catch(() => undefined);
      }
    } finally {
      closing.removeEventListener('abort', end);
    }
  });
}

function versionOf({ progress, working }: ChatState): string {
  const rows = progress.map((row) => `${row.taskId} ${row.updatedAt} ${row.lines.length}`).sort();
  return createHash('sha256')
    .update([String(working), ...rows].join('\n'))
    .digest('base64url')
    .slice(0, 16);
}
