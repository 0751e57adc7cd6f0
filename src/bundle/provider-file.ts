import { z } from 'zod';
import type { Provider } from '../domain/index.js';
import { findingCode, guides, guidesOf, hostName, id, localText, schemaVersion } from './pieces.js';
import { readShape } from './shape.js';
import type { Read, Source } from './source.js';

const server = z.strictObject({
  protocol: z.enum(['imap', 'pop3', 'smtp']),
  host: hostName,
  port: z.number().int().min(1).max(65_535),
  tls: z.enum(['implicit', 'starttls']),
});

const schema = z.strictObject({
  schema: schemaVersion,
  id,
  name: localText,
  kind: z.enum(['public', 'hosted', 'own']),
  domains: z.array(hostName),
  mx: z
    .array(
      z
        .string()
        .regex(
          /^(?:\*\.)?[a-z0-9.-]+$/u,
          'it is no pattern of MX hosts; write it like `*.l.google.com` in small letters',
        ),
    )
    .optional(),
  servers: z.array(server).min(1),
  credential: z.enum(['password', 'app-password', 'authorization-code', 'oauth-only']),
  webmail: z
    .string()
    .regex(/^https:\/\/\S+$/u, 'it is no safe web address; write it like `https://mail.corp.example`')
    .optional(),
  guides: guides.optional(),
  quirks: z
    .strictObject({ needs_id_command: z.string().optional(), user_name: z.string().optional() })
    .optional(),
  refusals: z.array(z.strictObject({ text: z.string().trim().min(4), finding: findingCode })).optional(),
});

/** `playbooks/providers/<id>.yaml`: a mail provider with its servers, and how it lets mail apps in. */
export function readProvider(source: Source): Read<Provider> {
  const { value, problems } = readShape(source, schema);
  if (!value) return { problems };
  const quirks = Object.entries(value.quirks ?? {}).filter((quirk): quirk is [string, string] =>
    Boolean(quirk[1]),
  );
  return {
    value: {
      id: value.id,
      name: value.name,
      kind: value.kind,
      domains: value.domains,
      mx: value.mx ?? [],
      servers: value.servers,
      credential: value.credential,
      ...(value.webmail !== undefined && { webmail: value.webmail }),
      guides: guidesOf(value.guides, source.tree),
      quirks: new Map(quirks),
      refusals: value.refusals ?? [],
    },
    problems,
  };
}
