import type { Address } from '../../domain/index.js';
import { SLACK } from './ports.js';

/** A chat of Slack: a direct message, or a thread of a channel. */
export interface SlackPlace {
  /** `D…` for a direct message, `C…` or `G…` for a channel. */
  readonly channel: string;
  /** `ts` of the thread's first message. */
  readonly thread?: string;
}

/** A direct message is one conversation, its threads included; in a channel every thread is one. */
export function addressOf({ channel, thread }: SlackPlace): Address {
  const conversation = thread === undefined || isDirect(channel) ? channel : `${channel}:${thread}`;
  return { channel: SLACK, conversation };
}

export function placeOf({ conversation }: Address): SlackPlace {
  const cut = conversation.indexOf(':');
  if (cut === -1) return { channel: conversation };
  return { channel: conversation.slice(0, cut), thread: conversation.slice(cut + 1) };
}

/** True for a chat with one person alone. Slack's ids of such chats begin with D. */
export function isDirect(channel: string): boolean {
  return channel.startsWith('D');
}

/** What is remembered about one outgoing message: its key is unique in its chat only. */
export function scopeOf(place: SlackPlace, key: string): string {
  return `${addressOf(place).conversation}/${key}`;
}

/** `1700000000.123456`, Slack's id of a message within its channel, is its time, too. ISO 8601, microseconds. */
export function timeOf(ts: string): string {
  const [seconds = '0', fraction = ''] = ts.split('.');
  const whole = new Date(Number(seconds) * 1_000);
  if (Number.isNaN(whole.getTime())) return new Date(0).toISOString();
  return `${whole.toISOString().slice(0, 19)}.${fraction.padEnd(6, '0').slice(0, 6)}Z`;
}

/** The same, to the millisecond. */
export function momentOf(ts: string): string {
  return new Date(Date.parse(timeOf(ts))).toISOString();
}
