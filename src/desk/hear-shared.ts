import type { InboxRow } from '../domain/index.js';
import { playbookIn } from '../conversation/index.js';
import { isAboutMail } from './about-mail.js';
import type { TurnDraft } from './draft.js';
import { explainTerm, sayOutOfScope } from './hear-complaint.js';
import { hearTalk } from './hear-talk.js';
import { understand } from './understand.js';
import { hearAgain } from './say-again.js';
import { wasMasked } from './was-masked.js';

/** Talk that concerns nobody's mailbox. */
const PUBLIC_TALK: ReadonlySet<string> = new Set(['greeting', 'thanks', 'language', 'wait']);

/**
 * Something came from where others read along. A greeting is returned and a term explained there; whatever concerns
 * one person's mailbox goes on where they are alone, as if they had written there.
 */
export function hearInShared(draft: TurnDraft, row: InboxRow): void {
  if (row.kind === 'message' && answersHere(draft, row)) return;
  if (row.kind === 'press' && hearAgain(draft, row)) return;
  if (row.inPrivate === undefined) {
    if (row.kind === 'message' || row.kind === 'press') draft.sayPhrase('write-directly');
    return;
  }
  goOnInPrivate(draft, row, row.inPrivate);
  // An edit or a deletion follows its message without a word.
  if (row.kind === 'message' || row.kind === 'press') draft.sayPhrase('moved-to-private');
}

function answersHere(draft: TurnDraft, row: InboxRow): boolean {
  const text = row.text ?? '';
  // Problems of a playbook are nobody's business but its author's.
  if (playbookIn(text) !== undefined) return false;
  const heard = understand(draft, text);
  // Each message may be another person's: the thread follows the latest one.
  draft.conversation = { ...draft.conversation, language: heard.language };
  if (wasMasked(row)) draft.sayPhrase('masked-secret', {}, {}, 'desk');
  if (text.trim() === '') return true;
  if (hearAgain(draft, row, heard)) return true;
  if (heard.talk && PUBLIC_TALK.has(heard.talk.kind)) return hearTalk(draft, heard);
  if (heard.talk) return false;
  if (explainTerm(draft, heard)) return true;
  if (isAboutMail(draft, heard)) return false;
  sayOutOfScope(draft);
  return true;
}

/** `place/id`: two places may use the same ids. What was masked has been said here already. */
export function goOnInPrivate(
  draft: TurnDraft,
  row: InboxRow,
  address: NonNullable<InboxRow['inPrivate']>,
): void {
  draft.forward.push({
    address,
    kind: row.kind,
    platformId: `${row.address.conversation}/${row.platformId}`,
    revision: row.revision,
    order: row.order,
    sentAt: row.sentAt,
    ...(row.from === undefined ? {} : { from: row.from }),
    ...(row.text === undefined ? {} : { text: row.text }),
    ...(row.press === undefined ? {} : { press: row.press }),
  });
}
