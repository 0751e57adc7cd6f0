import type { ActionCall, CallAnswer, NoticeCall } from './action.js';
import type { Case, CaseEvent } from './case.js';
import type { TranscriptLine } from './conversation.js';
import type { Classify } from './intent.js';
import type { Language } from './language.js';
import type { Address, InboundMessage } from './message.js';
import type { Bundle } from './playbook.js';
import type { ProbeProgress, ProbeRequest, ProbeResult } from './probe.js';
import type { Reply } from './reply.js';
import type { MemoryTerm, SendOutcome } from './store.js';
import type { WebUser } from './user.js';

/** Log with static messages and data in the object. Secrets and people's texts never go in. */
export interface Log {
  debug(message: string, data?: Readonly<Record<string, unknown>>): void;
  info(message: string, data?: Readonly<Record<string, unknown>>): void;
  warn(message: string, data?: Readonly<Record<string, unknown>>): void;
  error(message: string, data?: Readonly<Record<string, unknown>>): void;
}

/** A message to send; `key` is the idempotency key, carried in the platform's metadata where there is any. */
export interface OutboundMessage {
  readonly key: string;
  readonly address: Address;
  readonly reply: Reply;
  /** Of the reply's words: a channel's own labels follow it. */
  readonly language?: Language;
  /** Platform id of the progress message before it, which this one takes the place of where the channel can. */
  readonly replaces?: string;
}

/** What goes on while a person waits. `lines` are those of one measurement so far. */
export type WorkShown =
  /** `message`: the platform's id of what the person just wrote. */
  | { readonly kind: 'thinking'; readonly message?: string }
  | { readonly kind: 'measuring'; readonly lines: readonly ProbeProgress[] }
  /** It is over, and nothing is said. */
  | { readonly kind: 'nothing' };

/**
 * A chat platform, outgoing side. One attempt per call: no retries inside, at most 5 seconds.
 * Never throws for what a platform may do; that is a {@link SendOutcome}.
 */
export interface Channel {
  readonly id: string;
  /** What of its memory is forgotten after a time. */
  readonly forgets?: readonly MemoryTerm[];
  /** It can put a message in the place of an earlier one: then `replaces` is looked up for it. */
  readonly canReplace?: true;
  /**
   * The platform delivers each message by itself, so that lines written in one breath overtake each other within so
   * many milliseconds: a turn waits as long and finds them in order.
   */
  readonly overtakesWithinMs?: number;
  send(message: OutboundMessage): Promise<SendOutcome>;
  /**
   * Looks up whether a message with this key has arrived: its platform id, or `undefined` if it has not.
   * Absent where the platform can't be asked; then an uncertain send is repeated at most once.
   * Throws when the look-up itself failed.
   */
  find?(address: Address, key: string): Promise<string | undefined>;
  /** False where `find` can't be asked although it exists: a platform may show one chat to a bot and hide another. */
  canFind?(address: Address): boolean;
  /**
   * Shows a status or “is typing” until the next message. A courtesy: best effort, never throws, and the channel
   * itself drops calls that come more often than its platform likes.
   */
  showWork?(address: Address, work: WorkShown, language: Language): Promise<void>;
}

/** A platform's HTTP request. The bytes of the body are what was signed. Header names are lower case. */
export interface DoorRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

export interface DoorAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * A chat platform, incoming side: checks who knocks, turns events into inbound messages, and acknowledges only after
 * they are committed. Reached over HTTP at `path`, or through a connection of its own between `start` and `stop`.
 */
export interface ChannelDoor {
  readonly id: string;
  readonly path?: string;
  /** Never throws; what is wrong is an answer without detail. */
  handle?(request: DoorRequest): Promise<DoorAnswer>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Commits an inbound message, masked. */
export type Receive = (message: InboundMessage) => Promise<'stored' | 'duplicate'>;

/** One person as the company's directory knows them; `id` is the same on every platform. */
export interface DirectoryEntry {
  readonly id: string;
  readonly name?: string;
  readonly address?: string;
  /** Further addresses of their own, and shared mailboxes that they may sign in to; lower case. */
  readonly mailboxes?: readonly string[];
  readonly department?: string;
  readonly manager?: string;
  readonly language?: Language;
  /** IANA. */
  readonly timeZone?: string;
}

/** Who is who over several platforms. */
export interface Directory {
  /** By the platform's user id, or by a mail address that the platform vouches for; never by a name or what was typed. */
  find(person: {
    readonly channel: string;
    readonly id: string;
    readonly address?: string;
  }): Promise<DirectoryEntry | undefined>;
}

/** Runs the probes of one request within their deadlines. Never rejects. */
export interface ProbeRunner {
  /** `person`: whose request it is, in any spelling; where several people wait, they take turns. */
  run(
    request: ProbeRequest,
    bundle: Bundle,
    onProgress: (progress: ProbeProgress) => void,
    person?: string,
  ): Promise<readonly ProbeResult[]>;
  close(): Promise<void>;
}

/** A case as a handoff target posts it. */
export interface CasePosting {
  readonly case: Case;
  readonly transcript: readonly TranscriptLine[];
  readonly events: readonly CaseEvent[];
}

/** A place where people take cases. Throws `MM_TARGET_REFUSED` when it did not take it. */
export interface HandoffTarget {
  readonly id: string;
  /** Posts once per case id; the place must treat a repeated id as the same case. */
  post(posting: CasePosting): Promise<void>;
}

/**
 * The door to what operations registered for `act` and `notify`. One request per call, at most 10 seconds. Never
 * throws for what the other side may do; that is a {@link CallAnswer}.
 */
export interface ActionDoor {
  /** Names of the actions that are answered there. */
  readonly actions: ReadonlySet<string>;
  /** Ids of the queues whose notices are taken there. */
  readonly queues: ReadonlySet<string>;
  act(call: ActionCall): Promise<CallAnswer>;
  notify(call: NoticeCall): Promise<CallAnswer>;
}

/** What must be kept, out of the browser's sight, between leaving for the identity provider and coming back. */
export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/**
 * Why a sign-in failed, as the fact `why` of `MM_SIGN_IN`: the provider can't be reached · it said no (or the
 * person did) · its answer does not hold · the sign-in took too long, or was used already.
 */
export type SignInTrouble = 'unreachable' | 'refused' | 'untrusted' | 'over';

/** Signs people in somewhere else (OpenID Connect, authorization code with PKCE, state and nonce). */
export interface IdentityProvider {
  /** Where to send the browser. Throws `MM_SIGN_IN` when the provider can't be reached. */
  begin(): Promise<{ readonly url: string; readonly pending: PendingSignIn }>;
  /** Checks what the browser brought back (the whole callback URL). Throws `MM_SIGN_IN`. */
  finish(callback: string, pending: PendingSignIn): Promise<WebUser>;
}

/** Gives the bundle and classifier of a hash; keeps them warm. */
export interface BundleShelf {
  /** The live one, for new problems. */
  readonly live: LoadedBundle;
  get(hash: string): LoadedBundle | undefined;
  /** Brings a bundle that another replica published; errors: `MM_BUNDLE_UNKNOWN`. */
  fetch(hash: string): Promise<void>;
}

export interface LoadedBundle {
  readonly bundle: Bundle;
  readonly classify: Classify;
}
