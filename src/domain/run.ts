import type { Finding } from './finding.js';
import type { IntentMatch } from './intent.js';
import type { Language, LocalText } from './language.js';
import type { ProbeRequest, ProbeResult, SignInRequest } from './probe.js';
import type { Reply } from './reply.js';
import type { ToldKind } from './told.js';

/** Where a known value comes from. What the person answers outranks what was found or guessed. */
export interface SlotValue {
  readonly value: string;
  readonly source: 'profile' | 'words' | 'probe' | 'question' | 'given';
}

/** One file being walked. The last frame of a run is the one that acts. */
export interface Frame {
  readonly playbook: string;
  readonly step: string;
  /** Private notes of the step that waits (guide screen, rejected answers …); plain JSON, gone when it is left. */
  readonly memo?: Readonly<Record<string, unknown>>;
}

/**
 * What the run waits for. An event that carries another token adds its findings and moves nothing.
 * `question`: a person's words or a button; `measurement`: results of a probe; `pause`: a timer;
 * `handoff`: the desk of cases (posted, returned); `sign-in`: what became of a one-time link;
 * `action`: the answer of an action or a notice to people.
 */
export interface Waiting {
  readonly token: string;
  readonly kind: 'question' | 'measurement' | 'pause' | 'handoff' | 'sign-in' | 'action';
  /** Ids of the buttons that may answer it. */
  readonly buttons: readonly string[];
}

/** How a run ended. `outcome` is the name behind `end:`, or `escalated`. */
export interface RunEnd {
  readonly outcome: string;
  readonly playbook: string;
}

/** The whole state of one problem's walk through playbooks. Plain JSON: it is stored between turns. */
export interface PlaybookRun {
  readonly problem: string;
  readonly bundle: string;
  readonly language: Language;
  readonly stack: readonly Frame[];
  readonly slots: Readonly<Record<string, SlotValue>>;
  readonly findings: readonly Finding[];
  /** `playbook/step` -> arrivals, for `at_most`. */
  readonly arrivals: Readonly<Record<string, number>>;
  /** What the first words pointed to; evidence for `diagnose`. */
  readonly words?: IntentMatch;
  /**
   * What `diagnose` asked or measured: question -> answer. `unknown`: the person couldn't say; `measured` and
   * `failed`: it was a measurement.
   */
  readonly answers?: Readonly<Record<string, string>>;
  /** Placeholders that actions and sign-ins filled: `unlock.until`, `retry_after` (ISO 8601 where it is a time). */
  readonly facts?: Readonly<Record<string, string>>;
  /** Causes that came back with `end:not-it`. */
  readonly excluded: readonly string[];
  /** The differential as it was last said (its causes and standings): it is said once per change. */
  readonly told?: string;
  /** Counter that makes wait tokens unique within the problem. */
  readonly tokens: number;
  readonly waiting?: Waiting;
  readonly ended?: RunEnd;
}

/** Values read out of a person's words. `value` is normalised (lower-case host, digits of a port). */
export interface Entity {
  readonly kind:
    | 'email'
    | 'hostname'
    | 'port'
    | 'number'
    | 'date'
    | 'client'
    /** Of the mail app: “2019”, “115.11.1”. */
    | 'client-version'
    | 'provider'
    | 'error'
    /** When it began: a day with a part of it or not, an ISO week, a month (`2026-11-23 evening`, `2026-W47`). */
    | 'since'
    | ToldKind;
  readonly value: string;
}

/** Talk that every conversation needs, understood at every step before the step sees it. */
export type Talk =
  | {
      readonly kind:
        | 'greeting'
        | 'thanks'
        | 'solved'
        | 'cancel'
        | 'human'
        | 'news'
        | 'wait'
        | 'repeat'
        /** Would rather not answer the open question. */
        | 'refuse'
        /** Asks why the open question is asked. */
        | 'why';
    }
  | { readonly kind: 'language'; readonly language: Language };

/** What was made of one message. */
export interface Heard {
  readonly text: string;
  readonly language: Language;
  readonly talk?: Talk;
  /** Yes, no or “I don't know”, in words of every language. */
  readonly answer?: 'yes' | 'no' | 'unknown';
  readonly entities: readonly Entity[];
  /** Id of the glossary term the message asks about. */
  readonly asksAbout?: string;
  /** What else was said where only a part of the message asks about the term: it may answer the open question. */
  readonly beside?: Heard;
  /** The words that replace something said before: “no, it's sending” gives “sending”. */
  readonly instead?: string;
  /** Only the beginning of a very long message was read. */
  readonly cut?: true;
  readonly intent: IntentMatch;
}

/** Makes sense of one message against a bundle; the conversation room's `hear` with classifier and glossary bound. */
export type Hear = (text: string, language: Language | undefined) => Heard;

/** What moves a run. Everything measured, typed or elapsed arrives as one of these. */
export type RunEvent =
  | { readonly kind: 'started' }
  | { readonly kind: 'said'; readonly heard: Heard }
  /** The person asks for a moment: the clock of the open question starts anew. */
  | { readonly kind: 'moment' }
  | { readonly kind: 'pressed'; readonly token: string; readonly button: string }
  | { readonly kind: 'measured'; readonly token: string; readonly results: readonly ProbeResult[] }
  | {
      readonly kind: 'signed-in';
      readonly token: string;
      readonly outcome: SignInOutcome;
      /** What was judged or tried found; only with `tried`. */
      readonly results: readonly ProbeResult[];
      /** ISO 8601: until when the lockout guard refuses. */
      readonly retryAfter?: string;
      /** Failed sign-ins of this mailbox that the guard has counted. */
      readonly attempts?: number;
    }
  /** `outcome`: `ok`, one that the action declares, `failed`, `unknown` (it may have happened) or `none`. */
  | {
      readonly kind: 'acted';
      readonly token: string;
      readonly outcome: string;
      readonly facts?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'notified'; readonly token: string; readonly outcome: 'sent' | 'failed' }
  | { readonly kind: 'elapsed'; readonly token: string; readonly purpose: TimerPurpose }
  | { readonly kind: 'handed'; readonly token: string; readonly reference: string }
  | { readonly kind: 'returned'; readonly token: string; readonly note?: string }
  | { readonly kind: 'language'; readonly language: Language }
  /** The person wants a human, or the bot gives up: hands over from wherever the run is. */
  | { readonly kind: 'human'; readonly reason: 'asked' | 'stuck' | 'failed' }
  /** The person said it works, or doesn't want to go on. */
  | { readonly kind: 'closed'; readonly outcome: 'resolved' | 'abandoned' };

/**
 * `tried`: the results tell, none of them trouble when it worked; `expired`: nobody opened the link; `declined`: the
 * person didn't want to; `refused`: the lockout guard; `failed`: it could not be offered or tried.
 */
export type SignInOutcome = 'tried' | 'expired' | 'declined' | 'refused' | 'failed';

/** `silent`: a question's own `silent_after`; `idle-remind`, `idle-abandon`: the bundle's idle rule. */
export type TimerPurpose = 'wait' | 'silent' | 'idle-remind' | 'idle-abandon';

/** What the engine asks the world to do. Data only; the desk performs it. */
export type Effect =
  /** `step` is `playbook/step`, `aside:<term>`, `question:<id>`, `retry`, or `phrase:<id>`. */
  | { readonly kind: 'say'; readonly step: string; readonly reply: Reply }
  | { readonly kind: 'probe'; readonly step: string; readonly token: string; readonly request: ProbeRequest }
  /** Offers a one-time link. `reply` goes with it, and is not said where none can be offered. */
  | {
      readonly kind: 'sign-in';
      readonly step: string;
      readonly token: string;
      readonly request: SignInRequest;
      readonly reply?: Reply;
    }
  /**
   * Calls an action for the speaker. `address` is theirs, vouched for by the platform. The same
   * `idempotencyKey` is the same deed, however often it is asked for.
   */
  | {
      readonly kind: 'act';
      readonly step: string;
      readonly token: string;
      readonly action: string;
      readonly address: string;
      readonly with: Readonly<Record<string, string>>;
      readonly idempotencyKey: string;
      readonly reply?: Reply;
    }
  | {
      readonly kind: 'notify';
      readonly step: string;
      readonly token: string;
      readonly queue: string;
      readonly severity: string;
      readonly text: LocalText;
    }
  | {
      readonly kind: 'timer';
      readonly token: string;
      readonly purpose: TimerPurpose;
      readonly afterMs: number;
      /** Must not fire at night in the person's time zone. */
      readonly byDay: boolean;
    }
  | {
      readonly kind: 'escalate';
      readonly step: string;
      readonly token: string;
      readonly queue: string;
      readonly severity: string;
      readonly summary: LocalText;
    }
  | { readonly kind: 'end'; readonly end: RunEnd };

/** What a turn knows besides the run. Functions in it are pure and answered at once. */
export interface RunContext {
  /** ISO 8601, UTC. */
  readonly now: string;
  readonly channel: string;
  readonly person: {
    readonly name?: string;
    readonly address?: string;
    readonly verified: boolean;
    readonly role: string;
    readonly timeZone: string;
  };
  /** Id of the provider that serves this address, by the bundle's provider files. */
  readonly providerOf: (address: string) => string | undefined;
  /** The incident that this problem may belong to; absent: none is known. */
  readonly incident?: 'open' | 'ours';
  /** Promises for placeholders `{desk.answers_by}` …, already in words, per language. */
  readonly promises: Readonly<Record<string, LocalText>>;
}
