import { z } from 'zod';

import type { SlackTrouble } from './api.js';
import { isDirect, scopeOf, type SlackPlace } from './place.js';
import type { SlackRoom } from './room.js';

/** Slack's name for our metadata: letters, digits and underscores. */
export const METADATA_TYPE = 'mailmedic_message';

const PAGE = 200;
/** An uncertain send is looked up within minutes; nobody writes a thousand lines in that time. */
const PAGES = 5;

const pageSchema = z.looseObject({
  messages: z.array(z.unknown()),
  has_more: z.boolean().optional(),
  response_metadata: z.looseObject({ next_cursor: z.string().optional() }).optional(),
});

const oursSchema = z.looseObject({
  ts: z.string(),
  metadata: z.looseObject({
    event_type: z.literal(METADATA_TYPE),
    event_payload: z.looseObject({ key: z.string(), part: z.number(), of: z.number() }),
  }),
});

export interface ArrivedParts {
  /** `ts` of each part of the message that has arrived, by its number from 1. */
  readonly arrived: ReadonlyMap<number, string>;
  /** How many parts there are; 1 while nothing has arrived. */
  readonly of: number;
}

/**
 * The parts of one outgoing message that have arrived: those we noted and, in a direct message, those that Slack
 * shows with our key in their metadata.
 */
export async function arrivedParts(
  room: SlackRoom,
  place: SlackPlace,
  key: string,
): Promise<ArrivedParts | { readonly trouble: SlackTrouble }> {
  const arrived = new Map(await room.notedParts(scopeOf(place, key)));
  if (!isDirect(place.channel)) return { arrived, of: 1 };
  let of = 1;
  const { channel, thread } = place;
  const places = [
    { method: 'conversations.history', args: { channel } },
    ...(thread === undefined ? [] : [{ method: 'conversations.replies', args: { channel, ts: thread } }]),
  ];
  for (const { method, args } of places) {
    const messages = await readMessages(room, method, args);
    if (!Array.isArray(messages)) return { trouble: messages as SlackTrouble };
    for (const message of messages as readonly unknown[]) {
      const ours = oursSchema.safeParse(message);
      if (!ours.success || ours.data.metadata.event_payload.key !== key) continue;
      const { event_payload: payload } = ours.data.metadata;
      of = payload.of;
      arrived.set(payload.part, ours.data.ts);
    }
  }
  return { arrived, of };
}

/** Messages of a chat, page after page; `oldest` in the arguments ends it sooner. */
export async function readMessages(
  room: SlackRoom,
  method: string,
  args: Readonly<Record<string, unknown>>,
): Promise<readonly unknown[] | SlackTrouble> {
  const found: unknown[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const result = await room.api(method, {
      ...args,
      limit: PAGE,
      include_all_metadata: true,
      ...(cursor === undefined ? {} : { cursor }),
    });
    if (!result.ok) return result.trouble;
    const parsed = pageSchema.safeParse(result.body);
    if (!parsed.success) return { kind: 'unknown', reason: 'the answer is not a page of messages' };
    found.push(...parsed.data.messages);
    cursor = parsed.data.response_metadata?.next_cursor;
    if (parsed.data.has_more !== true || cursor === undefined || cursor === '') break;
  }
  return found;
}
