import { FINDINGS } from '../diagnosis/index.js';
import type { ProbeResult } from '../domain/index.js';
import type { TurnDraft } from './draft.js';
import { measurementOf } from './measurement.js';
import type { SignedInPayload } from './signed-in-payload.js';
import { advanceProblem } from './walk.js';

/** Stands for probe and target of what was seen in a typed password: the next one replaces it. */
const TYPED = 'typed';

/** A one-time sign-in is over. */
export function hearSignedIn(draft: TurnDraft, payload: SignedInPayload): void {
  const { token, outcome, typed, results, run, retryAfter, attempts } = payload;
  draft.note(`(sign-in: ${outcome})`);
  const seen = run === undefined || results.length === 0 ? undefined : measurementOf(run, results);
  draft.showing(seen, () => {
    advanceProblem(draft, {
      kind: 'signed-in',
      token,
      outcome,
      results: [...typedResult(typed, draft.now), ...results],
      ...(retryAfter === undefined ? {} : { retryAfter }),
      ...(attempts === undefined ? {} : { attempts }),
    });
  });
}

/** What was seen in the form of a typed password, as a result beside those of the server. */
export function typedResult(codes: readonly string[], at: string): readonly ProbeResult[] {
  const known = codes.filter((code) => FINDINGS.has(code));
  if (known.length === 0) return [];
  return [
    {
      probe: TYPED,
      target: TYPED,
      status: 'measured',
      findings: known.map((code) => ({
        code,
        severity: FINDINGS.get(code)?.severity ?? 'warning',
        facts: {},
        evidence: [],
        probe: TYPED,
        target: TYPED,
        measuredAt: at,
        seenFrom: 'person',
      })),
      phases: [],
      startedAt: at,
      ms: 0,
    },
  ];
}
