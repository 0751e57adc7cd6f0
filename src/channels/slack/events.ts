import { z } from 'zod';

const id = z.string().min(1).max(64);
/** `1700000000.123456` */
const ts = z.string().regex(/^\d{1,12}\.\d{1,9}$/u);

export const fileSchema = z.looseObject({
  id,
  name: z.string().max(1_000).optional(),
  mimetype: z.string().optional(),
  filetype: z.string().optional(),
  size: z.number().optional(),
  url_private_download: z.string().optional(),
  url_private: z.string().optional(),
});
export type SlackFile = z.output<typeof fileSchema>;

/** A message as events and history give it. */
export const messageSchema = z.looseObject({
  ts,
  user: id.optional(),
  bot_id: id.optional(),
  app_id: id.optional(),
  subtype: z.string().optional(),
  text: z.string().optional(),
  thread_ts: ts.optional(),
  /** The workspace of who wrote it; another one than ours in a shared channel. */
  team: id.optional(),
  user_team: id.optional(),
  edited: z.looseObject({ ts }).optional(),
  files: z.array(z.unknown()).optional(),
});
export type SlackPlainMessage = z.output<typeof messageSchema>;

export const messageEventSchema = messageSchema.extend({
  type: z.enum(['message', 'app_mention']),
  channel: id,
  message: messageSchema.optional(),
  previous_message: messageSchema.optional(),
  deleted_ts: ts.optional(),
});
export type SlackMessageEvent = z.output<typeof messageEventSchema>;

export const homeOpenedSchema = z.looseObject({
  user: id,
  channel: id,
  tab: z.enum(['home', 'messages']).optional(),
});

export const assistantStartedSchema = z.looseObject({
  assistant_thread: z.looseObject({ user_id: id, channel_id: id, thread_ts: ts }),
});

/** @see https://docs.slack.dev/reference/events/agent_session_stopped */
export const stoppedSchema = z.looseObject({ channel: id, user: id, thread_ts: ts, event_ts: ts });
export type SlackStop = z.output<typeof stoppedSchema>;

export const commandSchema = z.looseObject({
  user_id: id,
  text: z.string().max(40_000).default(''),
  trigger_id: z.string().min(1).max(256),
  team_id: id.optional(),
});

const textObject = z.looseObject({ text: z.string() });

/** A press of one of our buttons, a choice in one of our menus, or a thumb. */
export const actionSchema = z.looseObject({
  action_id: z.string(),
  block_id: z.string(),
  action_ts: ts,
  value: z.string().optional(),
  text: textObject.optional(),
  selected_option: z.looseObject({ value: z.string(), text: textObject }).nullish(),
});
export type SlackPressedAction = z.output<typeof actionSchema>;

export const actionsBodySchema = z.looseObject({
  user: z.looseObject({ id, team_id: id.optional(), name: z.string().optional() }),
  team: z.looseObject({ id }).nullish(),
  channel: z.looseObject({ id }).optional(),
  container: z.looseObject({ type: z.string(), is_ephemeral: z.boolean().optional() }).optional(),
  message: z
    .looseObject({
      ts,
      text: z.string().optional(),
      thread_ts: ts.optional(),
      blocks: z.array(z.looseObject({ type: z.string() })).optional(),
    })
    .optional(),
  actions: z.array(actionSchema).min(1),
});
export type SlackActionsBody = z.output<typeof actionsBodySchema>;
