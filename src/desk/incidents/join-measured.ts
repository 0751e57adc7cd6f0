import type { Finding } from '../../domain/index.js';
import type { TurnDraft } from '../draft.js';
import { endProblem } from '../walk.js';
import { faultIn, openFor } from './fault.js';
import { tellJoined } from './join.js';
import { report } from './report.js';

/** Who measures a fault that is a known incident is told at once, and asked nothing. */
export function joinIfOpen(draft: TurnDraft, findings: readonly Finding[]): boolean {
  const problem = draft.conversation.problem;
  const fault = faultIn(findings, draft.tools.live.bundle.settings.incidents);
  const open = fault && openFor(fault, draft.tools.incidents);
  if (!problem || !open) return false;
  report(draft, fault, problem, { joined: true });
  tellJoined(draft, open, problem.run.slots);
  draft.note('(ended: incident)');
  endProblem(draft);
  return true;
}
