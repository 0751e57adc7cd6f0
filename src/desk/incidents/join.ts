import type { OpenIncident, PlaybookRun } from '../../domain/index.js';
import type { TurnDraft } from '../draft.js';
import { incidentPromises } from '../promises.js';
import { timeZoneOf } from '../queue-of.js';

/** From now on the person waits for it, and is told what is going on. */
export function tellJoined(draft: TurnDraft, incident: OpenIncident, slots: PlaybookRun['slots']): void {
  const isKnown = draft.conversation.joined?.key === incident.key;
  draft.conversation = { ...draft.conversation, joined: { ...incident, slots } };
  draft.sayPhrase(isKnown ? 'incident-news' : 'incident-joined', wordsOf(draft, incident));
}

/** Where the incident stands, for whoever asks. */
export function tellOfIncident(draft: TurnDraft, incident: OpenIncident): void {
  const known = draft.tools.incidents?.find(({ key }) => key === incident.key);
  draft.sayPhrase('incident-news', wordsOf(draft, known ?? incident));
}

/** The incident that a playbook may lead to: the one that is joined, or one of the server that is known. */
export function incidentOf(draft: TurnDraft, run: PlaybookRun | undefined): OpenIncident | undefined {
  const host = run?.slots['host']?.value;
  const { joined } = draft.conversation;
  const open = draft.tools.incidents?.find((one) => one.host === host);
  return open ?? (joined?.host === host ? joined : undefined);
}

/** Placeholders of an incident in the person's language and time zone. */
export function wordsOf(draft: TurnDraft, incident: OpenIncident): Readonly<Record<string, string>> {
  const promises = Object.entries(incidentPromises(incident, draft.now, timeZoneOf(draft)));
  const inWords = Object.fromEntries(promises.map(([name, text]) => [name, text[draft.language]]));
  return { ticket: incident.ticket, ...inWords };
}
