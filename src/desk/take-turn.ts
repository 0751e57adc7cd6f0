import { INCIDENT_CHANNEL, type InboxRow, type TurnSnapshot, type TurnWrites } from '../domain/index.js';
import { TurnDraft } from './draft.js';
import { handOverFailedTurn } from './give-up.js';
import { hearCaseEvent } from './hear-case-event.js';
import { hearDeletion } from './hear-deletion.js';
import { hearEdit } from './hear-edit.js';
import { hearMessage } from './hear-message.js';
import { hearPress } from './hear-press.js';
import { hearResult } from './hear-result.js';
import { hearFlood } from './hear-flood.js';
import { hearInShared } from './hear-shared.js';
import { hearTimer } from './hear-timer.js';
import { hearOfIncident } from './incidents/take-incident-turn.js';
import type { TurnTools } from './house.js';

/** A turn that failed this often goes to people with the error's reference, never round and round. */
const LAST_ATTEMPT = 3;

/**
 * One turn: what a conversation's unread rows make of it. Pure: everything it needs is in the snapshot and
 * the tools, everything it wants done is in the answer.
 */
export function decideTurn(snapshot: TurnSnapshot, tools: TurnTools): TurnWrites {
  const draft = new TurnDraft(snapshot, tools);
  if (snapshot.attempt >= LAST_ATTEMPT) {
    handOverFailedTurn(draft);
    return draft.writes();
  }
  for (const row of snapshot.inbox) hearRow(draft, row);
  return draft.writes();
}

function hearRow(draft: TurnDraft, row: InboxRow): void {
  draft.row = row;
  if (row.address.channel === INCIDENT_CHANNEL) {
    hearOfIncident(draft, row);
    return;
  }
  if (hearFlood(draft, row)) return;
  if (row.shared) {
    hearInShared(draft, row);
    return;
  }
  switch (row.kind) {
    case 'message':
      hearMessage(draft, row);
      return;
    case 'edit':
      hearEdit(draft, row);
      return;
    case 'delete':
      hearDeletion(draft, row);
      return;
    case 'press':
      hearPress(draft, row);
      return;
    case 'result':
      hearResult(draft, row);
      return;
    case 'timer':
      hearTimer(draft, row);
      return;
    case 'case':
      hearCaseEvent(draft, row);
      return;
  }
}
