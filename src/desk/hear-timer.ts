import { z } from 'zod';
import type { InboxRow } from '../domain/index.js';
import type { TurnDraft } from './draft.js';
import { advanceProblem } from './walk.js';
import { botIsSilent } from './with-people.js';

const timerPayload = z.object({
  token: z.string(),
  purpose: z.enum(['wait', 'silent', 'idle-remind', 'idle-abandon']),
});

/** A wait or a reminder is due. While people have the case the bot's timers say nothing. */
export function hearTimer(draft: TurnDraft, row: InboxRow): void {
  const { token, purpose } = timerPayload.parse(row.payload);
  if (botIsSilent(draft)) return;
  if (draft.conversation.problem?.run.waiting?.token !== token) return;
  advanceProblem(draft, { kind: 'elapsed', token, purpose });
}
