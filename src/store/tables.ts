import type { Generated, Kysely } from 'kysely';
import type { BundleSource, Language, Verdict } from '../domain/index.js';

/**
 * The tables, one interface each, as kysely sees them on both databases.
 * Times are milliseconds since 1970 (UTC) by the database's clock; JSON is text, read through `schemas.ts`.
 */
export interface Tables {
  readonly conversations: ConversationsTable;
  readonly inbox: InboxTable;
  readonly timers: TimersTable;
  readonly tasks: TasksTable;
  readonly outbox: OutboxTable;
  readonly transcript: TranscriptTable;
  readonly bundles: BundlesTable;
  readonly publications: PublicationsTable;
  readonly leases: LeasesTable;
  readonly models: ModelsTable;
  readonly cases: CasesTable;
  readonly case_events: CaseEventsTable;
  readonly chat: ChatTable;
  readonly tokens: TokensTable;
  readonly sessions: SessionsTable;
  readonly probe_runs: ProbeRunsTable;
  readonly channel_memory: ChannelMemoryTable;
  readonly misunderstood: MisunderstoodTable;
  readonly verdicts: VerdictsTable;
  readonly incidents: IncidentsTable;
  readonly probe_starts: ProbeStartsTable;
  readonly heard: HeardTable;
  readonly sign_ins: SignInsTable;
  readonly sign_in_attempts: SignInAttemptsTable;
}

/** A connection, a pool or a transaction: whatever queries run on. */
export type Queryable = Kysely<Tables>;

/** One row per address. `key` is `channel:conversation`. */
export interface ConversationsTable {
  key: string;
  /** JSON of Conversation; null until the first turn. */
  state: string | null;
  /** JSON array of the bundle hash of each open or parked problem. */
  bundles: Generated<string>;
  /** Tries of the unread input since the last turn that committed. */
  attempts: Generated<number>;
}

export interface InboxTable {
  id: Generated<number>;
  conversation: string;
  kind: string;
  platform_id: string;
  revision: number;
  /** The platform's order, compared byte by byte. */
  sort_key: string;
  sent_at: string;
  /** JSON of what the message carries; emptied when the row is done: it lives on in the transcript only. */
  body: string;
  /** Revision of the edit whose text the row holds. */
  edited: Generated<number>;
  done_at: number | null;
}

export interface TimersTable {
  id: string;
  conversation: string;
  token: string;
  purpose: string;
  due_at: number;
}

/** A finished task has no row any more. */
export interface TasksTable {
  seq: Generated<number>;
  id: string;
  conversation: string;
  token: string;
  work: string;
  due_at: number;
  owner: string | null;
  leased_until: number | null;
  attempts: Generated<number>;
  /** JSON array of ProbeProgress of the present run. */
  progress: string | null;
  progress_at: number | null;
  /** The case whose agent asked for it; the person's chat shows nothing of such a task. */
  case_id: string | null;
}

/**
 * `waiting`: not sent · `sending`: leased · `unknown`: the last send has no known result; the others are final, `unsure`
 * that of a row of which nobody will ever know whether it arrived.
 */
export type OutboxState = 'waiting' | 'sending' | 'unknown' | 'sent' | 'unsure' | 'failed' | 'dropped';

export interface OutboxTable {
  id: Generated<number>;
  key: string;
  conversation: string;
  sender: 'bot' | 'agent' | 'desk';
  reply: string;
  state: Generated<OutboxState>;
  due_at: number;
  owner: string | null;
  leased_until: number | null;
  attempts: Generated<number>;
  /** 1 when the present lease was given with `uncertain: true`. */
  uncertain: Generated<number>;
  /** How often the row was sent again without knowing what became of the send before. */
  repeated: Generated<number>;
  platform_id: string | null;
  reason: string | null;
  language: Language | null;
  /** Set with a final state. Rows without it hold back the later ones of their conversation. */
  settled_at: number | null;
}

export interface TranscriptTable {
  id: Generated<number>;
  conversation: string;
  line: string;
}

export interface BundlesTable {
  hash: string;
  files: string;
  stored_at: number;
}

/** A bundle that was made live. The highest number is the live one. */
export interface PublicationsTable {
  number: number;
  hash: string;
  source: BundleSource;
  published_at: number;
}

/** What one replica at a time does, and until when it may without asking again. */
export interface LeasesTable {
  name: string;
  owner: string;
  ends_at: number;
}

export interface ModelsTable {
  key: string;
  model: string;
  stored_at: number;
}

export interface CasesTable {
  id: string;
  reference: string;
  conversation: string;
  queue: string;
  state: string;
  body: string;
  /** Whose it is, by the id that the directory gives on every platform; null where it knows nobody. */
  person: string | null;
  seq: Generated<number>;
}

export interface CaseEventsTable {
  seq: Generated<number>;
  id: string;
  case_id: string;
  event: string;
}

export interface ChatTable {
  id: Generated<number>;
  conversation: string;
  key: string;
  at: number;
  /** JSON: a Reply, or with `person` as sender what was said. */
  reply: string;
  sender: Generated<'bot' | 'person'>;
}

/** A token that was taken has no row any more. */
export interface TokensTable {
  hash: string;
  purpose: string;
  body: string;
  ends_at: number;
}

export interface SessionsTable {
  hash: string;
  /** JSON of WebUser. */
  person: string;
  /** Set back now and then, not at each use. */
  seen_at: number;
  ends_at: number;
}

export interface ProbeRunsTable {
  seq: Generated<number>;
  id: string;
  conversation: string;
  /** ISO 8601, as it was measured. */
  at: string;
  results: string;
  stored_at: number;
}

export interface ChannelMemoryTable {
  channel: string;
  key: string;
  body: string;
  stored_at: number;
}

/** Has nothing that leads to a person: no conversation, no time of day. */
export interface MisunderstoodTable {
  id: Generated<number>;
  /** `YYYY-MM-DD`, UTC. */
  day: string;
  language: Language;
  words: string;
  guessed: string;
  confidence: number;
  turned_out: string | null;
  told_by: 'solved' | 'lesson' | 'chosen' | null;
}

/** The last verdict on each answer. Whose it is, nobody knows. */
export interface VerdictsTable {
  /** Idempotency key of the message. */
  answer: string;
  playbook: string;
  step: string;
  verdict: Verdict;
  at: number;
}

/** One row per incident that is going on. */
export interface IncidentsTable {
  /** Of its own conversation. */
  key: string;
  since: string;
  /** JSON of OpenIncident. */
  body: string;
}

/** Measurements that were begun, for each whose share they count against: who asked, and what was measured. */
export interface ProbeStartsTable {
  subject: string;
  task: string;
  at: number;
}

/** How much each person said in the last minute in which they said anything, over all their chats. */
export interface HeardTable {
  person: string;
  /** Whole minutes since 1970. */
  minute: number;
  messages: number;
}

/** `offered`: the link works · `taken`: somebody used it, and a process tries what was typed. An ended one has no row. */
export interface SignInsTable {
  hash: string;
  conversation: string;
  token: string;
  /** JSON of what is not a column of SignInOffer. */
  offer: string;
  /** JSON array of finding codes. */
  typed: Generated<string>;
  state: Generated<'offered' | 'taken'>;
  ends_at: number;
}

/** Attempts that failed, or that nobody knows the end of. `mailbox` is a hash. */
export interface SignInAttemptsTable {
  id: Generated<number>;
  mailbox: string;
  at: number;
}
