import type { Incident, JoinedIncident } from './incident.js';
import type { Language } from './language.js';
import type { Address, Speaker } from './message.js';
import type { Reply } from './reply.js';
import type { PlaybookRun } from './run.js';

/** One complaint: its run, its pinned bundle. Ends by `end:`, a closed case or the idle rule. */
export interface Problem {
  readonly id: string;
  readonly openedAt: string;
  /** The person's first words, masked. */
  readonly words: string;
  /** The platform's id of the message with these words. */
  readonly message?: string;
  readonly run: PlaybookRun;
  /** The case that people work on, once escalated. */
  readonly caseId?: string;
}

/**
 * One address and its state: the lock, the language, an open problem and parked ones. It never ends.
 * Plain JSON: it is stored between turns and checked by a schema when read.
 */
export interface Conversation {
  readonly address: Address;
  readonly language?: Language;
  readonly speaker?: Speaker;
  readonly greeted: boolean;
  readonly problem?: Problem;
  readonly parked: readonly Problem[];
  /** Counts problems, for their ids. */
  readonly problems: number;
  /** How often in a row the bot did not understand; the third goes to people. */
  readonly misses: number;
  /** Id of the last phrase the bot said by itself, so that it does not say it twice in a row. */
  readonly lastPhrase?: string;
  /** The last thing said was about a password: a bare word that follows may be one. */
  readonly passwordTalk?: true;
  /** What may not have arrived, oldest first, to be said again where the person wishes it. */
  readonly unsure?: readonly UnsureReply[];
  /** A switch to another cause that was offered and not answered yet. */
  readonly offered?: { readonly playbook: string; readonly words: string };
  /** The incident that this person waits for. */
  readonly joined?: JoinedIncident;
  /** Only in the conversation that an incident has with itself. */
  readonly incident?: Incident;
}

/** A reply of which nobody knows whether it arrived. `at`: ISO 8601, when the person was told so. */
export interface UnsureReply {
  readonly at: string;
  readonly reply: Reply;
}

/** One line of the transcript, as people will read it. */
export interface TranscriptLine {
  readonly at: string;
  readonly who: 'person' | 'bot' | 'agent' | 'system';
  readonly name?: string;
  readonly text: string;
  readonly step?: string;
  /** The platform's id of what a person wrote, so that its words can go when its author deletes it. */
  readonly message?: string;
}
