import { z } from 'zod';

/** Shapes of the bundle's files; unknown keys are errors everywhere. */
const localText = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/u);
const texts = z.array(z.string().min(1));
const guide = z.strictObject({
  verified_at: z.string(),
  source: z.string(),
  screens: z.array(localText).min(1),
});
const strength = z.enum(['strong', 'medium', 'weak', 'against']);
const schema = z.literal(1);

export const intentFile = z.strictObject({
  schema,
  id,
  examples: z.strictObject({ zh: texts.min(1), en: texts.min(1) }),
  not: texts.default([]),
  patterns: texts.default([]),
});

export const providerFile = z.strictObject({
  schema,
  id,
  name: localText,
  kind: z.enum(['public', 'hosted', 'own']),
  domains: texts.default([]),
  mx: texts.default([]),
  servers: z
    .array(
      z.strictObject({
        protocol: z.enum(['imap', 'pop3', 'smtp']),
        host: z.string().min(1),
        port: z.int().min(1).max(65_535),
        tls: z.enum(['implicit', 'starttls']),
      }),
    )
    .default([]),
  credential: z.enum(['password', 'app-password', 'authorization-code', 'oauth-only']),
  webmail: z.url({ protocol: /^https$/u }).optional(),
  guides: z.record(z.string(), guide).default({}),
  quirks: z.record(z.string(), z.string()).default({}),
  refusals: z.array(z.strictObject({ text: z.string().min(1), finding: z.string() })).default([]),
});

export const clientFile = z.strictObject({
  schema,
  id,
  name: localText,
  names: texts.min(1),
  guides: z.record(z.string(), guide).default({}),
});

export const slotsFile = z.strictObject({
  schema,
  slots: z.record(
    z.string(),
    z.strictObject({
      kind: z.enum([
        'email',
        'hostname',
        'port',
        'number',
        'date',
        'choice',
        'text',
        'error',
        'provider',
        'client',
      ]),
      from: z.array(z.enum(['profile', 'words', 'probe', 'question'])),
      part: z.string().optional(),
      label: localText,
    }),
  ),
});

export const glossaryFile = z.strictObject({
  schema,
  terms: z.record(z.string(), z.strictObject({ names: texts.min(1), text: localText })),
});

export const phrasesFile = z.strictObject({ schema, phrases: z.record(z.string(), localText) });

const duration = z.string().regex(/^\d{1,6}\s*[smhd]$/u);

export const settingsFile = z.strictObject({
  schema,
  languages: z.array(z.enum(['zh', 'en'])).min(1),
  address: z.enum(['您', '你']),
  default_queue: z.string(),
  queues: z.record(
    z.string(),
    z.strictObject({
      name: localText,
      hours: z.string().regex(/^\w{3}-\w{3} \d{2}:\d{2}-\d{2}:\d{2}$/u),
      time_zone: z.string(),
      answers: z.record(z.string(), duration),
    }),
  ),
  org: z.record(z.string(), z.string()).default({}),
  thresholds: z.strictObject({ sure: z.number().min(0.5).max(1), switch: z.number().min(0.5).max(1) }),
  priors: z.record(z.string(), z.number().positive()).default({}),
  idle: z.strictObject({ remind: duration, abandon: duration }),
});

const move = z.union([
  z.strictObject({ user: z.string() }),
  z.strictObject({ press: z.string() }),
  z.strictObject({ after: duration }),
  z.strictObject({ bot: z.union([z.string(), z.array(z.string())]) }),
  z.strictObject({ end: z.string() }),
]);

export const playbookFile = z.strictObject({
  schema,
  id: z.string().regex(/^(?:parts\/)?[a-z0-9][a-z0-9-]*$/u),
  owner: z.string().min(1),
  review_by: z.string().optional(),
  title: localText,
  opens_on: z
    .strictObject({
      intent: z.string().optional(),
      findings: z.record(z.string(), strength).default({}),
      at_once: z.boolean().default(false),
    })
    .optional(),
  needs: texts.default([]),
  asides: z.record(z.string(), z.string().regex(/^glossary:/u)).default({}),
  steps: z.record(z.string().regex(/^[a-z0-9][a-z0-9_-]*$/u), z.record(z.string(), z.unknown())),
  tests: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        lang: z.enum(['zh', 'en']),
        given: z.record(z.string(), z.unknown()).default({}),
        results: z.record(z.string(), z.array(z.unknown())).default({}),
        diagnose: z.string().optional(),
        talk: z.array(z.unknown()).min(1),
      }),
    )
    .default([]),
});

export const talkMove = move;
