import { z } from 'zod';
import type { Provider, ProviderStatus } from '../domain/index.js';
import { day, findingCode, guides, guidesOf, hostName, id, localText, schemaVersion } from './pieces.js';
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

const status = z.strictObject({
  feed: z.enum(['google-incidents', 'statuspage', 'component-rss']),
  url: z
    .string()
    .regex(
      /^https:\/\/[a-z0-9.-]+\/\S+$/u,
      'it is no safe web page; write it like `https://status.example.com/api/v2/incidents/unresolved.json`',
    ),
  about: z.array(z.string().trim().min(1)).optional(),
  verified_at: day,
  source: z.string().trim().min(1),
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
  status: status.optional(),
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
      ...(value.status && { status: statusOf(value.status) }),
      guides: guidesOf(value.guides, source.tree),
      quirks: new Map(quirks),
      refusals: value.refusals ?? [],
    },
    problems,
  };
}

function statusOf({
  feed,
  url,
  about,
  verified_at: verifiedAt,
  source,
}: z.output<typeof status>): ProviderStatus {
  return { feed, url, about: about ?? [], verifiedAt, source };
}
