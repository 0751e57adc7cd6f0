import type { InboxRow } from '../domain/index.js';
import { findingsAfter } from '../engine/index.js';
import { measuredAgain, posted } from '../handoff/index.js';
import { differentialFor } from './differential.js';
import type { TurnDraft } from './draft.js';
import { hearDeed } from './hear-deed.js';
import { hearUndelivered, hearUnsure } from './hear-delivery.js';
import { hearLost } from './hear-lost.js';
import { tellOfPlaybook } from './hear-playbook.js';
import { hearSignedIn } from './hear-signed-in.js';
import { measurementOf } from './measurement.js';
import { resultPayload, type ResultPayload } from './result-payload.js';
import { advanceProblem, contextOf } from './walk.js';
import { botIsSilent } from './with-people.js';

type ResultOf<K extends ResultPayload['kind']> = Extract<ResultPayload, { kind: K }>;

/** A task came back: what a probe measured, or whether people have the case. */
export function hearResult(draft: TurnDraft, row: InboxRow): void {
  const result = resultPayload.parse(row.payload);
  switch (result.kind) {
    case 'probe':
      // While people have the case nothing moves; the finished measurement would only talk over them.
      if (!botIsSilent(draft)) hearMeasured(draft, result);
      return;
    case 'signed-in':
      if (!botIsSilent(draft)) hearSignedIn(draft, result);
      return;
    case 'case-probe':
      hearMeasuredAgain(draft, row, result);
      return;
    case 'acted':
    case 'notified':
      hearDeed(draft, result);
      return;
    case 'playbook':
      if (!botIsSilent(draft)) tellOfPlaybook(draft, result.problems, result.count);
      return;
    case 'lost':
      hearLost(draft, row, result.token);
      return;
    case 'case-posted':
      hearPosted(draft, result.caseId, result.token);
      return;
    case 'unsure':
      hearUnsure(draft, result);
      return;
    case 'undelivered':
      hearUndelivered(draft, result);
      return;
    case 'case-waiting':
      if (draft.openCase?.id === result.caseId && draft.openCase.state === 'requested') {
        draft.sayPhrase('case-waiting', { ticket: draft.openCase.reference }, {}, 'desk');
      }
      return;
  }
}

function hearMeasured(draft: TurnDraft, { token, results, run, isOverShare }: ResultOf<'probe'>): void {
  const isAwaited = draft.conversation.problem?.run.waiting?.token === token;
  if (isOverShare && isAwaited) draft.sayPhrase('probe-limit');
  draft.showing(run === undefined ? undefined : measurementOf(run, results), () => {
    advanceProblem(draft, { kind: 'measured', token, results });
  });
}

/** What an agent had measured is for the case alone. One that has left people meanwhile does not wait for it. */
function hearMeasuredAgain(
  draft: TurnDraft,
  row: InboxRow,
  { caseId, results, run }: ResultOf<'case-probe'>,
): void {
  const present = draft.openCase;
  if (present?.id !== caseId || present.probing !== row.platformId) return;
  const { problem, parked } = draft.conversation;
  const itsProblem = [problem, ...parked].find((one) => one?.caseId === caseId);
  const findings = findingsAfter(present.findings, results);
  const differential = differentialFor(draft, itsProblem, findings, present.language);
  draft.changeCase('mailmedic', (now, deed) => measuredAgain(now, deed, findings, differential, run));
}

/** A place of people has the case: only now is the person told, with its reference. */
function hearPosted(draft: TurnDraft, caseId: string, token: string): void {
  const openCase = draft.openCase;
  if (!openCase || openCase.id !== caseId || openCase.state !== 'requested') return;
  if (openCase.reason === 'failed' || !draft.conversation.problem) {
    draft.sayPhrase('turn-failed', { ticket: openCase.reference, ...promisesInWords(draft) }, {}, 'desk');
  } else {
    advanceProblem(draft, { kind: 'handed', token, reference: openCase.reference });
  }
  draft.changeCase('mailmedic', posted);
}

function promisesInWords(draft: TurnDraft): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(contextOf(draft).promises).map(([name, text]) => [name, text[draft.language]]),
  );
}
