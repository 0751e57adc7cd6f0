import {
  isWithPeople,
  mailmedicError,
  type Case,
  type CaseChange,
  type CaseEvent,
  type CaseState,
  type MailmedicError,
} from '../domain/index.js';
import { tell } from './payload.js';

const LEFT_PEOPLE =
  'People no longer have this case; if the problem is still there, the bot opens a new one.';

/**
 * Who does something to a case, and when. `eventId` is made by the caller and becomes the id of the event and
 * of the inbox row that tells the person, so that a repeated call with the same id is seen as the same.
 */
export interface Deed {
  /** The name that people read. */
  readonly by: string;
  /** Who that is, where two people may have the same name. */
  readonly byId?: string;
  /** ISO 8601, UTC: the `now` that `Store.changeCase` hands to its rule. */
  readonly now: string;
  readonly eventId: string;
}

/** What a new case is made of: everything that a {@link Case} holds but its state. */
export type CaseInput = Omit<
  Case,
  'state' | 'reference' | 'createdAt' | 'claimedBy' | 'probing' | 'closedAs'
> & {
  /** Unique in the store; the reference is made of it. */
  readonly number: number;
  readonly now: string;
};

/** What people call a case: `MM-1042`. */
export function reference(number: number): string {
  return `MM-${number}`;
}

/** A case as it is first written: `requested`, with no place that has it yet and nothing told to the person. */
export function openCase(input: CaseInput): { readonly case: Case; readonly event: CaseEvent } {
  const { number, now, ...rest } = input;
  const opened: Case = { ...rest, reference: reference(number), state: 'requested', createdAt: now };
  const event: CaseEvent = {
    id: `${input.id}:requested`,
    caseId: input.id,
    at: now,
    by: 'bot',
    kind: 'requested',
  };
  return { case: opened, event };
}

/**
 * A place of people has the case: now, and not before, the person is told.
 * An agent may have claimed it in the meantime; then the state stays.
 *
 * @throws MM_CASE_STATE when it was posted before, went back to the bot or is closed.
 */
export function posted(present: Case, deed: Deed): CaseChange {
  if (present.state === 'requested') return told(present, { state: 'posted' }, deed, 'posted');
  if (present.state === 'claimed' || present.state === 'active') return told(present, {}, deed, 'posted');
  throw wrongState(present, 'posted', 'Nothing is to be done: people have it, or had it, already.');
}

/**
 * An agent takes the case. Works before it was posted too: the list of cases shows it from the first moment.
 *
 * @throws MM_CASE_TAKEN with who has it; MM_CASE_STATE when it is yours already, back with the bot, or closed.
 */
export function claim(present: Case, deed: Deed): CaseChange {
  if (present.state === 'requested' || present.state === 'posted') {
    const claimed = { state: 'claimed' as const, claimedBy: deed.by };
    return told(present, { ...claimed, ...(deed.byId ? { claimedById: deed.byId } : {}) }, deed, 'claimed');
  }
  if (isWithPeople(present.state) && !hasClaim(present, deed)) throw taken(present);
  const remedy = isWithPeople(present.state) ? 'You have it already; answer the person.' : LEFT_PEOPLE;
  throw wrongState(present, 'claimed', remedy);
}

/**
 * An agent's words to the person. Only the agent who claimed the case may answer, so that two people never
 * talk over each other; the first answer makes the case `active`.
 *
 * @throws MM_INPUT for an empty text, MM_CASE_TAKEN, MM_CASE_STATE.
 */
export function reply(present: Case, deed: Deed, text: string): CaseChange {
  const words = needText(text, 'the answer');
  needClaim(present, deed, 'answered');
  return told(present, { state: 'active', awaitsAnswer: false }, deed, 'replied', words);
}

/** A note for colleagues; the person never sees it. Possible in every state, also on a closed case. */
export function note(present: Case, deed: Deed, text: string): CaseChange {
  return { to: present, event: eventOf(present, deed, 'noted', needText(text, 'the note')) };
}

/**
 * The agent gives the case back to the bot, with a note on what was done.
 *
 * @throws MM_INPUT for an empty note, MM_CASE_TAKEN, MM_CASE_STATE.
 */
export function giveBack(present: Case, deed: Deed, text: string): CaseChange {
  const words = needText(text, 'the note');
  needClaim(present, deed, 'given back');
  return told(withoutProbing(present), { state: 'returned' }, deed, 'returned', words);
}

/**
 * The agent closes the case with its lesson: what the cause was and what fixed it.
 * The person hears that it is closed; the lesson is for colleagues.
 * A case that went back to the bot may still be closed by the agent who had it.
 *
 * @throws MM_INPUT for an empty cause or fix, MM_CASE_TAKEN, MM_CASE_STATE.
 */
export function resolve(
  present: Case,
  deed: Deed,
  lesson: { readonly cause: string; readonly fix: string },
): CaseChange {
  const closedAs = { cause: needText(lesson.cause, 'the cause'), fix: needText(lesson.fix, 'the fix') };
  if (present.state !== 'returned') needClaim(present, deed, 'resolved');
  else if (!hasClaim(present, deed)) throw taken(present);
  const to: Case = { ...withoutProbing(present), state: 'closed', closedAs };
  const event = eventOf(present, deed, 'resolved', `${closedAs.cause}: ${closedAs.fix}`);
  return { to, event, tell: tell(to, eventOf(present, deed, 'resolved', closedAs.cause)) };
}

/**
 * The person says that the problem is gone; besides agents, only they may close their case.
 * They are not told what they said themselves.
 *
 * @throws MM_CASE_STATE when it is closed.
 */
export function solvedByPerson(present: Case, deed: Deed, text?: string): CaseChange {
  if (present.state === 'closed') throw wrongState(present, 'closed', 'Nothing is to be done.');
  const to: Case = { ...withoutProbing(present), state: 'closed' };
  return { to, event: eventOf(present, deed, 'resolved', text) };
}

/**
 * What the person says while people have the case, for the agent to read. `text` is masked already.
 *
 * @throws MM_CASE_STATE once the case is back with the bot or closed.
 */
export function personSaid(present: Case, deed: Deed, text: string): CaseChange {
  if (present.state !== 'requested' && !isWithPeople(present.state)) {
    throw wrongState(present, 'added to', LEFT_PEOPLE);
  }
  return { to: { ...present, awaitsAnswer: true }, event: eventOf(present, deed, 'person-said', text) };
}

/**
 * What was said to the person may not have arrived, or never will. An agent's answer that never will has answered
 * nothing. `excerpt` is the beginning of it.
 */
export function sendFailed(
  present: Case,
  deed: Deed,
  kind: 'may-not-have-arrived' | 'not-delivered',
  excerpt: string,
  from: 'bot' | 'agent' | 'desk',
): CaseChange {
  const isUnanswered = kind === 'not-delivered' && from === 'agent';
  return {
    to: isUnanswered ? { ...present, awaitsAnswer: true } : present,
    event: eventOf(present, deed, kind, excerpt),
  };
}

/** The case without a measurement under way; one that comes back later finds nobody waiting. */
export function withoutProbing(present: Case): Case {
  const rest: { probing?: string } & Case = { ...present };
  delete rest.probing;
  return rest;
}

/** The event of a deed. */
export function eventOf(present: Case, deed: Deed, kind: CaseEvent['kind'], text?: string): CaseEvent {
  return {
    id: deed.eventId,
    caseId: present.id,
    at: deed.now,
    by: deed.by,
    kind,
    ...(text === undefined ? {} : { text }),
  };
}

function told(
  present: Case,
  changes: Partial<Pick<Case, 'state' | 'claimedBy' | 'claimedById' | 'awaitsAnswer'>>,
  deed: Deed,
  kind: CaseEvent['kind'],
  text?: string,
): CaseChange {
  const to: Case = { ...present, ...changes };
  const event = eventOf(present, deed, kind, text);
  return { to, event, tell: tell(to, event) };
}

function needText(text: string, what: string): string {
  const words = text.trim();
  if (words !== '') return words;
  throw mailmedicError('MM_INPUT', { reason: `${what} is empty` }, 'Write at least a word.');
}

function hasClaim(present: Case, { by, byId }: Deed): boolean {
  if (present.claimedById !== undefined && byId !== undefined) return present.claimedById === byId;
  return present.claimedBy === by;
}

/** Throws unless whoever does it is the one who has the case. */
export function needClaim(present: Case, deed: Deed, action: string): void {
  if (present.state === 'claimed' || present.state === 'active') {
    if (hasClaim(present, deed)) return;
    throw taken(present);
  }
  const claimable: readonly CaseState[] = ['requested', 'posted'];
  const remedy = claimable.includes(present.state)
    ? 'Claim it first, so that nobody else does.'
    : LEFT_PEOPLE;
  throw wrongState(present, action, remedy);
}

function taken(present: Case): MailmedicError {
  return mailmedicError(
    'MM_CASE_TAKEN',
    { reference: present.reference, who: present.claimedBy ?? 'nobody' },
    'Leave it to them, or ask them to give it back; a note reaches them.',
  );
}

/** The error for a deed that `state` does not allow. */
export function wrongState(
  present: { readonly reference: string; readonly state: string },
  action: string,
  remedy: string,
): MailmedicError {
  return mailmedicError(
    'MM_CASE_STATE',
    { reference: present.reference, state: present.state, action },
    remedy,
  );
}
