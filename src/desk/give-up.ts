import { measuringFailed } from '../handoff/index.js';
import type { TurnDraft } from './draft.js';
import { writeCase } from './open-case.js';
import { botIsSilent, passOnToPeople } from './with-people.js';

/**
 * The third failure of a turn: its rows are read, nothing of them is tried again, and people get the case.
 * Works without the engine, because the engine may be what failed.
 */
export function handOverFailedTurn(draft: TurnDraft): void {
  for (const row of draft.snapshot.inbox) {
    draft.row = row;
    // Or its agent could never have it measured again.
    if (row.kind === 'result' && draft.openCase?.probing === row.platformId) {
      draft.changeCase('mailmedic', measuringFailed);
    }
    if (row.kind !== 'message' && row.kind !== 'press') continue;
    draft.heardPerson(row.text ?? '');
    if (botIsSilent(draft)) passOnToPeople(draft, row.text ?? '');
  }
  if (draft.openCase) return;
  const problem = draft.conversation.problem;
  const { defaultQueue } = draft.loaded.bundle.settings;
  writeCase(draft, {
    problem,
    token: problem?.run.waiting?.token ?? '',
    queue: defaultQueue,
    severity: 'P2',
    summary: {
      zh: '机器人处理这段对话时连续出错，需要人工接手',
      en: 'The bot failed three times on this conversation; a person is needed',
    },
    reason: 'failed',
    tried: problem ? Object.keys(problem.run.arrivals) : [],
  });
}
