import type { InboundMessage } from '../../domain/index.js';
import type { TeamsActivity } from './activity.js';
import type { Heard } from './hear.js';
import { CHANNEL } from './memory.js';

/** Counts edits by their time; seconds fit into 32 bits until 2088. */
const SECONDS_BEFORE_2020 = Date.UTC(2020, 0, 1) / 1_000;

/** An activity as the desk takes it, without who said it. */
export function inboundOf(
  activity: TeamsActivity,
  platformId: string,
  heard: Heard & { readonly kind: 'message' | 'edit' | 'delete' },
): InboundMessage {
  const { order, sentAt } = timesOf(activity);
  return {
    address: { channel: CHANNEL, conversation: activity.conversation.id },
    kind: heard.kind,
    platformId,
    revision:
      heard.kind === 'edit' ? Math.max(1, Math.floor(Date.parse(sentAt) / 1_000 - SECONDS_BEFORE_2020)) : 0,
    order,
    sentAt,
    ...(heard.kind === 'delete' ? {} : { text: heard.text }),
  };
}

/** A press as the desk takes it; `label` are the words of the button. */
export function pressOf(activity: TeamsActivity, press: string, label: string | undefined): InboundMessage {
  const { order, sentAt } = timesOf(activity);
  return {
    address: { channel: CHANNEL, conversation: activity.conversation.id },
    kind: 'press',
    platformId: activity.id ?? `${activity.replyToId ?? ''} ${press}`,
    revision: 0,
    order,
    sentAt,
    press,
    ...(label === undefined ? {} : { text: label }),
  };
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.(\d{1,9}))?(?:Z|[+-]00:?00)$/u;

/** Teams tells up to seven digits of a second; all of them order what came within one millisecond. */
function timesOf({ timestamp = '' }: TeamsActivity): { readonly order: string; readonly sentAt: string } {
  const parsed = Date.parse(timestamp);
  const at = Number.isNaN(parsed) ? new Date() : new Date(parsed);
  const sentAt = at.toISOString();
  const digits = TIME.exec(timestamp)?.[1] ?? sentAt.slice(20, 23);
  return { order: `${sentAt.slice(0, 19)}.${digits.padEnd(7, '0').slice(0, 7)}Z`, sentAt };
}
