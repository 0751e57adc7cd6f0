import type { InboxRow } from '../domain/index.js';
import { measuringFailed } from '../handoff/index.js';
import type { TurnDraft } from './draft.js';
import { lostDeed } from './hear-deed.js';
import { advanceProblem } from './walk.js';
import { botIsSilent } from './with-people.js';

/** A task could not be read, so nobody did it: whoever waits for it must not wait for ever. */
export function hearLost(draft: TurnDraft, row: InboxRow, token: string): void {
  const { openCase } = draft;
  if (openCase?.probing === row.platformId) {
    draft.changeCase('mailmedic', measuringFailed);
    return;
  }
  if (openCase && row.platformId.startsWith(`${openCase.id}:post`)) {
    postAgain(draft, openCase.id, row);
    return;
  }
  if (botIsSilent(draft)) return;
  const deed = lostDeed(row.platformId, token);
  if (deed) {
    advanceProblem(draft, deed);
    return;
  }
  advanceProblem(draft, {
    kind: 'measured',
    token,
    results: [
      {
        probe: 'lost',
        target: '',
        status: 'failed',
        findings: [],
        phases: [],
        startedAt: draft.now,
        ms: 0,
        reason: 'what was to be measured could not be read',
      },
    ],
  });
}

function postAgain(draft: TurnDraft, caseId: string, row: InboxRow): void {
  if (draft.openCase?.state !== 'requested') return;
  const { token } = draft.openCase;
  draft.tasks.push({ id: `${caseId}:post:${row.id}`, token, work: { kind: 'post-case', caseId } });
}
