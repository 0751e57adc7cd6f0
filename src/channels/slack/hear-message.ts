import { z } from 'zod';

import type { InboundMessage } from '../../domain/index.js';
import type { SlackMessageEvent, SlackPlainMessage, SlackStop } from './events.js';
import { hearFiles } from './files.js';
import type { People } from './people.js';
import { addressOf, isDirect, momentOf, timeOf } from './place.js';
import { SLACK } from './ports.js';
import { quietPost } from './quiet.js';
import type { SlackRoom } from './room.js';
import { isToSomebodyElse, mentions, plainWords } from './words-in.js';
import { say, type SlackWord } from './words.js';

/** Messages by people; the other subtypes tell of joins, topics, pins. */
const BY_PEOPLE = new Set([undefined, 'file_share', 'thread_broadcast', 'me_message']);
/** What the store takes for a revision. */
const LARGEST_REVISION = 2_147_483_647;

type HeardPlace = Pick<InboundMessage, 'address' | 'shared' | 'inPrivate'>;

/** Who we are, as an event tells it. */
export interface Ourselves {
  readonly workspace: string | undefined;
  readonly botUser: string | undefined;
}

const threadSchema = z.looseObject({ user: z.string() });

export interface HearMessage {
  /** Commits what a message event says, or finds that it is not for us. Throws when it could not be committed. */
  hear(event: SlackMessageEvent, us: Ourselves): Promise<void>;
  /** The stop button of Slack's agent view was pressed: as if the person had said so. */
  hearStop(stop: SlackStop, us: Ourselves): Promise<void>;
  /** Who began this thread by mentioning the bot; `undefined` for a thread that is none of ours. */
  ownerOf(channel: string, thread: string): Promise<string | undefined>;
  /** A thread with others, and where this person can be answered alone. */
  sharedPlace(channel: string, thread: string, user: string): Promise<HeardPlace>;
}

/** Message events to inbound messages: direct messages, mentions, thread replies, edits, deletions, files. */
export function createHearMessage(room: SlackRoom, people: People): HearMessage {
  const { memory, ports } = room;

  async function ownerOf(channel: string, thread: string): Promise<string | undefined> {
    return threadSchema.safeParse(await memory.get(SLACK, `thread:${channel}:${thread}`)).data?.user;
  }

  async function hear(event: SlackMessageEvent, us: Ourselves): Promise<void> {
    if (event.subtype === 'message_changed') return hearEdit(event, us);
    if (event.subtype === 'message_deleted') return hearDeletion(event, us);
    if (!BY_PEOPLE.has(event.subtype) || isByBot(event, us)) return;
    if (isDirect(event.channel)) return hearDirect(event, us);
    return hearInChannel(event, us);
  }

  async function hearDirect(event: SlackMessageEvent, us: Ourselves): Promise<void> {
    await room.noteThread(event.channel, event.thread_ts);
    await receiveWords(event, { address: addressOf({ channel: event.channel }) }, us);
  }

  /** In a channel we hear who mentions us, and then what that person says in the thread. */
  async function hearInChannel(event: SlackMessageEvent, us: Ourselves): Promise<void> {
    const { channel, user, ts, text = '' } = event;
    if (user === undefined) return;
    const isMention = event.type === 'app_mention' || mentions(text, us.botUser);
    if (!isMention && event.thread_ts === undefined) return;
    const thread = event.thread_ts ?? ts;
    const owner = await ownerOf(channel, thread);
    if (!isMention && (owner !== user || isToSomebodyElse(text, us.botUser))) return;
    if (owner === undefined) await memory.put(SLACK, `thread:${channel}:${thread}`, { user });
    else if (owner !== user) await memory.put(SLACK, `heard:${channel}:${ts}`, { user });
    await receiveWords(event, await sharedPlace(channel, thread, user), us);
  }

  async function sharedPlace(channel: string, thread: string, user: string): Promise<HeardPlace> {
    const alone = await people.directWith(user);
    return {
      address: addressOf({ channel, thread }),
      shared: true,
      ...(alone === undefined ? {} : { inPrivate: addressOf({ channel: alone }) }),
    };
  }

  async function receiveWords(event: SlackMessageEvent, place: HeardPlace, us: Ourselves): Promise<void> {
    const { user, ts } = event;
    if (user === undefined) return;
    const [file, from] = await Promise.all([
      hearFiles(room, event.files ?? []),
      people.speaker(user, us.workspace),
    ]);
    const typed = plainWords(event.text ?? '', us.botUser);
    const parts = [typed, file?.kind === 'text' ? file.text : ''].filter((part) => part !== '');
    const language = from.language ?? (await people.language(user, us.workspace));
    if (file?.kind === 'told') tell(event, file.word, { name: file.name }, language);
    if (parts.length === 0 && file !== undefined) return;
    await ports.receive({
      ...place,
      kind: 'message',
      platformId: ts,
      revision: 0,
      order: timeOf(ts),
      sentAt: momentOf(ts),
      from,
      // A mention without a word more is a greeting.
      text: parts.length === 0 ? say('sayHello', language) : parts.join('\n'),
    });
  }

  async function hearStop(stop: SlackStop, us: Ourselves): Promise<void> {
    const { channel, user, thread_ts: thread, event_ts: stopped } = stop;
    const isAlone = isDirect(channel);
    if (!isAlone && (await ownerOf(channel, thread)) !== user) return;
    const from = await people.speaker(user, us.workspace);
    await ports.receive({
      ...(isAlone ? { address: addressOf({ channel }) } : await sharedPlace(channel, thread, user)),
      kind: 'message',
      platformId: `stop ${stopped}`,
      revision: 0,
      order: timeOf(stopped),
      sentAt: momentOf(stopped),
      from,
      text: say('sayStop', from.language ?? (await people.language(user, us.workspace))),
    });
    // The sign of work goes with the press; Slack leaves that to the bot.
    room.background(() =>
      room.api('assistant.threads.setStatus', { channel_id: channel, thread_ts: thread, status: '' }),
    );
  }

  /** Said once per message, however often Slack brings its event. */
  function tell(
    event: SlackMessageEvent,
    word: SlackWord,
    values: Readonly<Record<string, string>>,
    language: 'zh' | 'en',
  ): void {
    const { channel, ts } = event;
    const thread = event.thread_ts ?? (isDirect(channel) ? undefined : ts);
    room.background(async () => {
      if ((await memory.get(SLACK, `told:${channel}:${ts}`)) !== undefined) return;
      await memory.put(SLACK, `told:${channel}:${ts}`, { word });
      await room.api('chat.postMessage', {
        channel,
        ...quietPost(say(word, language, values)),
        ...(thread === undefined ? {} : { thread_ts: thread }),
      });
    });
  }

  /** Previews of links change a message, too; only the person's own change is an edit. */
  async function hearEdit(event: SlackMessageEvent, us: Ourselves): Promise<void> {
    const { channel, message, previous_message: before } = event;
    if (!message || isByBot(message, us) || message.edited === undefined) return;
    if (before !== undefined && before.text === message.text) return;
    const place = await placeOfEarlier(channel, message);
    if (place === undefined || message.user === undefined) return;
    const changed = message.edited.ts;
    await ports.receive({
      ...place,
      kind: 'edit',
      platformId: message.ts,
      revision: revisionOf(message.ts, changed),
      order: timeOf(changed),
      sentAt: momentOf(changed),
      from: await people.speaker(message.user, us.workspace),
      text: plainWords(message.text ?? '', us.botUser),
    });
  }

  async function hearDeletion(event: SlackMessageEvent, us: Ourselves): Promise<void> {
    const { channel, deleted_ts: deleted, previous_message: before, ts } = event;
    if (deleted === undefined || (before !== undefined && isByBot(before, us))) return;
    const place = await placeOfEarlier(channel, before ?? { ts: deleted });
    if (place === undefined) return;
    await ports.receive({
      ...place,
      kind: 'delete',
      platformId: deleted,
      revision: 0,
      order: timeOf(ts),
      sentAt: momentOf(ts),
    });
  }

  /** Where an earlier message was heard; `undefined` when it was not ours to hear. */
  async function placeOfEarlier(
    channel: string,
    message: SlackPlainMessage,
  ): Promise<HeardPlace | undefined> {
    if (isDirect(channel)) return { address: addressOf({ channel }) };
    const thread = message.thread_ts ?? message.ts;
    const owner = await ownerOf(channel, thread);
    if (owner === undefined) return undefined;
    const author = message.user ?? owner;
    if (author !== owner && (await memory.get(SLACK, `heard:${channel}:${message.ts}`)) === undefined) {
      return undefined;
    }
    return sharedPlace(channel, thread, author);
  }

  return { hear, hearStop, ownerOf, sharedPlace };
}

function isByBot(message: SlackPlainMessage, { botUser }: Ourselves): boolean {
  if (message.bot_id !== undefined || message.app_id !== undefined) return true;
  if (message.subtype === 'bot_message') return true;
  return message.user === 'USLACKBOT' || (botUser !== undefined && message.user === botUser);
}

/** Tenths of a second between a message and its change: grows with every change. */
function revisionOf(ts: string, changed: string): number {
  const tenths = Math.floor((Number(changed) - Number(ts)) * 10);
  return Math.min(Math.max(tenths, 1), LARGEST_REVISION);
}
