import { z } from 'zod';
import type { ProbeResult, Reply } from '../domain/index.js';

/** A finding as a payload of the inbox carries it. */
export const findingPayload = z.object({
  code: z.string(),
  severity: z.enum(['info', 'warning', 'critical']),
  facts: z.record(z.string(), z.string()),
  evidence: z.array(z.object({ label: z.string(), value: z.string(), command: z.string().exactOptional() })),
  probe: z.string(),
  target: z.string(),
  measuredAt: z.string(),
  seenFrom: z.enum(['bot', 'person']),
  confidence: z.enum(['high', 'medium', 'low']).exactOptional(),
});

const mailbox = z.object({
  address: z.string(),
  domain: z.string(),
  provider: z.string().exactOptional(),
  servers: z.array(
    z.object({
      protocol: z.enum(['imap', 'pop3', 'smtp']),
      host: z.string(),
      port: z.number(),
      tls: z.enum(['implicit', 'starttls', 'none']),
      source: z.string(),
    }),
  ),
});

/** One measurement as a payload of the inbox carries it. */
export const probeResult: z.ZodType<ProbeResult> = z.object({
  probe: z.string(),
  target: z.string(),
  status: z.enum(['measured', 'failed', 'refused']),
  findings: z.array(findingPayload),
  phases: z.array(
    z.object({
      name: z.string(),
      status: z.enum(['ok', 'warn', 'fail', 'skip']),
      ms: z.number(),
      detail: z.string().exactOptional(),
    }),
  ),
  startedAt: z.string(),
  ms: z.number(),
  mailbox: mailbox.exactOptional(),
  reason: z.string().exactOptional(),
});

/** An outgoing reply, as the store read it. */
export const sentReply = z.custom<Reply>(
  (value) => z.looseObject({ text: z.string() }).safeParse(value).success,
);

export const sender = z.enum(['bot', 'agent', 'desk']);
