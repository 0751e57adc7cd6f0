/** What somebody thinks of an answer. */
export type Verdict = 'good' | 'bad';

/** An answer in a conversation (`channel:conversation`): by its idempotency key, or as its platform calls it. */
export type SentAnswer =
  | { readonly conversation: string; readonly key: string }
  | { readonly conversation: string; readonly platformId: string };

export interface VerdictCount {
  readonly playbook: string;
  readonly step: string;
  readonly verdict: Verdict;
  readonly answers: number;
}

/** What people think of answers that ended a problem; who thinks so is not kept. */
export interface Verdicts {
  /** One verdict per answer, the last one; false where it is no answer that ended a problem. */
  judge(answer: SentAnswer, verdict: Verdict): Promise<boolean>;
  /** By the step that gave the answer. */
  counts(): Promise<readonly VerdictCount[]>;
}
