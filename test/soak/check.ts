import type { Store } from '../../src/domain/index.js';

/** One message as a person of the soak sent it. */
export interface SaidMessage {
  readonly conversation: string;
  readonly text: string;
  readonly order: string;
  /** The first of a conversation; it is answered by a question, not by its echo. */
  readonly opening: boolean;
  readonly burst: boolean;
  /** When the bot had acknowledged it, milliseconds. */
  acknowledgedAt: number;
}

/** One message of the bot as a person of the soak saw it. */
export interface Seen {
  readonly conversation: string;
  readonly reply: { readonly text: string };
}

export interface Verdict {
  readonly drained: boolean;
  /** Messages that were acknowledged and never answered, without a word that the answer may be missing. */
  readonly lost: number;
  /** Answers seen twice where the platform can be asked, and lines that a page got twice. */
  doubled: number;
  /** Answers seen twice where it can't be asked; each at most twice. */
  readonly repeatedSeen: number;
  readonly seenMoreThanTwice: number;
  /** Answers that may not have arrived, by the bot's own word. */
  readonly unsure: number;
  /** Of those, the ones that nobody saw. */
  readonly unsureUnseen: number;
  /** Of those, the ones whose person was not told: no notice was sent, and none of them is unsure itself. */
  readonly untold: number;
  /** Pairs of messages answered in the wrong order although both were there when the turn started. */
  readonly reordered: number;
  /** Conversations that went to people because three processes died with their turn; people have their messages. */
  readonly handedOver: number;
  /** The first few lost messages, to look for. */
  readonly examples: readonly string[];
}

/** Compares what people saw with what they said. */
export async function checkSoak(
  store: Store,
  said: readonly SaidMessage[],
  shown: readonly Seen[],
  drained: boolean,
): Promise<Verdict> {
  const seen = byConversationOf(shown);
  const byConversation = byConversationOf(said);
  const sums: Sums = {
    lost: 0,
    doubled: 0,
    repeatedSeen: 0,
    seenMoreThanTwice: 0,
    unsure: 0,
    unsureUnseen: 0,
    untold: 0,
    reordered: 0,
  };
  const examples: string[] = [];
  const cases = await store.cases({});
  const withPeople = new Set(cases.map(({ conversation }) => conversation));
  for (const [conversation, messages] of byConversation) {
    if (withPeople.has(keyOf(conversation))) {
      sums.lost += await missingForPeople(store, conversation, messages);
      continue;
    }
    const texts = (seen.get(conversation) ?? []).map(({ reply }) => reply.text);
    const unsure = await unsureOf(store, conversation);
    for (const message of messages) {
      const lost = sums.lost;
      count(sums, conversation, message, texts, unsure);
      if (sums.lost > lost && examples.length < 5) {
        examples.push(`${conversation}: ${message.text}; seen ${JSON.stringify(texts)}`);
      }
    }
    sums.reordered += messages.some(({ burst }) => burst)
      ? await reorderedInTurns(store, conversation, messages)
      : reorderedInSight(messages, texts);
  }
  return { drained, ...sums, handedOver: cases.length, examples };
}

type Sums = { -readonly [Key in Exclude<keyof Verdict, 'drained' | 'handedOver' | 'examples'>]: number };

function count(
  sums: Sums,
  conversation: string,
  message: SaidMessage,
  texts: readonly string[],
  unsure: readonly string[],
): void {
  const times = texts.filter((text) => isAnswerTo(message, text)).length;
  const isUnsure = unsure.some((text) => isAnswerTo(message, text));
  if (isUnsure) sums.unsure += 1;
  if (times === 0 && isUnsure) sums.unsureUnseen += 1;
  else if (times === 0) sums.lost += 1;
  if (isUnsure && ![...texts, ...unsure].some((text) => NOTICE.test(text))) sums.untold += 1;
  if (message.opening || times < 2) return;
  if (CAN_NOT_BE_ASKED.test(conversation)) sums.repeatedSeen += 1;
  else sums.doubled += 1;
  if (times > 2) sums.seenMoreThanTwice += 1;
}

/** The platform's threads, channel threads of Slack, and all of Teams. */
const CAN_NOT_BE_ASKED = /^(?:thread-|slack:C|teams:)/u;

/** The bot's own word on what may not have arrived. */
const NOTICE = /^My last message may not have reached you\./u;
const MARK = /^\(may not have arrived: (.*)\)$/su;

async function unsureOf(store: Store, conversation: string): Promise<readonly string[]> {
  const lines = await store.transcript(keyOf(conversation));
  return lines.flatMap(({ who, text }) => (who === 'system' ? (MARK.exec(text)?.slice(1) ?? []) : []));
}

function isAnswerTo(message: SaidMessage, text: string): boolean {
  return message.opening ? text === 'Which note?' : text === `Heard ${message.text}`;
}

/** People who wait for each acknowledgement must be answered in exactly their order. */
function reorderedInSight(messages: readonly SaidMessage[], texts: readonly string[]): number {
  const places = messages
    .filter(({ opening }) => !opening)
    .map((message) => texts.findIndex((text) => isAnswerTo(message, text)));
  return inversions(places.filter((place) => place >= 0));
}

function inversions(places: readonly number[]): number {
  return places.slice(1).filter((place, index) => place < (places[index] ?? -1)).length;
}

/** In a burst only rows that were there when a turn started can be in the wrong order. */
async function reorderedInTurns(
  store: Store,
  conversation: string,
  messages: readonly SaidMessage[],
): Promise<number> {
  const lines = (await store.transcript(keyOf(conversation))).filter(({ who }) => who === 'person');
  const turns = lines.flatMap(({ at, text }) => {
    const message = messages.find((one) => one.text === text);
    return message ? [{ message, turnAt: Date.parse(at) }] : [];
  });
  return turns.filter(({ message, turnAt }, index) =>
    turns
      .slice(index + 1)
      .some((later) => later.message.order < message.order && later.message.acknowledgedAt < turnAt),
  ).length;
}

function byConversationOf<Item extends { readonly conversation: string }>(
  items: readonly Item[],
): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(item.conversation);
    if (group) group.push(item);
    else groups.set(item.conversation, [item]);
  }
  return groups;
}

/** Where people took over there is no echo, but every message must be there for them to read. */
async function missingForPeople(
  store: Store,
  conversation: string,
  messages: readonly SaidMessage[],
): Promise<number> {
  const lines = new Set((await store.transcript(keyOf(conversation))).map(({ text }) => text));
  return messages.filter(({ text }) => !lines.has(text)).length;
}

function keyOf(conversation: string): string {
  if (conversation.includes(':')) return conversation;
  return `${conversation.slice(0, conversation.indexOf('-'))}:${conversation}`;
}
