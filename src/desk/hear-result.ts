import type { InboxRow } from '../domain/index.js';
import { posted } from '../handoff/index.js';
import type { TurnDraft } from './draft.js';
import { hearDeed } from './hear-deed.js';
import { hearUndelivered, hearUnsure } from './hear-delivery.js';
import { hearLost } from './hear-lost.js';
import { hearMeasuredAgain } from './hear-measured-again.js';
import { tellOfPlaybook } from './hear-playbook.js';
import { hearSignedIn } from './hear-signed-in.js';
import { joinIfOpen } from './incidents/join-measured.js';
import { hearNews } from './incidents/hear-news.js';
import { reportFault } from './incidents/report.js';
import { measurementOf } from './measurement.js';
import { resultPayload, type ResultOf } from './result-payload.js';
import { advanceProblem, contextOf } from './walk.js';
import { botIsSilent } from './with-people.js';

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
    case 'incident-news':
      hearNews(draft, result);
      return;
    case 'incident-seen':
    case 'incident-left':
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
  const findings = results.flatMap((result) => result.findings);
  draft.showing(run === undefined ? undefined : measurementOf(run, results), () => {
    if (isAwaited && joinIfOpen(draft, findings)) return;
    if (isAwaited) reportFault(draft, findings);
    advanceProblem(draft, { kind: 'measured', token, results });
  });
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
