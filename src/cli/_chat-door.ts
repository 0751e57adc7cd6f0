import type { Language, ProgressRow, Reply } from '../domain/index.js';

/** Replies that came since the last look, and whether the bot is still at work for this conversation. */
export interface ChatNews {
  readonly replies: readonly { readonly id: number; readonly reply: Reply }[];
  readonly progress: readonly ProgressRow[];
  readonly working: boolean;
}

/** The terminal's door to a bot: a running server over HTTP, or one put together in this process. */
export interface ChatDoor {
  /** Address of the server it leads to; absent when the bot is in this process. */
  readonly server?: string;
  say(text: string): Promise<void>;
  press(token: string, label: string): Promise<void>;
  /** Waits up to `waitMs` for something new after `after`. */
  news(after: number, waitMs: number): Promise<ChatNews>;
  close(): Promise<void>;
}

/** Who types. */
export interface ChatPerson {
  readonly conversation: string;
  readonly address?: string;
  readonly name?: string;
  readonly language?: Language;
}
