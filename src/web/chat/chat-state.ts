import type { ChatState } from '../../api/index.js';
import type { ChatLine, DeliveredReply, ProgressRow } from '../../domain/index.js';

/** What a person sends. */
export type Sending =
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'press'; readonly press: string; readonly label: string }
  | { readonly kind: 'file'; readonly name: string; readonly text: string };

/** Why something was not taken: try again later, sign in first, or send something else. */
export type Trouble =
  | { readonly kind: 'away' | 'busy' | 'signed-out' | 'nothing-found' }
  | { readonly kind: 'refused'; readonly reason: string };

/** A line of one's own that the server has not told back yet. Its id stays the same however often it is sent. */
export interface OwnLine {
  readonly id: string;
  /** ISO 8601, by this device's clock. */
  readonly at: string;
  readonly sending: Sending;
  readonly state: 'sending' | 'sent' | 'failed';
  readonly trouble?: Trouble;
}

/** `lost`: the stream is broken and comes back by itself. */
export type Link = 'opening' | 'live' | 'lost';

export interface ChatModel {
  /** By growing id, each id once. */
  readonly lines: readonly ChatLine[];
  readonly own: readonly OwnLine[];
  readonly progress: readonly ProgressRow[];
  readonly working: boolean;
  readonly link: Link;
  /** Set once the newest lines are there; what comes later is news. */
  readonly openedAt?: number;
}

export type ChatAction =
  | { readonly kind: 'opened'; readonly lines: readonly ChatLine[]; readonly next: number }
  | { readonly kind: 'line'; readonly line: ChatLine }
  | { readonly kind: 'state'; readonly state: ChatState }
  | { readonly kind: 'link'; readonly link: Link }
  | { readonly kind: 'send'; readonly own: OwnLine }
  | { readonly kind: 'sending' | 'sent' | 'discard'; readonly id: string }
  | { readonly kind: 'failed'; readonly id: string; readonly trouble: Trouble };

export const EMPTY_CHAT: ChatModel = {
  lines: [],
  own: [],
  progress: [],
  working: false,
  link: 'opening',
};

/** The chat after something happened. Lines may come twice, late or out of order; what is shown is the same. */
export function reduceChat(chat: ChatModel, action: ChatAction): ChatModel {
  switch (action.kind) {
    case 'opened': {
      const merged = action.lines.reduce(withLine, chat);
      return { ...merged, openedAt: chat.openedAt ?? action.next };
    }
    case 'line':
      return withLine(chat, action.line);
    case 'state':
      return { ...chat, progress: action.state.progress, working: action.state.working };
    case 'link':
      return { ...chat, link: action.link };
    case 'send':
      return withOwn(chat, action.own);
    case 'sending':
      return change(chat, action.id, ({ trouble: _gone, ...own }) => ({ ...own, state: 'sending' }));
    case 'sent':
      return change(chat, action.id, ({ trouble: _gone, ...own }) => ({ ...own, state: 'sent' }));
    case 'failed':
      return change(chat, action.id, (own) => ({ ...own, state: 'failed', trouble: action.trouble }));
    case 'discard':
      return { ...chat, own: chat.own.filter(({ id }) => id !== action.id) };
  }
}

function withLine(chat: ChatModel, line: ChatLine): ChatModel {
  if (chat.lines.some(({ id }) => id === line.id)) return chat;
  const after = chat.lines.findLastIndex(({ id }) => id < line.id) + 1;
  const own = line.kind === 'said' ? chat.own.filter(({ id }) => id !== line.key) : chat.own;
  return { ...chat, lines: chat.lines.toSpliced(after, 0, line), own };
}

/** The line may have come back before it was put here again, after a reload for instance. */
function withOwn(chat: ChatModel, own: OwnLine): ChatModel {
  const known = chat.own.some(({ id }) => id === own.id);
  const isBack = chat.lines.some((line) => line.kind === 'said' && line.key === own.id);
  return known || isBack ? chat : { ...chat, own: [...chat.own, own] };
}

function change(chat: ChatModel, id: string, to: (own: OwnLine) => OwnLine): ChatModel {
  return { ...chat, own: chat.own.map((own) => (own.id === id ? to(own) : own)) };
}

/** Lines as the page shows them. */
export type Shown =
  | {
      readonly kind: 'reply';
      readonly line: DeliveredReply;
      readonly isLive: boolean;
      readonly starts: boolean;
    }
  | { readonly kind: 'said'; readonly id: string; readonly at: string; readonly text: string }
  | { readonly kind: 'own'; readonly own: OwnLine };

/**
 * What is on the page, oldest first. Words said while measuring go when the next reply is there. Only the newest
 * reply's buttons are live. `starts`: the first of its speaker in a row.
 */
export function shownLines(chat: ChatModel): readonly Shown[] {
  const newest = chat.lines.findLast(({ kind }) => kind === 'reply')?.id;
  const shown: Shown[] = [];
  let speaker: string | undefined;
  for (const line of chat.lines) {
    if (line.kind === 'said') {
      shown.push({ kind: 'said', id: line.key, at: line.at, text: line.text });
      speaker = undefined;
      continue;
    }
    if (line.reply.progress === true && line.id !== newest) continue;
    const name = line.reply.speaker ?? '';
    shown.push({ kind: 'reply', line, isLive: line.id === newest, starts: speaker !== name });
    speaker = name;
  }
  return [...shown, ...chat.own.map((own): Shown => ({ kind: 'own', own }))];
}

/** Tokens of buttons that were pressed, the one on its way included. */
export function pressedTokens(chat: ChatModel): ReadonlySet<string> {
  const told = chat.lines.flatMap((line) => (line.kind === 'said' && line.press ? [line.press] : []));
  const mine = chat.own.flatMap(({ sending, state }) =>
    sending.kind === 'press' && state !== 'failed' ? [sending.press] : [],
  );
  return new Set([...told, ...mine]);
}

/** Replies that came while the page was open, for reading aloud. */
export function news(chat: ChatModel): readonly DeliveredReply[] {
  const { openedAt } = chat;
  if (openedAt === undefined) return [];
  return chat.lines.filter((line) => line.kind === 'reply' && line.id > openedAt) as DeliveredReply[];
}

/** Whether an answer is on its way: told by the server, or by a line of one's own that it has not told back. */
export function isAwaited(chat: ChatModel): boolean {
  return chat.working || chat.own.some(({ state }) => state !== 'failed');
}
