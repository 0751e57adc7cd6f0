import { z } from 'zod';
import {
  MailmedicError,
  mailmedicError,
  type Case,
  type CaseEvent,
  type Conversation,
  type InboundMessage,
  type OpenIncident,
  type ProbeProgress,
  type ProbeResult,
  type Reply,
  type SignInOffer,
  type TaskWork,
  type TranscriptLine,
  type WebUser,
} from '../domain/index.js';

/**
 * The shapes of what is stored as JSON. They hold the keys that code relies on when it reads a row back;
 * further keys pass through, so a newer version's rows stay readable while replicas are exchanged.
 */
const address = z.looseObject({ channel: z.string(), conversation: z.string() });
const speaker = z.looseObject({ id: z.string() });
const language = z.enum(['zh', 'en']);
const localText = z.looseObject({ zh: z.string(), en: z.string() });

const run = z.looseObject({
  problem: z.string(),
  bundle: z.string(),
  language,
  stack: z.array(z.looseObject({ playbook: z.string(), step: z.string() })),
  slots: z.record(z.string(), z.looseObject({ value: z.string(), source: z.string() })),
  findings: z.array(z.looseObject({ code: z.string() })),
  arrivals: z.record(z.string(), z.number()),
  excluded: z.array(z.string()),
  tokens: z.number(),
});

const problem = z.looseObject({ id: z.string(), openedAt: z.string(), words: z.string(), run });

const openIncident = z.looseObject({
  key: z.string(),
  host: z.string(),
  code: z.string(),
  since: z.string(),
  ticket: z.string(),
  nextLookAt: z.string(),
});

const incident = z.looseObject({
  host: z.string(),
  finding: z.looseObject({ code: z.string() }),
  state: z.enum(['watched', 'open', 'over']),
  since: z.string(),
  sightings: z.array(z.looseObject({ address, person: z.string(), problem: z.string(), at: z.string() })),
  clear: z.number(),
});

const button = z.looseObject({ id: z.string(), label: z.string(), press: z.string() });

/** Rows of before a gift could hold several files name one `file`. */
const gift = z
  .looseObject({ file: z.unknown().optional(), files: z.array(z.unknown()).optional() })
  .transform((stored) => {
    const { file, files = file === undefined ? undefined : [file], ...rest } = stored;
    return { ...rest, ...(files !== undefined && { files }) };
  });

const reply = z.looseObject({
  text: z.string(),
  gift: gift.optional(),
  buttons: z.array(button).optional(),
  choices: z.array(button).optional(),
});

const conversation = z.looseObject({
  address,
  language: language.optional(),
  speaker: speaker.optional(),
  greeted: z.boolean(),
  problem: problem.optional(),
  parked: z.array(problem),
  problems: z.number(),
  misses: z.number(),
  joined: openIncident.optional(),
  incident: incident.optional(),
  unsure: z.array(z.looseObject({ at: z.string(), reply })).optional(),
});

const incidentCase = z.looseObject({
  id: z.string(),
  reference: z.string(),
  conversation: z.string(),
  problem: z.string(),
  token: z.string(),
  state: z.enum(['requested', 'posted', 'claimed', 'active', 'returned', 'closed']),
  queue: z.string(),
  severity: z.string(),
  summary: localText,
  reason: z.enum(['playbook', 'asked', 'stuck', 'failed']),
  person: speaker,
  language,
  findings: z.array(z.looseObject({ code: z.string() })),
  differential: z.array(z.looseObject({ cause: z.string() })),
  known: z.record(z.string(), z.string()),
  tried: z.array(z.string()),
  createdAt: z.string(),
  claimedBy: z.string().optional(),
  probing: z.string().optional(),
});

const caseEvent = z.looseObject({
  id: z.string(),
  caseId: z.string(),
  at: z.string(),
  by: z.string(),
  kind: z.string(),
});

const taskWork = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('probe'),
    step: z.string(),
    request: z.looseObject({ probes: z.array(z.string()), with: z.record(z.string(), z.string()) }),
    caseId: z.string().optional(),
  }),
  z.looseObject({ kind: z.literal('check-playbook'), yaml: z.string() }),
  z.looseObject({ kind: z.literal('post-case'), caseId: z.string() }),
  z.looseObject({
    kind: z.literal('act'),
    askedAt: z.string(),
    notTaken: z.number(),
    call: z.looseObject({
      action: z.string(),
      person: z.looseObject({ id: z.string(), address: z.string() }),
      with: z.record(z.string(), z.string()),
      language,
      problem: z.string(),
      idempotencyKey: z.string(),
      outcomes: z.array(z.string()),
      facts: z.array(z.string()),
    }),
  }),
  z.looseObject({
    kind: z.literal('notify'),
    askedAt: z.string(),
    notTaken: z.number(),
    call: z.looseObject({
      queue: z.string(),
      severity: z.string(),
      text: localText,
      problem: z.string(),
      idempotencyKey: z.string(),
    }),
  }),
]);

const progress = z.array(
  z.looseObject({ probe: z.string(), target: z.string(), phase: z.string(), status: z.string() }),
);

const transcriptLine = z.looseObject({ at: z.string(), who: z.string(), text: z.string() });

const inboxBody = z.looseObject({
  from: speaker.optional(),
  text: z.string().optional(),
  press: z.string().optional(),
  payload: z.unknown().optional(),
  shared: z.literal(true).optional(),
  inPrivate: address.optional(),
});

const said = z.looseObject({ key: z.string(), text: z.string(), press: z.string().optional() });

const webUser = z.looseObject({
  id: z.string(),
  name: z.string().optional(),
  address: z.string().optional(),
  roles: z.array(z.string()),
});

const probeResults = z.array(
  z.looseObject({
    probe: z.string(),
    target: z.string(),
    status: z.enum(['measured', 'failed', 'refused']),
    findings: z.array(z.looseObject({ code: z.string() })),
    phases: z.array(z.looseObject({ name: z.string(), status: z.string(), ms: z.number() })),
    ms: z.number(),
  }),
);

const signInOffer = z.looseObject({
  target: z.looseObject({
    // Rows of before there was more than IMAP.
    protocol: z.enum(['imap', 'pop3', 'smtp']).default('imap'),
    address: z.string(),
    host: z.string(),
    port: z.number(),
    tls: z.enum(['implicit', 'starttls']),
  }),
  language,
  credential: z.string(),
});

const files = z.array(z.tuple([z.string(), z.string()]));

/** What a row of the inbox carries in its JSON column. */
export type InboxBody = Pick<InboundMessage, 'from' | 'text' | 'press' | 'payload' | 'shared' | 'inPrivate'>;

/** What a person said, in the JSON column of a chat line. `key` is the platform's id of it. */
export interface Said {
  readonly key: string;
  readonly text: string;
  readonly press?: string;
}

/** One reader per kind of stored JSON. Each throws `MM_STORE_CORRUPT` for text that is not JSON or has another shape. */
export const read = {
  conversation: reader<Conversation>('conversation', conversation),
  case: reader<Case>('case', incidentCase),
  caseEvent: reader<CaseEvent>('case event', caseEvent),
  reply: reader<Reply>('reply', reply),
  taskWork: reader<TaskWork>('task', taskWork),
  progress: reader<readonly ProbeProgress[]>('progress', progress),
  transcriptLine: reader<TranscriptLine>('transcript line', transcriptLine),
  inboxBody: reader<InboxBody>('inbox row', inboxBody),
  said: reader<Said>('chat line', said),
  webUser: reader<WebUser>('session', webUser),
  tokenBody: reader<unknown>('token', z.unknown()),
  memory: reader<unknown>('memory of a channel', z.unknown()),
  probeResults: reader<readonly ProbeResult[]>('probe run', probeResults),
  signInOffer: reader<Omit<SignInOffer, 'conversation' | 'token' | 'typed'>>('sign-in', signInOffer),
  typedCodes: reader<readonly string[]>('sign-in', z.array(z.string())),
  bundleHashes: reader<readonly string[]>('list of bundles', z.array(z.string())),
  openIncident: reader<OpenIncident>('incident', openIncident),
  files: reader<readonly (readonly [string, string])[]>('bundle', files),
};

/** What `work` reads, or why it can't be read: for rows whose neighbours must not suffer for them. */
export function tryRead<T>(work: () => T): { readonly value: T } | { readonly unreadable: string } {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof MailmedicError && error.code === 'MM_STORE_CORRUPT') {
      return { unreadable: error.message };
    }
    throw error;
  }
}

function reader<T>(what: string, shape: z.ZodType): (text: string) => T {
  return (text) => {
    const parsed = shape.safeParse(parseJson(what, text));
    if (parsed.success) return parsed.data as T;
    const first = parsed.error.issues[0];
    throw corrupt(what, `${first?.path.join('.') ?? ''}: ${first?.message ?? ''}`, parsed.error);
  };
}

function parseJson(what: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw corrupt(what, 'not JSON', error);
  }
}

function corrupt(what: string, reason: string, cause: unknown) {
  return mailmedicError(
    'MM_STORE_CORRUPT',
    { what, reason },
    'Somebody or something changed the row by hand, or it was written by a newer version: restore it from a backup.',
    cause,
  );
}
