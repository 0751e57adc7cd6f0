import type {
  Address,
  Case,
  ChannelMemory,
  Clock,
  Directory,
  Language,
  Log,
  Receive,
  SlackConnection,
  Speaker,
} from '../../domain/index.js';

/** The connection, and where things stand. */
export interface SlackSettings extends SlackConnection {
  /** `T…` of the one workspace; learnt from Slack at the start when absent. */
  readonly workspace?: string;
  /** Where links in messages lead to, such as the page of a measurement. No such links when absent. */
  readonly publicUrl?: string;
  /** Base of the Web API; Slack's own unless told (a proxy, a test). Ends with a slash. */
  readonly apiUrl?: string;
}

/** A thumb under one of our answers. A person may change it: the last one counts. */
export interface SlackFeedback {
  readonly address: Address;
  /** The idempotency key of the outgoing message. */
  readonly key: string;
  readonly verdict: 'good' | 'bad';
  readonly from: Speaker;
}

/** What the Slack channel needs from the rest of the house. */
export interface SlackPorts {
  readonly receive: Receive;
  readonly memory: ChannelMemory;
  /** Who is who over several platforms; nobody is known without it. */
  readonly directory?: Directory;
  readonly clock: Clock;
  readonly log: Log;
  /**
   * The cases of one chat, newest first, for App Home; of every chat of a person whom the directory knows. Without it
   * App Home shows none.
   */
  readonly casesOf?: (address: Address, person: Speaker) => Promise<readonly Case[]>;
  /** Records a thumb. Without it no thumbs are shown. */
  readonly feedback?: (feedback: SlackFeedback) => Promise<void>;
  /** The lines of a text file that matter; `undefined` when none do. Without it a file is taken whole. */
  readonly tellingLines?: (name: string, text: string) => string | undefined;
  /** Told when Slack refuses our token (with why) and when it takes it again (`undefined`). */
  readonly onTrouble?: (reason: string | undefined) => void;
  /** The network; the global one unless told. */
  readonly fetch?: typeof fetch;
}

/** The `id` of the channel and the first part of its addresses. */
export const SLACK = 'slack';

/** The language people write in where nothing better is known. */
export const FALLBACK_LANGUAGE: Language = 'en';
