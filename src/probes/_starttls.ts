import type { Socket } from 'node:net';
import type { MailProtocol } from '../domain/index.js';
import { latin1Text } from './_text.js';

const MOST_BYTES = 16 * 1024;

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
    hello: { line: 'EHLO mailmedic.invalid', end: /^\d{3} /u },
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
  const lines = lineReader(socket, signal);
  try {
    const greeting = await lines.until(/^(?!220-)/u);
    if (greeting === undefined || !dialogue.greeting.test(greeting)) {
      return { kind: 'stranger', bytes: lines.seen() };
    }
    if (dialogue.hello) {
      socket.write(`${dialogue.hello.line}\r\n`);
      if ((await lines.until(dialogue.hello.end)) === undefined)
        return { kind: 'stranger', bytes: lines.seen() };
    }
    socket.write(`${dialogue.ask}\r\n`);
    const answer = await lines.until(dialogue.answer);
    if (answer === undefined) return { kind: 'stranger', bytes: lines.seen() };
    if (dialogue.answer.exec(answer)?.[1] === undefined) return { kind: 'refused', text: latin1Text(answer) };
    return { kind: 'ready' };
  } finally {
    lines.release();
  }
}

interface LineReader {
  /** The next line that matches; `undefined` at the end of the connection, of the bytes allowed, or of the time. */
  until(pattern: RegExp): Promise<string | undefined>;
  seen(): Buffer;
  release(): void;
}

function lineReader(socket: Socket, signal: AbortSignal): LineReader {
  let all = Buffer.alloc(0);
  let read = 0;
  let over = false;
  let wake: () => void = () => undefined;

  function onData(chunk: Buffer): void {
    all = Buffer.concat([all, chunk]);
    if (all.length > MOST_BYTES) over = true;
    wake();
  }
  function onEnd(): void {
    over = true;
    wake();
  }
  socket.on('data', onData);
  socket.once('end', onEnd);
  socket.once('close', onEnd);
  signal.addEventListener('abort', onEnd, { once: true });

  function nextLine(): string | undefined {
    const end = all.indexOf('\n', read);
    if (end === -1) return undefined;
    const line = all.subarray(read, end).toString('latin1').replace(/\r$/u, '');
    read = end + 1;
    return line;
  }

  return {
    async until(pattern) {
      for (;;) {
        for (let line = nextLine(); line !== undefined; line = nextLine()) {
          if (pattern.test(line)) return line;
        }
        if (over || signal.aborted) return undefined;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    seen: () => all.subarray(0, 512),
    release() {
      socket.removeListener('data', onData);
      socket.removeListener('end', onEnd);
      socket.removeListener('close', onEnd);
      signal.removeEventListener('abort', onEnd);
      socket.pause();
    },
  };
}
