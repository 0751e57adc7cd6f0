import type { Language, LocalText } from './language.js';

/** An action as it is asked for. Plain JSON: a task holds it until it is answered. */
export interface ActionCall {
  readonly action: string;
  /** For whom it is done; the chat platform vouches for the address. */
  readonly person: { readonly id: string; readonly name?: string; readonly address: string };
  readonly with: Readonly<Record<string, string>>;
  readonly language: Language;
  /** Id of the problem it belongs to; never shown outside as it is, because it names the conversation. */
  readonly problem: string;
  /** The same for the same deed, however often it is asked for; never shown outside as it is either. */
  readonly idempotencyKey: string;
  /** What the action may answer beside `ok`, `failed` and `unknown`, and the facts it may bring. */
  readonly outcomes: readonly string[];
  readonly facts: readonly string[];
}

/** A notice to a queue of people. Plain JSON; no transcript goes with it. */
export interface NoticeCall {
  readonly queue: string;
  readonly severity: string;
  readonly text: LocalText;
  readonly problem: string;
  /** Reference of the case that is open in the conversation: `MM-1042`. */
  readonly case?: string;
  readonly idempotencyKey: string;
}

/** What became of one call. `reason` and `remedy` are for operators. */
export type CallAnswer =
  /** `outcome` is `ok`, `failed`, `unknown` or a declared one; a notice that was taken is `ok`. */
  | {
      readonly kind: 'answered';
      readonly outcome: string;
      readonly facts: Readonly<Record<string, string>>;
    }
  /** Not done, and asking again changes nothing. */
  | { readonly kind: 'refused'; readonly reason: string; readonly remedy: string }
  /** It was sent and no usable answer came: it may have happened. */
  | { readonly kind: 'unknown'; readonly reason: string; readonly remedy: string }
  /** Certainly not taken; ask again, after so many milliseconds where the other side said so. */
  | { readonly kind: 'later'; readonly reason: string; readonly remedy: string; readonly afterMs?: number };
