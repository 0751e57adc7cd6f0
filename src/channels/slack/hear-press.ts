import { z } from 'zod';

import type { Language } from '../../domain/index.js';
import type { SlackResult } from './api.js';
import type { SlackActionsBody, SlackPressedAction } from './events.js';
import { escapeMarkup, plain } from './blocks.js';
import { METADATA_TYPE } from './look-up.js';
import type { HearMessage, Ourselves } from './hear-message.js';
import type { People } from './people.js';
import { addressOf, isDirect, momentOf, scopeOf, timeOf } from './place.js';
import { SLACK } from './ports.js';
import { quietUpdate } from './quiet.js';
import { ACTION_ANSWER, ACTION_THUMB, ANSWERS, plainThumbsBlock, THUMBS } from './render.js';
import type { SlackRoom } from './room.js';
import { say } from './words.js';

const pressedSchema = z.looseObject({ at: z.string(), label: z.string() });
const menuSchema = z.record(z.string(), z.string());

type MessageOfBody = NonNullable<SlackActionsBody['message']>;

/** Presses of buttons, choices of menus and thumbs. A question is answered once; then its buttons are gone. */
export function createHearPress(
  room: SlackRoom,
  people: People,
  messages: HearMessage,
): (body: SlackActionsBody, us: Ourselves) => Promise<void> {
  const { memory, ports, api } = room;

  return async function hear(body, us) {
    const [action] = body.actions;
    const { channel, message } = body;
    if (!action || !channel || !message) return;
    if (action.action_id === ACTION_THUMB || action.action_id.startsWith(`${ACTION_THUMB}:`))
      return hearThumb(body, action, channel.id, message, us);
    if (!action.action_id.startsWith(`${ACTION_ANSWER}:`)) return;
    return hearAnswer(body, action, channel.id, message, us);
  };

  async function hearAnswer(
    body: SlackActionsBody,
    action: SlackPressedAction,
    channel: string,
    message: MessageOfBody,
    us: Ourselves,
  ): Promise<void> {
    const key = keyOf(action.block_id, ANSWERS);
    const press = await tokenOf(action, scopeOf({ channel, ...inThreadOf(channel, message) }, key));
    if (press === undefined) return;
    const label = (action.selected_option?.text.text ?? action.text?.text ?? '').slice(0, 200);
    const user = body.user.id;
    const language = await people.language(user, us.workspace);
    const { thread } = inThreadOf(channel, message);
    if (thread !== undefined && (await messages.ownerOf(channel, thread)) !== user) {
      return whisper(channel, user, thread, say('notYours', language));
    }
    const pressedKey = `pressed:${channel}:${message.ts}`;
    const before = pressedSchema.safeParse(await memory.get(SLACK, pressedKey)).data;
    if (before && before.at !== action.action_ts) {
      return whisper(
        channel,
        user,
        message.thread_ts,
        say('alreadyChosen', language, { label: before.label }),
      );
    }
    const place =
      thread === undefined
        ? { address: addressOf({ channel }) }
        : await messages.sharedPlace(channel, thread, user);
    await ports.receive({
      ...place,
      kind: 'press',
      platformId: `${message.ts} ${press}`,
      revision: 0,
      order: timeOf(action.action_ts),
      sentAt: momentOf(action.action_ts),
      from: await people.speaker(user, us.workspace),
      text: label,
      press,
    });
    await memory.put(SLACK, pressedKey, { at: action.action_ts, label });
    room.background(() => takeButtonsAway(channel, message, key, say('chosen', language, { label })));
  }

  /** A menu's value is the token, or a short name for one that is too long for Slack. */
  async function tokenOf(action: SlackPressedAction, scope: string): Promise<string | undefined> {
    const chosen = action.selected_option?.value;
    if (chosen === undefined || !chosen.startsWith('~')) return chosen ?? action.value;
    const menu = menuSchema.safeParse(await memory.get(SLACK, `menu:${scope}`)).data;
    return menu && Object.hasOwn(menu, chosen) ? menu[chosen] : undefined;
  }

  async function hearThumb(
    body: SlackActionsBody,
    action: SlackPressedAction,
    channel: string,
    message: MessageOfBody,
    us: Ourselves,
  ): Promise<void> {
    if (!ports.feedback || (action.value !== 'good' && action.value !== 'bad')) return;
    await ports.feedback({
      address: addressOf({ channel, ...inThreadOf(channel, message) }),
      key: keyOf(action.block_id, THUMBS),
      verdict: action.value,
      from: await people.speaker(body.user.id, us.workspace),
    });
    // Slack marks its own thumbs itself.
    if (action.action_id !== ACTION_THUMB) {
      const language = await people.language(body.user.id, us.workspace);
      room.background(() => markThumb(channel, message, action, language));
    }
  }

  async function markThumb(
    channel: string,
    message: MessageOfBody,
    { block_id: blockId, value }: SlackPressedAction,
    language: Language,
  ): Promise<void> {
    const key = keyOf(blockId, THUMBS);
    const marked = plainThumbsBlock(key, language, value);
    const blocks = (message.blocks ?? []).map((block) => (isThumbs(block) ? marked : block));
    await update(channel, message, key, blocks);
  }

  /** Only this person sees it. */
  function whisper(channel: string, user: string, thread: string | undefined, text: string): void {
    room.background(() =>
      api('chat.postEphemeral', {
        channel,
        user,
        text: escapeMarkup(text),
        parse: 'none',
        ...(thread === undefined ? {} : { thread_ts: thread }),
      }),
    );
  }

  /** The message as it was, with the choice in place of the buttons. The metadata must be given again to stay. */
  async function takeButtonsAway(
    channel: string,
    message: MessageOfBody,
    key: string,
    chosen: string,
  ): Promise<void> {
    const blocks = message.blocks ?? [];
    const thumbs = blocks.filter(isThumbs);
    const rest = blocks.filter((block) => block.type !== 'actions' && !isThumbs(block));
    const said = { type: 'context', elements: [plain(`✓ ${chosen}`, 300)] };
    await update(channel, message, key, [...rest, said, ...thumbs]);
  }

  async function update(
    channel: string,
    message: MessageOfBody,
    key: string,
    blocks: readonly unknown[],
  ): Promise<void> {
    const args = {
      channel,
      ts: message.ts,
      ...quietUpdate(message.text ?? ''),
      blocks,
      metadata: { event_type: METADATA_TYPE, event_payload: { key, part: 1, of: 1 } },
    };
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const result: SlackResult = await api('chat.update', args);
      if (result.ok || result.trouble.kind === 'refused') return;
      const waitMs = result.trouble.kind === 'unknown' ? 1_000 : result.trouble.afterMs;
      if (attempt < 3) await room.pause(waitMs);
    }
  }
}

function inThreadOf(channel: string, message: MessageOfBody): { readonly thread?: string } {
  return isDirect(channel) ? {} : { thread: message.thread_ts ?? message.ts };
}

/** Thumbs stay when the question above them is answered. */
function isThumbs(block: { readonly [key: string]: unknown }): boolean {
  return typeof block['block_id'] === 'string' && block['block_id'].startsWith(THUMBS);
}

/** The key of the outgoing message, which its buttons carry. */
function keyOf(blockId: string, prefix: string): string {
  return blockId.startsWith(prefix) ? blockId.slice(prefix.length) : '';
}
