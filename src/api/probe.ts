import type { Finding, LocalText, ProbeResult } from '../domain/index.js';

/** `GET /api/probe-runs/:id`. Holds no mail address: they are cut out of every text. */
export interface ProbeRunAnswer {
  readonly id: string;
  readonly at: string;
  /** The verdict in a line. */
  readonly verdict: LocalText;
  readonly results: readonly (Omit<ProbeResult, 'findings' | 'mailbox'> & {
    readonly findings: readonly (Finding & { readonly sentence: LocalText })[];
  })[];
  /** Causes by what was measured alone, most likely first, ruled-out ones last. */
  readonly causes: readonly {
    readonly id: string;
    readonly title: LocalText;
    readonly standing: 'measured' | 'likely' | 'possible' | 'ruled-out';
    readonly because: readonly LocalText[];
  }[];
}
