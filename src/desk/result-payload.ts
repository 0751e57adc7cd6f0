import { z } from 'zod';
import { newsPayload, sightingPayload } from './incidents/news.js';
import { probeResult, sender, sentReply } from './result-payload-parts.js';
import { signedInPayload } from './signed-in-payload.js';

/** What a finished task writes into the inbox: measurements, or where a case stands. */
export const resultPayload = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('probe'),
    token: z.string(),
    results: z.array(probeResult),
    /** Its page; rows of an older version have none. */
    run: z.string().exactOptional(),
    /** Nothing was measured: the share of its person, or of its target, is used up. */
    isOverShare: z.literal(true).exactOptional(),
  }),
  z.object({
    kind: z.literal('case-probe'),
    caseId: z.string(),
    results: z.array(probeResult),
    run: z.string(),
  }),
  z.object({
    kind: z.literal('acted'),
    token: z.string(),
    action: z.string(),
    outcome: z.string(),
    facts: z.record(z.string(), z.string()),
  }),
  z.object({
    kind: z.literal('notified'),
    token: z.string(),
    queue: z.string(),
    outcome: z.enum(['sent', 'failed']),
  }),
  z.object({
    kind: z.literal('playbook'),
    token: z.string(),
    /** The worst of them; absent where it could not be checked. */
    problems: z
      .array(
        z.object({
          file: z.string(),
          line: z.number(),
          level: z.enum(['error', 'warning']),
          message: z.string(),
          remedy: z.string(),
        }),
      )
      .exactOptional(),
    count: z.number(),
  }),
  /** Its task could not be read. */
  z.object({ kind: z.literal('lost'), token: z.string() }),
  z.object({ kind: z.literal('case-posted'), caseId: z.string(), token: z.string() }),
  z.object({ kind: z.literal('case-waiting'), caseId: z.string() }),
  /** What was said may not have arrived, and nobody can be asked. */
  z.object({ kind: z.literal('unsure'), from: sender, reply: sentReply }),
  /** The person's platform will never take it. */
  z.object({ kind: z.literal('undelivered'), from: sender, reply: sentReply }),
  signedInPayload,
  newsPayload,
  sightingPayload,
]);

export type ResultPayload = z.infer<typeof resultPayload>;

export type ResultOf<K extends ResultPayload['kind']> = Extract<ResultPayload, { kind: K }>;
