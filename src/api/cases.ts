import type {
  Case,
  CaseEvent,
  CaseState,
  DifferentialLine,
  Finding,
  LocalText,
  TranscriptLine,
} from '../domain/index.js';

/** One case in a list. */
export interface CaseSummary {
  readonly id: string;
  readonly reference: string;
  readonly state: CaseState;
  readonly queue: string;
  readonly severity: string;
  readonly summary: LocalText;
  readonly who: string;
  readonly createdAt: string;
  readonly claimedBy?: string;
  /** The first cause of the differential, in words. */
  readonly cause?: string;
  /** Whether the last word is the person's. */
  readonly awaitsAnswer: boolean;
}

/** `GET /api/cases?state=open|closed`: most severe first, then oldest first. */
export interface CasesAnswer {
  readonly cases: readonly CaseSummary[];
}

/** `GET /api/cases/:reference` */
export interface CaseAnswer {
  readonly case: Omit<Case, 'token' | 'differential' | 'findings'>;
  readonly differential: readonly DifferentialLine[];
  readonly findings: readonly (Finding & { readonly sentence: LocalText })[];
  readonly events: readonly CaseEvent[];
  /** Of this conversation, since the problem began. */
  readonly transcript: readonly TranscriptLine[];
  /** Steps walked, in words. */
  readonly tried: readonly LocalText[];
  /** Pages of its measurements, newest first. */
  readonly probeRuns: readonly { readonly id: string; readonly at: string }[];
  /** Whether enough is known to measure again. */
  readonly canProbe: boolean;
}

export const CASE_DEEDS = ['claim', 'reply', 'note', 'return', 'resolve', 'probe'] as const;

export type CaseDeed = (typeof CASE_DEEDS)[number];

/**
 * What an agent does to a case, with its words: `note` for colleagues, `return` back to the bot.
 * `POST /api/cases/:reference/:deed` with the rest as body; the answer is the {@link CaseAnswer} after it.
 * 409 `MM_CASE_TAKEN` names who has it.
 */
export type DeedOf<Deed extends CaseDeed = CaseDeed> = Deed extends 'resolve'
  ? { readonly deed: Deed; readonly cause: string; readonly fix: string }
  : Deed extends 'reply' | 'note' | 'return'
    ? { readonly deed: Deed; readonly text: string }
    : { readonly deed: Deed };

/** `GET /api/cases/events` (server-sent events): event `changed` with `{version}` whenever any case changed. */
export interface CasesChanged {
  readonly version: string;
}
