import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import {
  mailmedicError,
  MailmedicError,
  reasonOf,
  type Address,
  type ChatLog,
  type Clock,
  type DeliveredReply,
  type InboundMessage,
  type Log,
  type ProgressRow,
} from '../../domain/index.js';
import { within } from '../deadline.js';
import { refuseStrangers, type HttpSettings } from '../guard.js';

const CHANNEL = 'web';
const PAGE = 100;
const POLL_MS = 250;
const LONGEST_WAIT_S = 25;

export interface ChatPorts {
  readonly settings: HttpSettings;
  readonly log: Log;
  readonly clock: Clock;
  readonly receive: (message: InboundMessage) => Promise<'stored' | 'duplicate'>;
  readonly chat: ChatLog;
  /** Whether something of this conversation is still to be read, measured or sent. */
  readonly isWorking?: (address: Address) => Promise<boolean>;
  /** How long a message may take to be committed before the answer is 503. */
  readonly commitWithinMs: number;
  /** Ends waiting polls when the server closes. */
  readonly closing: AbortSignal;
}

/** 128 random bits or more, URL-safe: whoever knows the id is in the conversation. */
const params = z.object({
  conversation: z
    .string()
    .regex(/^[\w-]{22,64}$/u, 'is not a conversation id of 22 to 64 URL-safe characters'),
});

const id = z.string().regex(/^[\w.:-]{1,64}$/u, 'is not an id of at most 64 letters, digits and . : _ -');

const messageBody = z.strictObject({
  id,
  text: z.string().min(1, 'is empty').max(20_000, 'is longer than 20,000 characters'),
  from: z
    .strictObject({
      name: z.string().min(1).max(200).optional(),
      address: z
        .string()
        .max(254)
        .regex(/^[^\s@]+@[^\s@]+$/u, 'is not a mail address')
        .optional(),
    })
    .optional(),
});

/** `label` is what stood on the button, for the people who read the conversation later. */
const pressBody = z.strictObject({
  id,
  press: z.string().min(1).max(200),
  label: z.string().min(1).max(200).optional(),
});

const repliesQuery = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  wait: z.coerce.number().int().min(0).max(LONGEST_WAIT_S).default(0),
  progress: z.string().max(64).optional(),
});

/** What a poll answers. Ask again with `after=next` and `progress=progressVersion`. */
export interface RepliesPage {
  readonly replies: readonly DeliveredReply[];
  readonly next: number;
  readonly progress: readonly ProgressRow[];
  readonly progressVersion: string;
  /** Whether the bot is still at work here; by its progress alone where the server was not told how to know. */
  readonly working: boolean;
}

/** @throws MM_INPUT with the first problem, by name and without the value. */
function read<T>(schema: z.ZodType<T>, given: unknown): T {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? 'the request' : issue.path.join('.');
  throw mailmedicError(
    'MM_INPUT',
    { reason: `${where}: ${issue?.message ?? 'cannot be read'}` },
    'Correct the request; sending it unchanged fails again.',
  );
}

function unavailable(reason: string): MailmedicError {
  return mailmedicError('MM_UNAVAILABLE', { reason }, 'Send it again with the same id in a second.');
}

function versionOf(rows: readonly ProgressRow[]): string {
  const states = rows.map((row) => `${row.taskId} ${row.updatedAt} ${row.lines.length}`).sort();
  return createHash('sha256').update(states.join('\n')).digest('base64url').slice(0, 16);
}

/**
 * The chat over HTTP, for the terminal now and for a page later. A message is acknowledged (202) once it is
 * committed, so a client may send it again with the same id until then.
 */
export function addChatRoutes(app: FastifyInstance, ports: ChatPorts): void {
  app.addHook('onRequest', (request, _reply, done) => {
    refuseStrangers(request.headers, ports.settings);
    done();
  });

  async function commit(message: InboundMessage): Promise<{ status: 'stored' | 'duplicate' }> {
    try {
      const late = () => unavailable('it could not be stored in time');
      return { status: await within(ports.receive(message), ports.commitWithinMs, late) };
    } catch (error) {
      if (error instanceof MailmedicError && (error.code === 'MM_INPUT' || error.code === 'MM_UNAVAILABLE')) {
        throw error;
      }
      ports.log.warn('message not stored', { error });
      throw unavailable('it could not be stored');
    }
  }

  async function look(address: Address, after: number): Promise<RepliesPage> {
    try {
      // Before the replies, so that “not working” is never older than the last reply.
      const working = await ports.isWorking?.(address);
      const [replies, progress] = await Promise.all([
        ports.chat.delivered(address, after, PAGE),
        ports.chat.progress(address),
      ]);
      return {
        replies,
        next: replies.at(-1)?.id ?? after,
        progress,
        progressVersion: versionOf(progress),
        working: working ?? progress.length > 0,
      };
    } catch (error) {
      ports.log.warn('chat not read', { reason: reasonOf(error) });
      throw unavailable('the chat could not be read');
    }
  }

  app.post('/chat/:conversation/messages', async (request, reply) => {
    const address = { channel: CHANNEL, ...read(params, request.params) };
    const body = read(messageBody, request.body);
    const now = ports.clock.now().toISOString();
    const from = {
      id: address.conversation,
      verified: false,
      ...(body.from?.name === undefined ? {} : { name: body.from.name }),
      ...(body.from?.address === undefined ? {} : { address: body.from.address }),
    };
    const stamp = { platformId: body.id, revision: 0, order: now, sentAt: now };
    const result = await commit({ address, kind: 'message', ...stamp, from, text: body.text });
    return reply.code(202).send(result);
  });

  app.post('/chat/:conversation/presses', async (request, reply) => {
    const address = { channel: CHANNEL, ...read(params, request.params) };
    const body = read(pressBody, request.body);
    const now = ports.clock.now().toISOString();
    const stamp = { platformId: body.id, revision: 0, order: now, sentAt: now };
    const from = { id: address.conversation, verified: false };
    const result = await commit({
      address,
      kind: 'press',
      ...stamp,
      from,
      press: body.press,
      ...(body.label === undefined ? {} : { text: body.label }),
    });
    return reply.code(202).send(result);
  });

  app.get('/chat/:conversation/replies', async (request, reply) => {
    const address = { channel: CHANNEL, ...read(params, request.params) };
    const query = read(repliesQuery, request.query);
    const over = new AbortController();
    const end = () => over.abort();
    ports.closing.addEventListener('abort', end);
    reply.raw.once('close', end);
    try {
      for (let left = query.wait * 1_000; ; left -= POLL_MS) {
        const page = await look(address, query.after);
        const moved = query.progress !== undefined && query.progress !== page.progressVersion;
        const ended = over.signal.aborted || ports.closing.aborted;
        if (page.replies.length > 0 || moved || left <= 0 || ended) return page;
        await pause(POLL_MS, undefined, { signal: over.signal }).catch(() => undefined);
      }
    } finally {
      ports.closing.removeEventListener('abort', end);
    }
  });
}
