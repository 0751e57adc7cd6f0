import type { Conversation, Heard, InboxRow, Reply, UnsureReply } from '../domain/index.js';
import type { TurnDraft } from './draft.js';

/** Token of the button below the notice. */
const AGAIN = 'desk:again';
/** More than these at once nobody reads. */
const MOST_KEPT = 3;
/** Later “again” means something else. */
const KEPT_MS = 60 * 60 * 1_000;
/** What asks for a message while one may be missing; where none is, “again” alone is no talk. */
const BARE_AGAIN =
  /^[\s\p{P}]*(?:please )?(?:again|resend(?: it| that)?|(?:请|麻烦)?(?:再来一?[次遍]?|再发|重新发))(?:[\s\p{P}]*(?:please|pls|吧|谢谢))?[\s\p{P}]*$/iu;

/** True for the line that offers to say something again. */
export function isAgainNotice({ buttons }: Reply): boolean {
  return buttons?.some(({ press }) => press === AGAIN) === true;
}

/** Tells the person that a message may be missing, once per turn, and keeps it to be said again. */
export function offerAgain(draft: TurnDraft, reply: Reply): void {
  const isTold = draft.outbox.some((row) => isAgainNotice(row.reply));
  const again = { id: 'again', label: draft.label('say-again'), press: AGAIN };
  if (!isTold) {
    sayBetween(draft, () => {
      draft.sayPhrase('may-not-have-arrived', {}, { buttons: [again] });
    });
  }
  keep(draft, [...(draft.conversation.unsure ?? []), { at: draft.now, reply }].slice(-MOST_KEPT));
}

/**
 * Says once more what may be missing, where the person wishes it; that is a message of its own. Whoever writes something
 * else after the notice goes on without it. True when the row was nothing but the wish.
 */
export function hearAgain(draft: TurnDraft, row: InboxRow, heard?: Heard): boolean {
  const { unsure } = draft.conversation;
  if (!unsure) return false;
  if (row.press !== AGAIN && !asksForIt(heard)) {
    keep(
      draft,
      unsure.filter(({ at }) => at >= row.sentAt),
    );
    return false;
  }
  const fresh = unsure.filter(({ at }) => Date.parse(draft.now) - Date.parse(at) < KEPT_MS);
  keep(draft, []);
  sayBetween(draft, () => {
    for (const { reply } of fresh) draft.say(reply, 'again');
  });
  return fresh.length > 0;
}

function asksForIt(heard: Heard | undefined): boolean {
  return heard?.talk?.kind === 'repeat' || BARE_AGAIN.test(heard?.text ?? '');
}

function keep(draft: TurnDraft, kept: readonly UnsureReply[]): void {
  const conversation: { unsure?: readonly UnsureReply[] } & Conversation = { ...draft.conversation };
  delete conversation.unsure;
  draft.conversation = kept.length === 0 ? conversation : { ...conversation, unsure: kept };
}

/** What was said last stays what the person answers. */
function sayBetween(draft: TurnDraft, work: () => void): void {
  const { lastPhrase } = draft.conversation;
  work();
  const conversation: { lastPhrase?: string } & Conversation = { ...draft.conversation };
  delete conversation.lastPhrase;
  draft.conversation = lastPhrase === undefined ? conversation : { ...conversation, lastPhrase };
}
