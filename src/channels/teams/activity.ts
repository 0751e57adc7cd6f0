import { z } from 'zod';

const LONGEST_ID = 1_024;

const id = z.string().min(1).max(LONGEST_ID);

const account = z.looseObject({
  id,
  name: z.string().optional(),
  aadObjectId: z.string().max(64).optional(),
});

/**
 * What we read of an activity of the Bot Framework; the rest is left alone.
 * https://github.com/microsoft/botframework-sdk/blob/main/specs/botframework-activity/botframework-activity.md
 */
const activitySchema = z.looseObject({
  type: z.string().regex(/^[a-zA-Z]{1,40}$/u),
  id: id.optional(),
  timestamp: z.string().max(40).optional(),
  channelId: z.string().max(64),
  serviceUrl: z.string().min(1).max(2_048),
  from: account,
  recipient: account,
  conversation: z.looseObject({
    id,
    conversationType: z.enum(['personal', 'groupChat', 'channel']).optional(),
    tenantId: z.string().max(64).optional(),
    isGroup: z.boolean().optional(),
  }),
  replyToId: id.optional(),
  text: z.string().optional(),
  locale: z.string().max(40).optional(),
  localTimezone: z.string().max(100).optional(),
  name: z.string().max(200).optional(),
  action: z.string().max(40).optional(),
  membersRemoved: z.array(z.looseObject({ id })).optional(),
  value: z.unknown().optional(),
  channelData: z
    .looseObject({
      tenant: z.looseObject({ id: z.string().max(64) }).optional(),
      team: z.looseObject({ id: id.optional() }).optional(),
      eventType: z.string().max(100).optional(),
    })
    .optional(),
  entities: z.array(z.looseObject({ type: z.string() })).optional(),
  attachments: z
    .array(
      z.looseObject({
        contentType: z.string(),
        contentUrl: z.string().optional(),
        content: z.unknown().optional(),
        name: z.string().optional(),
      }),
    )
    .optional(),
});

/** An activity as Teams sends it. */
export type TeamsActivity = z.infer<typeof activitySchema>;

/** Reads a request's body; `undefined` when it is not an activity that anybody could answer. */
export function readActivity(body: Uint8Array): TeamsActivity | undefined {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
  const read = activitySchema.safeParse(json);
  return read.success ? read.data : undefined;
}

/** The tenant that the activity says it is from. */
export function tenantOf(activity: TeamsActivity): string | undefined {
  return activity.conversation.tenantId ?? activity.channelData?.tenant?.id;
}

/** Who writes: the id that is the same in every chat, where Teams tells it. */
export function personOf(activity: TeamsActivity): string {
  return activity.from.aadObjectId ?? activity.from.id;
}

/** True where one person is alone with the bot. */
export function isPersonal(activity: TeamsActivity): boolean {
  const { conversationType, isGroup } = activity.conversation;
  return conversationType === undefined ? isGroup !== true : conversationType === 'personal';
}

/** The person's language and time zone, as their client tells them. */
export function localeOf(activity: TeamsActivity): {
  readonly locale?: string;
  readonly timeZone?: string;
} {
  const info = activity.entities?.find(({ type }) => type === 'clientInfo');
  const locale = activity.locale ?? textIn(info, 'locale');
  const timeZone = activity.localTimezone ?? textIn(info, 'timezone');
  return {
    ...(locale === undefined ? {} : { locale }),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}

function textIn(entity: Readonly<Record<string, unknown>> | undefined, key: string): string | undefined {
  const value = entity?.[key];
  return typeof value === 'string' && value.length <= 100 ? value : undefined;
}
