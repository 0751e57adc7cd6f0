import type { Language } from './language.js';

/**
 * First words that pointed to no cause, or to a wrong one, with what it turned out to be. For people who write the
 * intents; nothing in it leads back to a person or a conversation.
 */
export interface Misunderstood {
  /** `YYYY-MM-DD`, UTC. The time of day would tell whose words they are. */
  readonly day: string;
  readonly language: Language;
  /** Without secrets, addresses, servers, names and long numbers. */
  readonly words: string;
  readonly guessed: string;
  /** Of the guess, 0 to 1. */
  readonly confidence: number;
  /** The intent that it turned out to be; absent where nobody knows. */
  readonly turnedOut?: string;
  /**
   * Who says so: a playbook that `solved` it, the `lesson` of a closed case, or what the person `chose` and then left.
   */
  readonly by?: 'solved' | 'lesson' | 'chosen';
}

/** A kept one. */
export interface KeptMisunderstood extends Misunderstood {
  readonly id: number;
}

/** What is kept for review, at most 30 days. */
export interface MisunderstoodWords {
  /** Oldest first. */
  list(): Promise<readonly KeptMisunderstood[]>;
  /** False when it is not there. */
  drop(id: number): Promise<boolean>;
}
