import { z } from 'zod';
import { probeResult } from './result-payload-parts.js';

/**
 * What became of a one-time sign-in. `typed` holds findings about the form of what was typed, also of what was
 * corrected before it was tried. The store writes this shape by itself when a sign-in's time is over.
 */
export const signedInPayload = z.object({
  kind: z.literal('signed-in'),
  token: z.string(),
  outcome: z.enum(['tried', 'expired', 'declined', 'refused', 'failed']),
  typed: z.array(z.string()),
  results: z.array(probeResult),
  /** Its page. */
  run: z.string().exactOptional(),
  retryAfter: z.string().exactOptional(),
  attempts: z.number().exactOptional(),
});

export type SignedInPayload = z.infer<typeof signedInPayload>;
