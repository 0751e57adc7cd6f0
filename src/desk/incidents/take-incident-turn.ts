import { z } from 'zod';
import {
  conversationKey,
  readDuration,
  type Incident,
  type IncidentRule,
  type InboxRow,
  type OpenIncident,
  type Sighting,
} from '../../domain/index.js';
import { findingSentence } from '../../diagnosis/index.js';
import { casePayload, note, posted } from '../../handoff/index.js';
import type { TurnDraft } from '../draft.js';
import { hearMeasuredAgain } from '../hear-measured-again.js';
import { writeCase } from '../open-case.js';
import { resultPayload } from '../result-payload.js';
import { isClear } from './fault.js';
import type { NewsPayload, SightingPayload } from './news.js';
import { rowTo } from './report.js';

const MINUTE = 60_000;
/** A server that answers once may be coming up: it counts as back when it answers again so much later. */
const SECOND_LOOK_MS = 30_000;
const CLEAR_LOOKS = 2;
const timerPayload = z.object({ token: z.string() });

/**
 * One row of an incident's own conversation. Nobody reads there: what it decides goes to the conversations of those
 * who met the fault, and to people as one case.
 */
export function hearOfIncident(draft: TurnDraft, row: InboxRow): void {
  const rule = draft.tools.live.bundle.settings.incidents;
  if (!rule) return;
  if (row.kind === 'timer') hearClock(draft, timerPayload.parse(row.payload).token);
  else if (row.kind === 'case') hearAgent(draft, row);
  else if (row.kind === 'result') hearResult(draft, row, rule);
}

function hearResult(draft: TurnDraft, row: InboxRow, rule: IncidentRule): void {
  const result = resultPayload.parse(row.payload);
  switch (result.kind) {
    case 'incident-seen':
      hearSighting(draft, rule, result);
      return;
    case 'incident-left':
      change(draft, ({ sightings }) => ({
        sightings: sightings.filter(
          ({ address }) => conversationKey(address) !== conversationKey(result.address),
        ),
      }));
      return;
    case 'probe':
      if (draft.conversation.incident?.look === result.token) {
        hearLook(draft, rule, isClear(result.results, rule));
      }
      return;
    case 'case-probe':
      hearMeasuredAgain(draft, row, result);
      return;
    case 'case-posted':
      if (draft.openCase?.id === result.caseId && draft.openCase.state === 'requested') {
        draft.changeCase('mailmedic', posted);
      }
      return;
    case 'lost':
      // Its look could not be read: the next one is due as if it had found nothing new.
      if (draft.conversation.incident?.look === result.token) scheduleLook(draft, lookEvery(rule));
      return;
    default:
  }
}

function hearSighting(
  draft: TurnDraft,
  rule: IncidentRule,
  seen: Extract<SightingPayload, { kind: 'incident-seen' }>,
): void {
  const before = draft.conversation.incident;
  const isNew = before === undefined || before.state === 'over';
  const kept = isNew ? [] : recent(before, rule, draft.now);
  const earlier = kept.find(({ person }) => person === seen.by.person);
  const sightings = [...kept.filter((one) => one !== earlier), { ...earlier, ...seen.by }];
  const { host, finding, request } = seen;
  draft.conversation = {
    ...draft.conversation,
    incident: {
      ...(isNew ? { host, state: 'watched', clear: 0 } : before),
      finding,
      request,
      since: sightings[0]?.at ?? draft.now,
      sightings,
      ...(!isNew && before.state === 'open' && { since: before.since }),
    },
  };
  draft.note(`${seen.by.name ?? 'Somebody'}: ${findingSentence(finding, 'en')}`);
  if (before?.state === 'open') {
    noteOnCase(
      draft,
      `${seen.by.name ?? 'One more person'} has the same trouble: ${sightings.length} people now.`,
    );
    if (seen.joined !== true) tellOne(draft, seen.by, 'opened');
  } else if (sightings.length >= rule.people) {
    openIncident(draft, rule);
  }
  const waits = draft.conversation.incident;
  if (waits?.look === undefined && isWaitedFor(waits)) scheduleLook(draft, lookEvery(rule));
}

/** Of a fault that is no incident only the last while counts; a case that waits is never forgotten. */
function recent({ state, sightings }: Incident, rule: IncidentRule, now: string): readonly Sighting[] {
  if (state === 'open') return sightings;
  const from = Date.parse(now) - (readDuration(rule.within) ?? 0);
  return sightings.filter(({ at, ticket }) => ticket !== undefined || Date.parse(at) >= from);
}

function isWaitedFor(incident: Incident | undefined): boolean {
  if (!incident || incident.state === 'over') return false;
  return incident.state === 'open' || incident.sightings.some(({ ticket }) => ticket !== undefined);
}

/** One case for IT, and everyone who met the fault is told. */
function openIncident(draft: TurnDraft, rule: IncidentRule): void {
  const incident = draft.conversation.incident;
  if (!incident) return;
  const { host, finding, sightings, since } = incident;
  const people = String(sightings.length);
  if (draft.openCase) noteOnCase(draft, `The trouble is back: ${people} people within ${rule.within}.`);
  else {
    writeCase(draft, {
      problem: undefined,
      token: '',
      queue: rule.queue ?? draft.loaded.bundle.settings.defaultQueue,
      severity: rule.severity,
      summary: {
        zh: `${people} 人遇到同一个故障：${findingSentence(finding, 'zh')}`,
        en: `${people} people have the same trouble: ${findingSentence(finding, 'en')}`,
      },
      reason: 'playbook',
      tried: [],
      incident: { findings: [finding], known: { host, people, since } },
    });
  }
  change(draft, () => ({ state: 'open', clear: 0 }));
  scheduleLook(draft, lookEvery(rule));
  for (const one of sightings) tellOne(draft, one, 'opened');
}

/** A timer is due: the server is measured again. */
function hearClock(draft: TurnDraft, token: string): void {
  const incident = draft.conversation.incident;
  if (incident?.look !== token) return;
  if (!isWaitedFor(incident)) {
    change(draft, () => ({ look: undefined }));
    return;
  }
  const look = draft.nextId('look');
  draft.tasks.push({
    id: look,
    token: look,
    work: { kind: 'probe', step: 'incident', request: incident.request, unasked: true },
  });
  change(draft, () => ({ look }));
}

function hearLook(draft: TurnDraft, rule: IncidentRule, isBack: boolean): void {
  const clear = isBack ? (draft.conversation.incident?.clear ?? 0) + 1 : 0;
  change(draft, () => ({ clear }));
  if (clear >= CLEAR_LOOKS) close(draft, 'mailmedic');
  else scheduleLook(draft, clear > 0 ? Math.min(SECOND_LOOK_MS, lookEvery(rule)) : lookEvery(rule));
}

/** Everyone hears that it is over, once, and is asked whether it is for them too. */
function close(draft: TurnDraft, by: string): void {
  const incident = draft.conversation.incident;
  if (!incident) return;
  const wasOpen = incident.state === 'open';
  if (wasOpen && by === 'mailmedic') {
    noteOnCase(
      draft,
      'The server answers again; everyone is asked whether it works. Close the case when it is done.',
    );
  }
  const waiting = wasOpen
    ? incident.sightings
    : incident.sightings.filter(({ ticket }) => ticket !== undefined);
  for (const one of waiting) tellOne(draft, one, wasOpen ? 'over' : 'cleared');
  if (incident.look !== undefined) draft.cancelTimers.push(incident.look);
  change(draft, () => ({ state: 'over', sightings: [], clear: 0, look: undefined }));
  draft.incident = 'over';
}

/** What an agent does with the one case concerns everybody. */
function hearAgent(draft: TurnDraft, row: InboxRow): void {
  const { event, text, agent } = casePayload.parse(row.payload);
  const incident = draft.conversation.incident;
  if (incident?.state !== 'open') return;
  if (event === 'resolved') close(draft, agent);
  if (event !== 'replied') return;
  draft.transcript.push({ at: draft.now, who: 'agent', name: agent, text: text ?? '' });
  for (const one of incident.sightings) tellOne(draft, one, 'told', { agent, text: text ?? '' });
}

function tellOne(
  draft: TurnDraft,
  { address, problem }: Sighting,
  event: NewsPayload['event'],
  words: Pick<NewsPayload, 'agent' | 'text'> = {},
): void {
  const incident = knownOf(draft);
  if (!incident) return;
  const payload: NewsPayload = { kind: 'incident-news', event, incident, problem, ...words };
  draft.forward.push(rowTo(draft, address, payload));
}

function scheduleLook(draft: TurnDraft, afterMs: number): void {
  const before = draft.conversation.incident?.look;
  if (before !== undefined) draft.cancelTimers.push(before);
  const look = draft.nextId('look');
  draft.timers.push({ id: look, token: look, purpose: 'wait', afterMs });
  const nextLookAt = new Date(Date.parse(draft.now) + afterMs).toISOString();
  change(draft, () => ({ look, nextLookAt }));
  const known = knownOf(draft);
  if (known && draft.conversation.incident?.state === 'open') draft.incident = known;
}

function knownOf(draft: TurnDraft): OpenIncident | undefined {
  const incident = draft.conversation.incident;
  if (!incident) return undefined;
  return {
    key: draft.snapshot.key,
    host: incident.host,
    code: incident.finding.code,
    since: incident.since,
    ticket: draft.openCase?.reference ?? '',
    nextLookAt: incident.nextLookAt ?? draft.now,
  };
}

function change(
  draft: TurnDraft,
  how: (present: Incident) => { [K in keyof Incident]?: Incident[K] | undefined },
): void {
  const { incident, ...conversation } = draft.conversation;
  if (!incident) return;
  const { look, ...changed } = { ...incident, ...how(incident) };
  draft.conversation = {
    ...conversation,
    incident: { ...(changed as Incident), ...(look === undefined ? {} : { look }) },
  };
}

function noteOnCase(draft: TurnDraft, text: string): void {
  draft.changeCase('mailmedic', (present, deed) => note(present, deed, text));
}

function lookEvery({ lookEvery: every }: IncidentRule): number {
  return readDuration(every) ?? 2 * MINUTE;
}
