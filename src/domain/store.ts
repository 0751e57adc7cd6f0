import type { ActionCall, NoticeCall } from './action.js';
import type { Case, CaseEvent } from './case.js';
import type { Conversation, TranscriptLine } from './conversation.js';
import type { OpenIncident } from './incident.js';
import type { Language } from './language.js';
import type { Limits } from './limits.js';
import type { Address, InboundMessage, Speaker } from './message.js';
import type { Misunderstood, MisunderstoodWords } from './misunderstood.js';
import type { ProbeProgress, ProbeRequest, ProbeRun } from './probe.js';
import type { PublishedBundles } from './published-bundles.js';
import type { Reply } from './reply.js';
import type { TimerPurpose } from './run.js';
import type { NewSignIn, SignIns } from './sign-in.js';
import type { WebUser } from './user.js';
import type { Verdicts } from './verdict.js';

/** An inbox row as a turn reads it. `id` grows in the order rows were committed. */
export interface InboxRow extends InboundMessage {
  readonly id: number;
}

/** Work outside any transaction: a probe, posting a case, an action or a notice of a playbook. */
export type TaskWork =
  | {
      readonly kind: 'probe';
      readonly step: string;
      readonly request: ProbeRequest;
      /** Whose share of measurements it counts against; the chat's own where it is not known. */
      readonly person?: string;
      /** An agent asked for it: the findings go to this case and nothing is said to the person. */
      readonly caseId?: string;
      /** The house looks by itself whether a fault is over: it counts against nobody's share. */
      readonly unasked?: true;
    }
  /** Lints a playbook that somebody sent into a chat; nothing of it is published. */
  | { readonly kind: 'check-playbook'; readonly yaml: string }
  | { readonly kind: 'post-case'; readonly caseId: string }
  | (DeedWork & { readonly kind: 'act'; readonly call: ActionCall })
  | (DeedWork & { readonly kind: 'notify'; readonly call: NoticeCall });

interface DeedWork {
  /** ISO 8601, database time: when the turn asked for it. */
  readonly askedAt: string;
  /** Runs of this task after which it was certain that the other side had not taken it. */
  readonly notTaken: number;
}

/** A task to write: `id` is unique and becomes the platform id of its result row. */
export interface NewTask {
  readonly id: string;
  readonly token: string;
  readonly work: TaskWork;
  /** Earliest start, for a retry. ISO 8601; now when absent. */
  readonly notBefore?: string;
}

/** A leased task. One whose row can't be read comes as `unreadable`, so that it can be finished all the same. */
export interface Task extends Omit<NewTask, 'work'> {
  readonly work: TaskWork | { readonly kind: 'unreadable'; readonly reason: string };
  readonly conversation: string;
  readonly address: Address;
  /** 1 at the first run. A second run means that a process died with it. */
  readonly attempt: number;
}

export interface NewTimer {
  readonly id: string;
  readonly token: string;
  readonly purpose: TimerPurpose;
  /** Milliseconds from the database's now. */
  readonly afterMs: number;
}

/** An outgoing row to write. `key` is unique and travels with the message where the platform allows it. */
export interface NewOutbound {
  readonly key: string;
  readonly reply: Reply;
  /** A bot's unsent rows are dropped once a human has the case. */
  readonly from: 'bot' | 'agent' | 'desk';
  /** Of the reply's words. */
  readonly language?: Language;
}

export interface OutboundRow extends NewOutbound {
  readonly id: number;
  readonly conversation: string;
  readonly address: Address;
  /** Sends tried so far, this one included. */
  readonly attempt: number;
  /** True when an earlier send of this row has an unknown result (or its process died): look it up first. */
  readonly uncertain: boolean;
  /**
   * How often this row has been, or may have been, sent again without knowing what became of the send before.
   * Where the platform can't be asked, a row above 0 must not go out once more.
   */
  readonly repeated?: number;
  /** Why the stored reply can't be read; then `reply` is empty and must not go out. */
  readonly unreadable?: string;
}

/** What became of one send. */
export type SendOutcome =
  /** `repeated`: sent again although nobody knows what became of the send before, and nobody could be asked. */
  | { readonly kind: 'sent'; readonly platformId: string; readonly repeated?: boolean }
  /** Not taken; try again after so many milliseconds. */
  | { readonly kind: 'later'; readonly afterMs: number; readonly reason: string }
  /** Nobody knows whether it arrived. */
  | { readonly kind: 'unknown'; readonly reason: string; readonly repeated?: boolean }
  /** Will never be taken (blocked, chat gone). */
  | { readonly kind: 'refused'; readonly reason: string };

/** What becomes of an outgoing row. */
export type Settlement =
  | SendOutcome
  /** Given up after the one repetition: it may have arrived, and nobody can be asked. */
  | { readonly kind: 'unsure'; readonly reason: string };

/** What a turn sees: the conversation, its unread rows in platform order, its open case. */
export interface TurnSnapshot {
  readonly key: string;
  readonly address: Address;
  readonly now: string;
  readonly conversation: Conversation | undefined;
  readonly inbox: readonly InboxRow[];
  readonly openCase: Case | undefined;
  /** How much each person had said in this minute before these rows, over all chats, by `heardKey`. */
  readonly saidBefore?: ReadonlyMap<string, number>;
  /** How often this input has been tried, this time included; 3 means: hand over, don't try again. */
  readonly attempt: number;
}

/** What a turn writes, in one commit. Every row of `snapshot.inbox` is done with it. */
export interface TurnWrites {
  readonly conversation: Conversation;
  readonly outbox: readonly NewOutbound[];
  readonly timers: readonly NewTimer[];
  /** Tokens whose pending timers are void, and whose unused sign-in links are. */
  readonly cancelTimers: readonly string[];
  readonly tasks: readonly NewTask[];
  /** One-time sign-ins to offer. */
  readonly signIns?: readonly NewSignIn[];
  readonly transcript: readonly TranscriptLine[];
  /** Messages that their authors deleted: their words go from what earlier turns wrote down. */
  readonly deleted?: readonly string[];
  readonly newCase?: Case;
  readonly caseChange?: { readonly caseId: string; readonly to: Case };
  readonly caseEvents: readonly CaseEvent[];
  /** Drop the bot's unsent rows: a human has the case. */
  readonly silence: boolean;
  /** First words that were not understood, for review. */
  readonly misunderstood?: readonly Misunderstood[];
  /** Goes on in other conversations: inbox rows of theirs, written in the same commit; a duplicate is a no-op. */
  readonly forward?: readonly InboundMessage[];
  /** Only of an incident's own conversation: what others are to know of it from now on; `over`: nothing more. */
  readonly incident?: OpenIncident | 'over';
}

/** One delivered line of a store-backed chat (web chat, terminal). `id` grows. */
export interface DeliveredReply {
  readonly id: number;
  readonly key: string;
  readonly at: string;
  readonly reply: Reply;
}

/** One line of a store-backed chat, from either side. `id` grows; `key` is unique in its chat. */
export type ChatLine =
  | (DeliveredReply & { readonly kind: 'reply' })
  | {
      readonly kind: 'said';
      readonly id: number;
      readonly key: string;
      readonly at: string;
      /** Masked; the label where a button was pressed. */
      readonly text: string;
      /** The token of the pressed button. */
      readonly press?: string;
    };

/** Progress of a running task, one row per task, gone when its result is committed. */
export interface ProgressRow {
  readonly taskId: string;
  readonly lines: readonly ProbeProgress[];
  readonly updatedAt: string;
}

/** The platform of chats that live in our own store: what was delivered, to be read by page or terminal. */
export interface ChatLog {
  /** Writes once per key; a repeated key returns the first id. */
  deliver(address: Address, key: string, reply: Reply): Promise<number>;
  delivered(address: Address, afterId: number, limit: number): Promise<readonly DeliveredReply[]>;
  /** Both sides, oldest first; what the person said is there when it came in with `echo`. */
  lines(address: Address, afterId: number, limit: number): Promise<readonly ChatLine[]>;
  /** The newest lines, oldest of them first. */
  newestLines(address: Address, limit: number): Promise<readonly ChatLine[]>;
  progress(address: Address): Promise<readonly ProgressRow[]>;
  /** True while something of this conversation is unread, unsent or being measured. */
  working(address: Address): Promise<boolean>;
}

/**
 * Tokens that work once: sign-ins on their way, links to enter by. Only a hash is kept.
 * Times are the database's.
 */
export interface OneTimeTokens {
  /** `body` is plain JSON. */
  put(token: {
    readonly hash: string;
    readonly purpose: string;
    readonly body: unknown;
    readonly ttlMs: number;
  }): Promise<void>;
  /** Whether it could be taken now; changes nothing. */
  waits(hash: string, purpose: string): Promise<boolean>;
  /** Its body, once, for one caller over all replicas; `undefined` when unknown, taken or run out. */
  take(hash: string, purpose: string): Promise<unknown>;
}

/** Who is signed in, by the hash of what their cookie holds. Times are the database's. */
export interface SessionStore {
  /** Ends after `absoluteMs` whatever happens. */
  open(session: {
    readonly hash: string;
    readonly user: WebUser;
    readonly absoluteMs: number;
  }): Promise<void>;
  /** The user of a living session, and its idle clock set back; `undefined` when unknown, idle too long or over. */
  use(hash: string, idleMs: number): Promise<WebUser | undefined>;
  /** The same without setting the idle clock back: a page asked by itself, and nobody did anything. */
  look(hash: string, idleMs: number): Promise<WebUser | undefined>;
  close(hash: string): Promise<void>;
}

/** What a channel must know after a restart and on every replica, by key: small plain JSON. */
export interface ChannelMemory {
  put(channel: string, key: string, body: unknown): Promise<void>;
  /** `undefined` where nothing is remembered. */
  get(channel: string, key: string): Promise<unknown>;
  /** Everything under keys that begin with `prefix`, by key. */
  all(channel: string, prefix: string): Promise<ReadonlyMap<string, unknown>>;
  drop(channel: string, key: string): Promise<void>;
}

/** The memory of all channels, as the house sees it. */
export interface StoredMemory extends ChannelMemory {
  /** Drops what lies under keys that begin with `prefix` and was last put longer ago than that; how many. */
  prune(channel: string, prefix: string, afterMs: number): Promise<number>;
}

/** How long a channel needs what it remembers under keys that begin so, from when it was last put. */
export interface MemoryTerm {
  readonly prefix: string;
  readonly afterMs: number;
}

/** Finished measurements, for their pages. */
export interface ProbeRuns {
  /** Once per id. */
  save(run: ProbeRun): Promise<void>;
  find(id: string): Promise<ProbeRun | undefined>;
  /** Newest first. */
  ofConversation(key: string, limit: number): Promise<readonly ProbeRun[]>;
}

/** Which loop of the desk a change has work for. */
export type WorkKind = 'turns' | 'sends' | 'tasks';

/**
 * The store: one contract, implemented over SQLite and PostgreSQL, one test suite over both.
 * Times are the database's. Every method is one transaction. Errors: `MM_STORE_UNREACHABLE`, `MM_STORE_CORRUPT`.
 */
export interface Store {
  readonly kind: 'sqlite' | 'postgres';
  /** Brings the schema up to date; safe to call from several replicas at once. */
  migrate(): Promise<void>;
  /** Names of the changes to the schema that `migrate` would make now, in order. Changes nothing. */
  pendingMigrations(): Promise<readonly string[]>;
  /** One cheap round trip; throws when the store can't be reached. */
  check(): Promise<void>;
  now(): Promise<string>;
  close(): Promise<void>;
  /**
   * Called when there may be work: at once in this process, within a second from another one. Without a kind there may
   * be work of any kind.
   */
  onWork(listener: (kind?: WorkKind) => void): () => void;

  /** Commits one inbox row, and its conversation's lock row if new. A duplicate is a no-op. */
  receive(message: InboundMessage): Promise<'stored' | 'duplicate'>;
  /** Keys of conversations with unread rows, oldest first. */
  conversationsWithInput(limit: number): Promise<readonly string[]>;
  /**
   * Locks the conversation (never waiting for another turn of it), counts the attempt in a commit of its own,
   * lets `decide` compute, writes everything and marks the rows done in one transaction.
   * `decide` is synchronous and must not touch the world. If it throws, nothing is written but the count.
   */
  takeTurn(key: string, decide: (turn: TurnSnapshot) => TurnWrites): Promise<'taken' | 'nothing' | 'busy'>;
  conversation(key: string): Promise<Conversation | undefined>;
  /** The incidents that are going on, oldest first. */
  openIncidents(): Promise<readonly OpenIncident[]>;
  transcript(key: string): Promise<readonly TranscriptLine[]>;

  /** Turns every due timer, and every sign-in whose time is over, into an inbox row, each exactly once. Returns how many. */
  fireDueTimers(limit: number): Promise<number>;

  /** Leases tasks that are due and not leased (or whose lease ran out), by database time. */
  leaseTasks(owner: string, limit: number, leaseMs: number): Promise<readonly Task[]>;
  saveProgress(taskId: string, owner: string, lines: readonly ProbeProgress[]): Promise<void>;
  /** Ends a task and commits its result as an inbox row in one transaction; false if the lease was lost. */
  finishTask(taskId: string, owner: string, result: InboundMessage): Promise<boolean>;
  /** Gives a task back, to run again after so many milliseconds; as `work` says, where that is given. */
  retryTask(taskId: string, owner: string, afterMs: number, work?: TaskWork): Promise<void>;

  /** Leases the head row of each conversation that may be sent now. Order within a conversation is kept. */
  leaseOutbox(owner: string, limit: number, leaseMs: number): Promise<readonly OutboundRow[]>;
  /**
   * Settles a leased row; `unknown` marks it uncertain so that the next lease looks it up first. `tell` is an inbox row
   * of the same commit, for the turn that must know; nothing is written when the lease was lost.
   */
  settleOutbox(rowId: number, owner: string, outcome: Settlement, tell?: InboundMessage): Promise<void>;
  /**
   * Platform id of the message before this row in its conversation, if it was sent and only told of progress:
   * what the row may take the place of.
   */
  progressBefore(rowId: number): Promise<string | undefined>;
  /**
   * Rows by state, for health and tests. `repeated` counts uncertain rows that were sent again, `unsure` those that
   * nobody will ever know of.
   */
  counts(): Promise<{
    readonly inbox: number;
    readonly outbox: number;
    readonly tasks: number;
    readonly timers: number;
    readonly repeated: number;
    readonly unsure: number;
  }>;

  readonly published: PublishedBundles;
  bundleFiles(hash: string): Promise<ReadonlyMap<string, string> | undefined>;
  /** Hashes of bundles that an open or parked problem is pinned to. */
  pinnedBundles(): Promise<readonly string[]>;
  /** Takes or keeps what one replica at a time may have, by database time; false while another one has it. */
  holdLease(name: string, owner: string, forMs: number): Promise<boolean>;
  /** Gives it back before its time; nothing where another one has it. */
  dropLease(name: string, owner: string): Promise<void>;
  putModel(key: string, model: string): Promise<void>;
  model(key: string): Promise<string | undefined>;

  cases(filter: { readonly open?: boolean; readonly queue?: string }): Promise<readonly Case[]>;
  /**
   * The cases of one chat, newest first; of every chat of `person` too, where the directory knows them.
   */
  casesOf(key: string, person?: Speaker): Promise<readonly Case[]>;
  /** By id or reference. */
  case(idOrReference: string): Promise<Case | undefined>;
  caseEvents(caseId: string): Promise<readonly CaseEvent[]>;
  /** Differs after anything happened to any case. */
  casesVersion(): Promise<string>;
  /**
   * Changes a case under its lock: `rule` sees the present case and returns the new one with its event and,
   * if the person must hear of it, an inbox row for the conversation. What `rule` throws is thrown, nothing written.
   */
  changeCase(idOrReference: string, rule: (present: Case, now: string) => CaseChange): Promise<Case>;

  readonly chat: ChatLog;
  readonly tokens: OneTimeTokens;
  readonly sessions: SessionStore;
  readonly probeRuns: ProbeRuns;
  readonly memory: StoredMemory;
  readonly misunderstood: MisunderstoodWords;
  readonly signIns: SignIns;
  readonly verdicts: Verdicts;
  readonly limits: Limits;
}

export interface CaseChange {
  readonly to: Case;
  readonly event: CaseEvent;
  readonly tell?: InboundMessage;
  readonly task?: NewTask;
}
