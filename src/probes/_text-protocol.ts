import type { Lines } from './_lines.js';

/** An answer of one or more lines, or why it did not come to its end. */
export type Reply =
  | { readonly kind: 'reply'; readonly ok: boolean; readonly lines: readonly string[] }
  | { readonly kind: 'closed' | 'cut-off' | 'over-limits' };

/** What sets POP3 and SMTP apart, as far as a probe speaks them. */
export interface TextProtocol {
  /** The greeting, or the answer to any command with one answer. */
  readonly reply: (lines: Lines) => Promise<Reply>;
  /** What the server can do; empty when it does not know the question. */
  readonly capabilities: (lines: Lines) => Promise<Reply>;
  readonly offersTls: (capabilities: readonly string[]) => boolean;
  readonly startTls: string;
}

/** What a client without a name of its own says in EHLO (RFC 5321 4.1.4). */
export const EHLO = 'EHLO [127.0.0.1]';

/** RFC 1939, RFC 2449, RFC 2595. */
const pop3: TextProtocol = {
  reply: pop3Reply,
  async capabilities(lines) {
    lines.say('CAPA');
    const first = await pop3Reply(lines);
    if (first.kind !== 'reply' || !first.ok) return first;
    const told: string[] = [];
    for (;;) {
      const line = await lines.next();
      if (line.kind !== 'line') return line;
      if (line.text === '.') return { kind: 'reply', ok: true, lines: told };
      told.push(line.text);
    }
  },
  offersTls: (capabilities) => capabilities.some((one) => /^STLS\b/iu.test(one)),
  startTls: 'STLS',
};

async function pop3Reply(lines: Lines): Promise<Reply> {
  const line = await lines.next();
  if (line.kind !== 'line') return line;
  // `+ ` asks for more of a login (RFC 5034).
  return { kind: 'reply', ok: /^\+(?:OK\b| |$)/iu.test(line.text), lines: [line.text] };
}

/** RFC 5321, RFC 3207, RFC 4954. */
const smtp: TextProtocol = {
  reply: smtpReply,
  async capabilities(lines) {
    lines.say(EHLO);
    const reply = await smtpReply(lines);
    if (reply.kind !== 'reply' || !reply.ok) return reply;
    return { ...reply, lines: reply.lines.slice(1).map((line) => line.slice('250-'.length)) };
  },
  offersTls: (capabilities) => capabilities.some((one) => /^STARTTLS\b/iu.test(one)),
  startTls: 'STARTTLS',
};

/** All lines of a reply; it ends with the one that has a space behind its code (RFC 5321 4.2.1). */
async function smtpReply(lines: Lines): Promise<Reply> {
  const told: string[] = [];
  for (;;) {
    const line = await lines.next();
    if (line.kind !== 'line') return line;
    told.push(line.text);
    if (!/^\d{3}-/u.test(line.text))
      return { kind: 'reply', ok: /^[23]\d\d(?: |$)/u.test(line.text), lines: told };
  }
}

/** Protocols that are spoken line by line. IMAP has a library. */
export const TEXT_PROTOCOLS = { pop3, smtp } as const;
