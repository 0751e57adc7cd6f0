import { z } from 'zod';

import {
  LANGUAGES,
  type ChannelMemory,
  type Clock,
  type MemoryTerm,
  type Reply,
} from '../../domain/index.js';
import { isPersonal, localeOf, tenantOf, type TeamsActivity } from './activity.js';
import { createBounded } from './bounded.js';

export const CHANNEL = 'teams';

const account = z.object({ id: z.string(), name: z.string().optional(), aadObjectId: z.string().optional() });

const referenceSchema = z.object({
  conversation: z.string(),
  kind: z.enum(['personal', 'groupChat', 'channel']),
  serviceUrl: z.string(),
  tenant: z.string().optional(),
  /** The team of a channel. */
  team: z.string().optional(),
  bot: account,
  /** Who spoke here last. */
  person: account,
  locale: z.string().optional(),
});

/** Everything needed to speak in a chat without having been spoken to. */
export type ChatReference = z.infer<typeof referenceSchema>;

const cardSchema = z.object({
  /** Written by ourselves from a {@link Reply}. */
  reply: z.custom<Reply>((value) => z.looseObject({ text: z.string() }).safeParse(value).success),
  language: z.enum(LANGUAGES),
  /** Label of what was chosen; the card has no buttons since. */
  chosen: z.string().optional(),
});

/** What is needed to draw a card again without its buttons. */
export type SentCard = z.infer<typeof cardSchema>;

const personSchema = z.object({ chat: z.string() });

const memberSchema = z.object({
  name: z.string().optional(),
  address: z.string().optional(),
  /** The tenant vouches for the address: the person is one of its own, not a guest. */
  own: z.boolean(),
  /** ISO 8601: when Teams was asked. */
  at: z.string(),
});

/** What Teams told about a member. */
export type Member = z.infer<typeof memberSchema>;

/** Of a reply that holds more than this, only the words are kept beside its buttons. */
const LARGEST_REPLY = 12_000;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** What is of no use after a time. Chats stay until the bot is removed from them. */
export const FORGETS: readonly MemoryTerm[] = [
  // As long as somebody may scroll up and press.
  { prefix: 'card ', afterMs: 90 * DAY_MS },
  // For the edits and the deletion of what was said to us among others.
  { prefix: 'heard ', afterMs: 90 * DAY_MS },
  { prefix: 'asked ', afterMs: 7 * DAY_MS },
  // Asked anew every day while the person writes.
  { prefix: 'member ', afterMs: 30 * DAY_MS },
];

/** What the channel remembers over restarts, each kind of thing under keys of its own. */
export interface TeamsMemory {
  chat(conversation: string): Promise<ChatReference | undefined>;
  /** Keeps where a chat is and who is there; writes only what changed. */
  keepChat(reference: ChatReference, person: string): Promise<void>;
  dropChat(conversation: string): Promise<void>;
  /** The chat in which this person is alone with the bot. */
  privateChat(person: string): Promise<string | undefined>;
  card(conversation: string, message: string): Promise<SentCard | undefined>;
  keepCard(conversation: string, message: string, card: SentCard): Promise<void>;
  member(person: string): Promise<Member | undefined>;
  keepMember(person: string, member: Member): Promise<void>;
  /** Whether a message among others was said to us, and that it was. */
  heard(conversation: string, message: string): Promise<boolean>;
  keepHeard(conversation: string, message: string): Promise<void>;
  /** True for the first time that the words of a message's files are asked for. */
  firstAsked(conversation: string, message: string): Promise<boolean>;
}

/** So long a replica goes by what it wrote itself; a removal that another one heard counts after it. */
const HELD_MS = 60_000;
const MOST_HELD = 10_000;

export function createTeamsMemory(memory: ChannelMemory, clock: Clock): TeamsMemory {
  /** Spares the store a reading per message. */
  const held = createBounded<{ readonly text: string; readonly until: number }>(MOST_HELD);

  async function get<T>(key: string, schema: z.ZodType<T>): Promise<T | undefined> {
    const read = schema.safeParse(await memory.get(CHANNEL, key));
    return read.success ? read.data : undefined;
  }

  async function keep(key: string, body: unknown): Promise<void> {
    const text = JSON.stringify(body);
    const now = clock.now().getTime();
    const known = held.get(key);
    if (known?.text === text && now < known.until) return;
    if (JSON.stringify(await memory.get(CHANNEL, key)) !== text) await memory.put(CHANNEL, key, body);
    held.set(key, { text, until: now + HELD_MS });
  }

  async function drop(key: string): Promise<void> {
    held.delete(key);
    await memory.drop(CHANNEL, key);
  }

  return {
    chat: (conversation) => get(`chat ${conversation}`, referenceSchema),
    async keepChat(reference, person) {
      await Promise.all([
        keep(`chat ${reference.conversation}`, reference),
        ...(reference.kind === 'personal'
          ? [keep(`person ${person}`, { chat: reference.conversation })]
          : []),
      ]);
    },
    async dropChat(conversation) {
      const reference = await get(`chat ${conversation}`, referenceSchema);
      await drop(`chat ${conversation}`);
      if (reference?.kind !== 'personal') return;
      await drop(`person ${reference.person.aadObjectId ?? reference.person.id}`);
    },
    privateChat: async (person) => (await get(`person ${person}`, personSchema))?.chat,
    card: (conversation, message) => get(`card ${conversation} ${message}`, cardSchema),
    keepCard: (conversation, message, card) =>
      memory.put(CHANNEL, `card ${conversation} ${message}`, { ...card, reply: small(card.reply) }),
    member: (person) => get(`member ${person}`, memberSchema),
    keepMember: (person, member) => memory.put(CHANNEL, `member ${person}`, member),
    heard: async (conversation, message) =>
      (await memory.get(CHANNEL, `heard ${conversation} ${message}`)) !== undefined,
    keepHeard: (conversation, message) => memory.put(CHANNEL, `heard ${conversation} ${message}`, {}),
    async firstAsked(conversation, message) {
      const key = `asked ${conversation} ${message}`;
      if ((await memory.get(CHANNEL, key)) !== undefined) return false;
      await memory.put(CHANNEL, key, {});
      return true;
    },
  };
}

/** Where an activity came from. */
export function referenceOf(activity: TeamsActivity): ChatReference {
  const { conversation, from, recipient, serviceUrl } = activity;
  const tenant = tenantOf(activity);
  const team = activity.channelData?.team?.id;
  const { locale } = localeOf(activity);
  return {
    conversation: conversation.id,
    kind: isPersonal(activity)
      ? 'personal'
      : conversation.conversationType === 'channel'
        ? 'channel'
        : 'groupChat',
    serviceUrl,
    ...(tenant === undefined ? {} : { tenant }),
    ...(team === undefined ? {} : { team }),
    bot: named(recipient),
    person: named(from),
    ...(locale === undefined ? {} : { locale }),
  };
}

function named(account: TeamsActivity['from']): ChatReference['person'] {
  const { id, name, aadObjectId } = account;
  return {
    id,
    ...(name === undefined ? {} : { name }),
    ...(aadObjectId === undefined ? {} : { aadObjectId }),
  };
}

function small(reply: Reply): Reply {
  if (JSON.stringify(reply).length <= LARGEST_REPLY) return reply;
  const { text, buttons, choices } = reply;
  return { text, ...(buttons && { buttons }), ...(choices && { choices }) };
}
