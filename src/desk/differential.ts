import type { DifferentialLine, Finding, Language, Problem } from '../domain/index.js';
import { differentialOf, rank } from '../diagnosis/index.js';
import { causesOf, diagnosisInputOf } from '../engine/index.js';
import type { TurnDraft } from './draft.js';
import { timeZoneOf } from './queue-of.js';

/** The causes that these findings speak for, by the problem's bundle, words and answers; by the live bundle without one. */
export function differentialFor(
  draft: TurnDraft,
  problem: Problem | undefined,
  findings: readonly Finding[],
  language: Language,
): readonly DifferentialLine[] {
  const { bundle } = draft.loadedAs(problem?.run.bundle);
  const known = problem ? diagnosisInputOf(bundle, problem.run) : { causes: causesOf(bundle), excluded: [] };
  return differentialOf(rank({ ...known, findings, timeZone: timeZoneOf(draft) }), language);
}
