import { isWithPeople } from '../domain/index.js';
import { personSaid } from '../handoff/index.js';
import type { TurnDraft } from './draft.js';

/** True while people have the conversation and the bot keeps silent. */
export function botIsSilent(draft: TurnDraft): boolean {
  return draft.openCase !== undefined && isWithPeople(draft.openCase.state);
}

/** Writes down what the person said for the people who have the case. */
export function passOnToPeople(draft: TurnDraft, text: string): void {
  const by = draft.conversation.speaker?.name ?? draft.conversation.speaker?.id ?? 'person';
  draft.changeCase(by, (present, deed) => personSaid(present, deed, draft.harmless(text)));
}
