import { heardKey, type InboxRow } from '../domain/index.js';
import type { TurnDraft } from './draft.js';
import { rememberSpeaker } from './hear-message.js';
import { goOnInPrivate } from './hear-shared.js';
import { handToPeople } from './problem.js';
import { understand } from './understand.js';
import { botIsSilent, passOnToPeople } from './with-people.js';

/**
 * Somebody sends more in a minute than anybody reads: it is kept, and answered once. Whoever asks for a person gets one
 * all the same. True when the row was such a one.
 */
export function hearFlood(draft: TurnDraft, row: InboxRow): boolean {
  const limit = draft.tools.messagesPerMinute;
  const person = heardKey(row);
  if (limit === undefined || person === undefined) return false;
  const count = draft.countSaid(person);
  if (count <= limit) return false;
  if (row.shared === true) {
    if (row.inPrivate !== undefined) goOnInPrivate(draft, row, row.inPrivate);
    return true;
  }
  rememberSpeaker(draft, row.from);
  const words = row.kind === 'press' ? `▸ ${row.text ?? ''}` : (row.text ?? '');
  draft.heardPerson(words);
  if (botIsSilent(draft)) passOnToPeople(draft, words);
  else if (understand(draft, words).talk?.kind === 'human') handToPeople(draft, undefined);
  else if (count === limit + 1) draft.sayPhrase('slow-down', {}, {}, 'desk');
  return true;
}
