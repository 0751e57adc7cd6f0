import type { ChatLine, ProgressRow, Verdict } from '../domain/index.js';

/** `GET /api/chat/:conversation/lines`: the newest lines, to open the page with. Listen on from `next`. */
export interface ChatLinesAnswer {
  readonly lines: readonly ChatLine[];
  readonly next: number;
}

/**
 * `GET /api/chat/:conversation/events?after=N` (server-sent events; `Last-Event-ID` wins over `after`).
 * Event `line`: a {@link ChatLine}, its id is the event's id. Event `state`: a {@link ChatState}, at once and
 * whenever it changes.
 */
export interface ChatState {
  /** One row per running measurement, gone when its result is told. */
  readonly progress: readonly ProgressRow[];
  /** Whether the bot is still at work here. */
  readonly working: boolean;
}

/** `POST …/messages`. `id` makes a repetition harmless. Answer 202 {@link Accepted}. */
export interface ChatMessageBody {
  readonly id: string;
  readonly text: string;
  readonly from?: {
    readonly name?: string;
    readonly address?: string;
    /** The page's language, until the person writes in another one. */
    readonly language?: 'zh' | 'en';
    /** IANA name. */
    readonly timeZone?: string;
  };
}

/** `POST …/presses`. `label` is what stood on the button. Answer 202 {@link Accepted}. */
export interface ChatPressBody {
  readonly id: string;
  readonly press: string;
  readonly label?: string;
}

/**
 * `POST …/files`: a text file (a log) of at most 512 KB. The lines that tell of errors are picked out and become
 * the message; the rest is not kept. Answer 202 {@link Accepted}; `MM_INPUT` when nothing in it can be used.
 */
export interface ChatFileBody {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly from?: ChatMessageBody['from'];
}

/** `POST …/verdicts`: what somebody thinks of a reply that has `finished`, by its key; the last one counts. Answer 204. */
export interface ChatVerdictBody {
  readonly key: string;
  readonly verdict: Verdict;
}

export interface Accepted {
  readonly status: 'stored' | 'duplicate';
}
