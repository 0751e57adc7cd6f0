import type { InboxRow } from '../domain/index.js';
import { findingsAfter } from '../engine/index.js';
import { measuredAgain } from '../handoff/index.js';
import { differentialFor } from './differential.js';
import type { TurnDraft } from './draft.js';
import type { ResultOf } from './result-payload.js';

/** What an agent had measured is for the case alone. One that has left people meanwhile does not wait for it. */
export function hearMeasuredAgain(
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
