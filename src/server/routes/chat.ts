import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

import type { Accepted } from '../../api/index.js';
import {
  conversationKey,
  isTimeZone,
  knownPerson,
  mailmedicError,
  MailmedicError,
  mayActAs,
  type Address,
  type ChatLog,
  type Clock,
  type Directory,
  type InboundMessage,
  type Log,
  type SentAnswer,
  type Speaker,
  type Verdict,
  type WebUser,
} from '../../domain/index.js';
import { within } from '../deadline.js';
import { read } from '../read.js';
import { conversationOf, mayUseChat } from '../who.js';
import { addChatReading } from './chat-reading.js';

const CHANNEL = 'web';
const LARGEST_FILE = 512 * 1024;
/** In characters above, in bytes here: a Chinese one takes three. */
const LARGEST_FILE_BODY = 4 * LARGEST_FILE;

export interface ChatPorts {
  readonly log: Log;
  readonly clock: Clock;
  readonly receive: (message: InboundMessage) => Promise<'stored' | 'duplicate'>;
  readonly chat: ChatLog;
  /** Who is who over several platforms; nobody is known without it. */
  readonly directory?: Directory;
  /** The lines of a log file that tell of trouble, as one message. */
  readonly tellingLines: (name: string, text: string) => string | undefined;
  /** Records what somebody thinks of an answer; false where it is none that ended a problem. */
  readonly judge: (answer: SentAnswer, verdict: Verdict) => Promise<boolean>;
  /** How long a message may take to be committed before the answer is 503. */
  readonly commitWithinMs: number;
  /** Ends waiting polls and streams when the server closes. */
  readonly closing: AbortSignal;
}

/** 128 random bits or more, URL-safe: where nobody signs in, whoever knows the id is in the conversation. */
const params = z.object({
  conversation: z
    .string()
    .regex(/^[\w-]{22,64}$/u, 'is not a conversation id of 22 to 64 URL-safe characters'),
});

const id = z.string().regex(/^[\w.:-]{1,64}$/u, 'is not an id of at most 64 letters, digits and . : _ -');

const from = z.strictObject({
  name: z.string().min(1).max(200).exactOptional(),
  address: z
    .string()
    .max(254)
    .regex(/^[^\s@]+@[^\s@]+$/u, 'is not a mail address')
    .exactOptional(),
  language: z.enum(['zh', 'en']).exactOptional(),
  timeZone: z.string().refine(isTimeZone, 'is not a time zone').exactOptional(),
});

const messageBody = z.strictObject({
  id,
  text: z.string().min(1, 'is empty').max(20_000, 'is longer than 20,000 characters'),
  from: from.exactOptional(),
});

const pressBody = z.strictObject({
  id,
  press: z.string().min(1).max(200),
  label: z.string().min(1).max(200).exactOptional(),
});

const verdictBody = z.strictObject({ key: z.string().min(1).max(200), verdict: z.enum(['good', 'bad']) });

const fileBody = z.strictObject({
  id,
  name: z.string().min(1).max(255),
  text: z.string().min(1, 'is empty').max(LARGEST_FILE, 'is longer than 512 KB'),
  from: from.exactOptional(),
});

/**
 * The chat over HTTP, for the page and the terminal. What a person sends is acknowledged (202) once it is
 * committed, so a client may send it again with the same id until then.
 */
export function addChatRoutes(app: FastifyInstance, ports: ChatPorts): void {
  async function enter(request: FastifyRequest): Promise<{ address: Address; user: WebUser | undefined }> {
    const { conversation } = read(params, request.params);
    const visitor = await mayUseChat(request, conversation);
    // Who came by a printed link to the cases is nobody in particular in a chat that is open to all.
    const user = visitor && conversationOf(visitor) === conversation ? visitor : undefined;
    return { address: { channel: CHANNEL, conversation }, user };
  }

  async function commit(message: InboundMessage, reply: FastifyReply): Promise<FastifyReply> {
    try {
      const late = () => unavailable('it could not be stored in time');
      const status = await within(ports.receive(message), ports.commitWithinMs, late);
      return await reply.code(202).send({ status } satisfies Accepted);
    } catch (error) {
      if (error instanceof MailmedicError && (error.code === 'MM_INPUT' || error.code === 'MM_UNAVAILABLE')) {
        throw error;
      }
      ports.log.warn('message not stored', { error });
      throw unavailable('it could not be stored');
    }
  }

  function stamp(platformId: string) {
    const now = ports.clock.now().toISOString();
    return { platformId, revision: 0, order: now, sentAt: now, echo: true as const };
  }

  /** Where people sign in, the directory is asked who the session's person is elsewhere. */
  function speaker(
    address: Address,
    user: WebUser | undefined,
    said: z.output<typeof from> | undefined,
  ): Promise<Speaker> {
    const told = speakerOf(address, user, said);
    return user === undefined
      ? Promise.resolve(told)
      : knownPerson(CHANNEL, told, ports.directory, ports.log);
  }

  app.post('/chat/:conversation/messages', async (request, reply) => {
    const { address, user } = await enter(request);
    const body = read(messageBody, request.body);
    const from = await speaker(address, user, body.from);
    return commit({ address, kind: 'message', ...stamp(body.id), from, text: body.text }, reply);
  });

  app.post('/chat/:conversation/presses', async (request, reply) => {
    const { address, user } = await enter(request);
    const body = read(pressBody, request.body);
    const text = body.label === undefined ? {} : { text: body.label };
    const from = await speaker(address, user, undefined);
    return commit({ address, kind: 'press', ...stamp(body.id), from, press: body.press, ...text }, reply);
  });

  app.post('/chat/:conversation/files', { bodyLimit: LARGEST_FILE_BODY }, async (request, reply) => {
    const { address, user } = await enter(request);
    const body = read(fileBody, request.body);
    const text = ports.tellingLines(body.name, body.text);
    if (text === undefined) {
      throw mailmedicError(
        'MM_INPUT',
        { reason: 'no line of this file tells of an error' },
        'Send a text file in which the mail app wrote its errors, or type what it says.',
      );
    }
    const from = await speaker(address, user, body.from);
    return commit({ address, kind: 'message', ...stamp(body.id), from, text }, reply);
  });

  app.post('/chat/:conversation/verdicts', async (request, reply) => {
    const { address } = await enter(request);
    const { key, verdict } = read(verdictBody, request.body);
    const answer = { conversation: conversationKey(address), key };
    const isKept = await ports.judge(answer, verdict).catch((error: unknown) => {
      ports.log.warn('a verdict was not stored', { error });
      throw unavailable('it could not be stored');
    });
    if (isKept) return reply.code(204).send();
    throw mailmedicError(
      'MM_INPUT',
      { reason: 'no answer of this chat with that key ended a problem' },
      'Judge a reply that has `finished`, by its key.',
    );
  });

  addChatReading(app, ports, async (request) => (await enter(request)).address);
}

/** Where people sign in, the session says who speaks; elsewhere they say so themselves and nobody vouches for it. */
function speakerOf(
  address: Address,
  user: WebUser | undefined,
  said: z.output<typeof from> | undefined,
): Speaker {
  const manner = {
    ...(said?.language === undefined ? {} : { language: said.language }),
    ...(said?.timeZone === undefined ? {} : { timeZone: said.timeZone }),
  };
  const { id, name, address: mail } = user ?? { ...said, id: address.conversation };
  return {
    id,
    verified: user?.address !== undefined,
    ...(name === undefined ? {} : { name }),
    ...(mail === undefined ? {} : { address: mail }),
    ...(user && (mayActAs(user, 'author') || mayActAs(user, 'publisher'))
      ? { mayAuthor: true as const }
      : {}),
    ...manner,
  };
}

function unavailable(reason: string): MailmedicError {
  return mailmedicError('MM_UNAVAILABLE', { reason }, 'Send it again with the same id in a second.');
}
