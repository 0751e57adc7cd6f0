import { z } from 'zod';
import { probeSettingsSchema } from './_settings.js';
import { resultSchema } from './_wire.js';

const short = z.string().max(500);

/** What the parent asks of a sign-in child, once in its life. */
export const signInRequestSchema = z.strictObject({
  kind: z.literal('sign-in'),
  protocol: z.enum(['imap', 'pop3', 'smtp']),
  host: short,
  port: z.int().min(1).max(65_535),
  tls: z.enum(['implicit', 'starttls']),
  userName: short,
  needsId: z.boolean(),
  /** Servers that the bundle names: their ports are allowed. */
  known: z.array(z.object({ host: short, port: z.int().min(1).max(65_535) })).max(2_000),
  settings: probeSettingsSchema,
  sealed: z.strictObject({ from: short, iv: short, body: z.string().max(16_000), tag: short }),
});

export type SignInWire = z.infer<typeof signInRequestSchema>;

const results = z.array(resultSchema).max(10);

/** What a sign-in child says. Checked by the parent, because the child has been talking to strangers. */
export const signInReplySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), publicKey: short }),
  /** From here on a login may have been made. */
  z.object({ kind: z.literal('sending') }),
  z.object({ kind: z.literal('accepted'), results }),
  z.object({ kind: z.literal('not-tried'), results }),
  z.object({ kind: z.literal('unknown'), results }),
  z.object({
    kind: z.literal('refused'),
    stage: z.enum(['login', 'inbox']),
    text: z.string().max(1_000),
    results,
  }),
]);

export type SignInReply = z.infer<typeof signInReplySchema>;
