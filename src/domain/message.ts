import type { Language } from './language.js';

/** Where a conversation is: a channel and the platform's name for the chat. */
export interface Address {
  readonly channel: string;
  readonly conversation: string;
}

/** The key of a conversation in the store: `channel:conversation`. */
export function conversationKey(address: Address): string {
  return `${address.channel}:${address.conversation}`;
}

/** The person who writes. `address` is a mail address the platform vouches for when `verified`. */
export interface Speaker {
  readonly id: string;
  readonly name?: string;
  readonly address?: string;
  readonly verified?: boolean;
  readonly language?: Language;
  readonly timeZone?: string;
  /** The company's directory knows them: `id` is the same on every platform. */
  readonly isKnown?: true;
  /** Further mailboxes that they may sign in to, lower case, by the directory's word. */
  readonly mailboxes?: readonly string[];
  readonly department?: string;
  readonly manager?: string;
  /** May write playbooks, by the roles they signed in with. */
  readonly mayAuthor?: true;
}

/**
 * Something that came in. `message`, `edit`, `delete` and `press` come from a platform;
 * `result`, `timer` and `case` come from our own tasks, timers and agents, and take the same road.
 * A row is unique by (channel, conversation, kind, platformId, revision).
 */
export type InboundKind = 'message' | 'edit' | 'delete' | 'press' | 'result' | 'timer' | 'case';

export interface InboundMessage {
  readonly address: Address;
  readonly kind: InboundKind;
  /** The platform's id of the message, or our task's, timer's or case event's id. */
  readonly platformId: string;
  /** 0 for a first version; edits count up. */
  readonly revision: number;
  /**
   * Sorts rows of one conversation, compared byte by byte: the platform's time as ISO 8601 in UTC, with as many
   * digits of a second as the platform gives.
   */
  readonly order: string;
  /** ISO 8601, UTC: when the person sent it. */
  readonly sentAt: string;
  readonly from?: Speaker;
  /** Text as typed, masked before it is written anywhere. */
  readonly text?: string;
  /** The token of the pressed button. */
  readonly press?: string;
  /** JSON of results, timers and case events. */
  readonly payload?: unknown;
  /** Others read along at `address`: what concerns one person's mailbox is moved to where they are alone. */
  readonly shared?: true;
  /** Where this person can be answered alone, if the platform has such a place already. Only with `shared`. */
  readonly inPrivate?: Address;
  /** The chat lives in our own store: what the person said is written there too, in the same commit. */
  readonly echo?: true;
}
