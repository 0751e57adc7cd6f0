import { z } from 'zod';
import type { Provider } from '../domain/index.js';
import { findingCode, guides, guidesOf, hostName, id, localText, schemaVersion } from './pieces.js';
import { readShape } from './shape.js';
import type { Read, Source } from './source.js';

const userNameForm = z.enum(['full-address', 'local-part']);

const server = z.strictObject({
  protocol: z.enum(['imap', 'pop3', 'smtp']),
  host: hostName,
  port: z.number().int().min(1).max(65_535),
  tls: z.enum(['implicit', 'starttls']),
  user_name: userNameForm.exactOptional(),
});

const code = z.strictObject({
  name: localText,
  shape: z
    .strictObject({ length: z.int().min(6).max(64), of: z.enum(['letters', 'letters-and-digits']) })
    .exactOptional(),
});

const schema = z.strictObject({
  schema: schemaVersion,
  id,
  name: localText,
  names: z.array(z.string().trim().min(2)).optional(),
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
  credential: z.enum(['password', 'app-password', 'authorization-code', 'oauth-only']).optional(),
  code: code.optional(),
  webmail: z
    .string()
    .regex(/^https:\/\/\S+$/u, 'it is no safe web address; write it like `https://mail.corp.example`')
    .optional(),
  guides: guides.optional(),
  quirks: z
    .strictObject({ needs_id_command: z.literal('yes').optional(), user_name: userNameForm.optional() })
    .optional(),
  refusals: z.array(z.strictObject({ text: z.string().trim().min(4), finding: findingCode })).optional(),
});

/** `playbooks/providers/<id>.yaml`: a mail provider with its servers, and how it lets mail apps in. */
export function readProvider(source: Source): Read<Provider> {
  const { value, problems } = readShape(source, schema);
  if (!value) return { problems };
  const quirks = Object.entries(value.quirks ?? {}).flatMap(([name, quirk]): [string, string][] =>
    quirk ? [[name, quirk]] : [],
  );
  return {
    value: {
      id: value.id,
      name: value.name,
      ...(value.names && { names: value.names }),
      kind: value.kind,
      domains: value.domains,
      mx: value.mx ?? [],
      servers: value.servers.map(({ user_name: userName, ...one }) => ({
        ...one,
        ...(userName && { userName }),
      })),
      ...(value.credential && { credential: value.credential }),
      ...(value.code && { code: value.code }),
      ...(value.webmail !== undefined && { webmail: value.webmail }),
      guides: guidesOf(value.guides, source.tree),
      quirks: new Map(quirks),
      refusals: value.refusals ?? [],
    },
    problems,
  };
}
