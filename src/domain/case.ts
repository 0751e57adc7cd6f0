import type { Finding } from './finding.js';
import type { Language, LocalText } from './language.js';
import type { Speaker } from './message.js';
import type { DifferentialLine } from './reply.js';

/**
 * `requested`: written, no place has it yet · `posted`: a place of people has it and the person was told ·
 * `claimed`: somebody took it · `active`: that somebody has answered · `returned`: back with the bot · `closed`.
 * A case is never lost: only people close it, or the person who opened it.
 */
export type CaseState = 'requested' | 'posted' | 'claimed' | 'active' | 'returned' | 'closed';

/** True while people have the case and the bot keeps silent. */
export function isWithPeople(state: CaseState): boolean {
  return state === 'posted' || state === 'claimed' || state === 'active';
}

/** A handoff: one problem, with everything a person needs to go on. */
export interface Case {
  readonly id: string;
  /** What people call it: `MM-1042`. */
  readonly reference: string;
  readonly conversation: string;
  readonly problem: string;
  readonly token: string;
  readonly state: CaseState;
  readonly queue: string;
  readonly severity: string;
  readonly summary: LocalText;
  readonly reason: 'playbook' | 'asked' | 'stuck' | 'failed';
  readonly person: Speaker;
  readonly language: Language;
  readonly findings: readonly Finding[];
  readonly differential: readonly DifferentialLine[];
  /** Slots by id, for agents. */
  readonly known: Readonly<Record<string, string>>;
  /** Steps walked, in order, as `playbook/step`. */
  readonly tried: readonly string[];
  readonly createdAt: string;
  /** The agent's name, as the person may read it. */
  readonly claimedBy?: string;
  /** Who that is, where names are not unique. */
  readonly claimedById?: string;
  /** False once an agent has answered the person's last words. */
  readonly awaitsAnswer?: boolean;
  /** Task id of a measurement an agent asked for and that is not back yet. */
  readonly probing?: string;
  readonly closedAs?: { readonly cause: string; readonly fix: string };
}

/** What happened to a case; also what an agent does to it. */
export interface CaseEvent {
  readonly id: string;
  readonly caseId: string;
  readonly at: string;
  readonly by: string;
  readonly kind:
    | 'requested'
    | 'posted'
    | 'claimed'
    | 'replied'
    | 'noted'
    | 'returned'
    | 'resolved'
    | 'person-said'
    /** An agent had the servers measured again; `measured` follows with the run's id in `text`. */
    | 'probing'
    | 'measured'
    /** What was said to the person: nobody knows whether it arrived, or their platform will never take it. */
    | 'may-not-have-arrived'
    | 'not-delivered';
  readonly text?: string;
}
