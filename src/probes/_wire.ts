import { z } from 'zod';
import type { ProbeProgress, ProbeResult } from '../domain/index.js';
import { probeSettingsSchema } from './_settings.js';

/** The longest texts and lists a child may send; it cuts its own texts far below, so more means that it was taken over. */
const text = z.string().max(4_000);
const short = z.string().max(500);
const status = z.enum(['ok', 'warn', 'fail', 'skip']);

const server = z.object({
  protocol: z.enum(['imap', 'pop3', 'smtp']),
  host: short,
  port: z.int().min(1).max(65_535),
  tls: z.enum(['implicit', 'starttls', 'none']),
});

/** What the parent asks of a child, once per request. */
export const requestSchema = z.strictObject({
  kind: z.literal('run'),
  id: z.int(),
  probes: z.array(short).max(20),
  with: z.record(short, text),
  settings: probeSettingsSchema,
  providers: z.array(
    z.object({
      id: short,
      domains: z.array(short),
      mx: z.array(short),
      servers: z.array(server.extend({ tls: z.enum(['implicit', 'starttls']) })),
      status: z
        .object({
          feed: z.enum(['google-incidents', 'statuspage', 'component-rss']),
          url: short,
          about: z.array(short),
        })
        .exactOptional(),
    }),
  ),
});

export type WireRequest = z.infer<typeof requestSchema>;

const phase = z.object({ name: short, status, ms: z.number().min(0), detail: text.exactOptional() });

const finding = z.object({
  code: short,
  severity: z.enum(['info', 'warning', 'critical']),
  facts: z.record(short, text),
  evidence: z.array(z.object({ label: text, value: text, command: text.exactOptional() })).max(20),
  probe: short,
  target: short,
  measuredAt: z.iso.datetime(),
  seenFrom: z.enum(['bot', 'person']),
});

/** One result, within bounds. */
export const resultSchema = z.object({
  probe: short,
  target: short,
  status: z.enum(['measured', 'failed', 'refused']),
  findings: z.array(finding).max(40),
  phases: z.array(phase).max(40),
  startedAt: z.iso.datetime(),
  ms: z.number().min(0),
  mailbox: z
    .object({
      address: text,
      domain: short,
      provider: short.exactOptional(),
      servers: z.array(server.extend({ source: short })).max(60),
    })
    .exactOptional(),
  reason: text.exactOptional(),
}) satisfies z.ZodType<ProbeResult>;

const progress = z.object({
  probe: short,
  target: short,
  phase: short,
  status: z.enum(['running', 'ok', 'warn', 'fail', 'skip']),
  ms: z.number().min(0).exactOptional(),
  detail: text.exactOptional(),
}) satisfies z.ZodType<ProbeProgress>;

/** What a child says. Checked by the parent, because the child has been talking to strangers. */
export const replySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('progress'), id: z.int(), progress }),
  z.object({
    kind: z.literal('done'),
    id: z.int(),
    results: z.array(resultSchema).max(40),
    hostile: z.boolean(),
  }),
]);

export type WireReply = z.infer<typeof replySchema>;
