import type { DifferentialLine, Finding, Language, Problem } from '../domain/index.js';
import { differentialOf, rank } from '../diagnosis/index.js';
import { causesOf } from '../engine/index.js';
import type { TurnDraft } from './draft.js';

/** The causes that these findings speak for, by the problem's bundle and words; by the live bundle without one. */
export function differentialFor(
  draft: TurnDraft,
  problem: Problem | undefined,
  findings: readonly Finding[],
  language: Language,
): readonly DifferentialLine[] {
  const run = problem?.run;
  const diagnosis = rank({
    causes: causesOf(draft.loadedAs(run?.bundle).bundle),
    findings,
    excluded: run?.excluded ?? [],
    ...(run?.words ? { words: run.words } : {}),
  });
  return differentialOf(diagnosis, language);
}
