import { z } from 'zod';

import { isPersonal, type TeamsActivity } from './activity.js';

/** What an activity means to us. Everything else Teams sends is acknowledged and left alone. */
export type Heard =
  | { readonly kind: 'message'; readonly text: string; readonly mentioned: boolean }
  | { readonly kind: 'edit'; readonly text: string }
  | { readonly kind: 'delete' }
  | {
      readonly kind: 'press';
      readonly press: string;
      readonly label?: string;
      /** An invoke waits for an answer with the card; a submit is a message like any other. */
      readonly by: 'execute' | 'submit';
    }
  | { readonly kind: 'feedback'; readonly reaction: 'like' | 'dislike'; readonly text: string }
  | { readonly kind: 'installed' }
  | { readonly kind: 'removed' }
  | { readonly kind: 'unknown-invoke' }
  | { readonly kind: 'nothing' };

const MENTION = z.looseObject({
  type: z.literal('mention'),
  mentioned: z.looseObject({ id: z.string() }),
  text: z.string().optional(),
});

const LONGEST_PRESS = 500;

const PRESS = z
  .looseObject({
    press: z.string().min(1).max(LONGEST_PRESS).optional(),
    choice: z.string().min(1).max(LONGEST_PRESS).optional(),
    label: z.string().max(500).optional(),
  })
  .transform(({ press, choice, label }) => ({
    press: press ?? choice,
    ...(label === undefined ? {} : { label }),
  }));

const EXECUTE = z.looseObject({ action: z.looseObject({ data: PRESS }) });

const FEEDBACK = z.looseObject({
  actionName: z.literal('feedback'),
  actionValue: z.looseObject({ reaction: z.enum(['like', 'dislike']), feedback: z.unknown().optional() }),
});

/** Reads what an activity means. Pure. */
export function hear(activity: TeamsActivity): Heard {
  switch (activity.type) {
    case 'message':
      return hearMessage(activity);
    case 'messageUpdate':
      return { kind: 'edit', text: withoutMention(activity).text };
    case 'messageDelete':
      return { kind: 'delete' };
    case 'invoke':
      return hearInvoke(activity);
    case 'installationUpdate':
      return { kind: activity.action?.startsWith('remove') ? 'removed' : 'installed' };
    case 'conversationUpdate':
      if (activity.membersRemoved?.some(({ id }) => id === activity.recipient.id)) return { kind: 'removed' };
      return isPersonal(activity) ? { kind: 'installed' } : { kind: 'nothing' };
    default:
      return { kind: 'nothing' };
  }
}

function hearMessage(activity: TeamsActivity): Heard {
  const press = PRESS.safeParse(activity.value);
  if (press.success && press.data.press !== undefined) {
    return { kind: 'press', by: 'submit', ...press.data, press: press.data.press };
  }
  return { kind: 'message', ...withoutMention(activity) };
}

function hearInvoke(activity: TeamsActivity): Heard {
  if (activity.name === 'adaptiveCard/action') {
    const read = EXECUTE.safeParse(activity.value);
    const press = read.success ? read.data.action.data : undefined;
    if (press?.press !== undefined) return { kind: 'press', by: 'execute', ...press, press: press.press };
  }
  if (activity.name === 'message/submitAction') {
    const read = FEEDBACK.safeParse(activity.value);
    if (read.success) {
      const { reaction, feedback } = read.data.actionValue;
      return { kind: 'feedback', reaction, text: feedbackText(feedback) };
    }
  }
  return { kind: 'unknown-invoke' };
}

/** Teams sends the words as JSON in a string. */
function feedbackText(feedback: unknown): string {
  if (typeof feedback !== 'string') return '';
  try {
    const read = z.looseObject({ feedbackText: z.string() }).safeParse(JSON.parse(feedback));
    return read.success ? read.data.feedbackText.slice(0, 2_000) : '';
  } catch {
    return '';
  }
}

/**
 * A message without the mention of the bot, which Teams writes as `<at>name</at>` and names in an entity.
 * Mentions of other people stay, as their names.
 */
function withoutMention(activity: TeamsActivity): { readonly text: string; readonly mentioned: boolean } {
  let text = activity.text ?? '';
  let mentioned = false;
  for (const entity of activity.entities ?? []) {
    const mention = MENTION.safeParse(entity);
    if (!mention.success || mention.data.mentioned.id !== activity.recipient.id) continue;
    mentioned = true;
    if (mention.data.text !== undefined && mention.data.text !== '') {
      text = text.split(mention.data.text).join(' ');
    }
  }
  return { text: plain(text), mentioned };
}

function plain(text: string): string {
  return text
    .replace(/<at(?:\s[^<>]{0,200})?>([^<>]{0,200})<\/at>/gu, '$1')
    .replace(/&nbsp;/gu, ' ')
    .replace(/[ \t]{2,}/gu, ' ')
    .trim();
}
