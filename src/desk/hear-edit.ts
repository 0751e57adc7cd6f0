import type { InboxRow } from '../domain/index.js';
import type { TurnDraft } from './draft.js';
import { botIsSilent, passOnToPeople } from './with-people.js';

/** An edit of a message that a turn has already read: kept for people, never a second problem. */
export function hearEdit(draft: TurnDraft, row: InboxRow): void {
  const text = `(edited) ${row.text ?? ''}`;
  draft.heardPerson(text);
  if (botIsSilent(draft)) passOnToPeople(draft, text);
}
