import { z } from 'zod';
import { findingPayload } from '../result-payload-parts.js';

const address = z.object({ channel: z.string(), conversation: z.string() });

/** What an incident's own conversation hears of one person: that they met the fault, or no longer wait. */
export const sightingPayload = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('incident-seen'),
    host: z.string(),
    finding: findingPayload,
    request: z.object({ probes: z.array(z.string()), with: z.record(z.string(), z.string()) }),
    by: z.object({
      address,
      person: z.string(),
      name: z.string().exactOptional(),
      problem: z.string(),
      at: z.string(),
      ticket: z.string().exactOptional(),
    }),
    /** They were told already. */
    joined: z.literal(true).exactOptional(),
  }),
  z.object({ kind: z.literal('incident-left'), address }),
]);

export type SightingPayload = z.infer<typeof sightingPayload>;

/**
 * What a person's conversation hears of an incident. `opened`: it is one; `told`: an agent has words for everyone;
 * `over`: the server answers again, or people closed the case; `cleared`: the same for a case that waited by itself.
 */
export const newsPayload = z.object({
  kind: z.literal('incident-news'),
  event: z.enum(['opened', 'told', 'over', 'cleared']),
  incident: z.object({
    key: z.string(),
    host: z.string(),
    code: z.string(),
    since: z.string(),
    ticket: z.string(),
    nextLookAt: z.string(),
  }),
  /** The problem that met it. */
  problem: z.string(),
  agent: z.string().exactOptional(),
  text: z.string().exactOptional(),
});

export type NewsPayload = z.infer<typeof newsPayload>;
