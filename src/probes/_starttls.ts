import type { Socket } from 'node:net';
import type { MailProtocol } from '../domain/index.js';
import { readLines, type Lines } from './_lines.js';
import { latin1Text } from './_text.js';
import { EHLO } from './_text-protocol.js';

/** How a plain connection came to the point where TLS may begin. */
export type Upgrade =
  | { readonly kind: 'ready' }
  /** The server said no, or does not know the command. `text` is its answer. */
  | { readonly kind: 'refused'; readonly text: string }
  /** Something else than the protocol's greeting, or nothing at all. */
  | { readonly kind: 'stranger'; readonly bytes: Buffer };

interface Dialogue {
  readonly greeting: RegExp;
  /** What is said before, and the line that ends the answer to it. */
  readonly hello?: { readonly line: string; readonly end: RegExp };
  readonly ask: string;
  /** The line that ends the answer; group 1 matches when it is a yes. */
  readonly answer: RegExp;
}

/** RFC 9051 6.2.1, RFC 2595 4, RFC 3207 4. */
const DIALOGUES: Readonly<Record<MailProtocol, Dialogue>> = {
  imap: { greeting: /^\* OK/iu, ask: 'a1 STARTTLS', answer: /^a1 (?:(OK)|NO|BAD)/iu },
  pop3: { greeting: /^\+OK/iu, ask: 'STLS', answer: /^(?:(\+OK)|-ERR)/iu },
  smtp: {
    greeting: /^220 /u,
    hello: { line: EHLO, end: /^\d{3} /u },
    ask: 'STARTTLS',
    answer: /^(?:(220)|\d{3}) /u,
  },
};

/** Speaks just enough of the protocol to ask for TLS. Does not start it. */
export async function askForTls(
  socket: Socket,
  protocol: MailProtocol,
  signal: AbortSignal,
): Promise<Upgrade> {
  const dialogue = DIALOGUES[protocol];
  const lines = readLines(socket, signal);
  try {
    const greeting = await lineLike(lines, /^(?!220-)/u);
    if (greeting === undefined || !dialogue.greeting.test(greeting)) {
      return { kind: 'stranger', bytes: lines.heard() };
    }
    if (dialogue.hello) {
      lines.say(dialogue.hello.line);
      if ((await lineLike(lines, dialogue.hello.end)) === undefined)
        return { kind: 'stranger', bytes: lines.heard() };
    }
    lines.say(dialogue.ask);
    const answer = await lineLike(lines, dialogue.answer);
    if (answer === undefined) return { kind: 'stranger', bytes: lines.heard() };
    if (dialogue.answer.exec(answer)?.[1] === undefined) return { kind: 'refused', text: latin1Text(answer) };
    return { kind: 'ready' };
  } finally {
    lines.release();
  }
}

/** The next line like this; `undefined` when none comes any more. */
async function lineLike(lines: Lines, pattern: RegExp): Promise<string | undefined> {
  for (;;) {
    const line = await lines.next();
    if (line.kind !== 'line') return undefined;
    if (pattern.test(line.text)) return line.text;
  }
}
