import type { InboxRow } from '../domain/index.js';
import { posted } from '../handoff/index.js';
import type { TurnDraft } from './draft.js';
import { resultPayload } from './result-payload.js';
import { advanceProblem, contextOf } from './walk.js';
import { botIsSilent } from './with-people.js';

/** A task came back: what a probe measured, or whether people have the case. */
export function hearResult(draft: TurnDraft, row: InboxRow): void {
  const result = resultPayload.parse(row.payload);
  switch (result.kind) {
    case 'probe':
      // While people have the case nothing moves; the finished measurement would only talk over them.
      if (!botIsSilent(draft)) {
        advanceProblem(draft, { kind: 'measured', token: result.token, results: result.results });
      }
      return;
    case 'case-posted':
      hearPosted(draft, result.caseId, result.token);
      return;
    case 'case-waiting':
      if (draft.openCase?.id === result.caseId && draft.openCase.state === 'requested') {
        draft.sayPhrase('case-waiting', { ticket: draft.openCase.reference }, {}, 'desk');
      }
      return;
  }
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
