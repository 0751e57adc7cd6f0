import type { Socket } from 'node:net';

/** A mail server's line has 512 bytes at most (RFC 2449 4, RFC 5321 4.5.3.1.5); some overdo it a little. */
const LONGEST_LINE = 4 * 1024;
/** Nobody lists more capabilities than this. */
const MOST_LINES = 64;
const KEPT_BYTES = 8 * 1024;

/** One line without its end, one character a byte; or why none comes any more. */
export type Line =
  { readonly kind: 'line'; readonly text: string } | { readonly kind: 'closed' | 'cut-off' | 'over-limits' };

/** A conversation in lines over an open socket. Nothing that a server sends makes it hold more than a few kilobytes. */
export interface Lines {
  /** The next line. Since the last {@link Lines.say} there may be 64 of at most 4 KB. */
  next(): Promise<Line>;
  /** Sends one command. */
  say(command: string): void;
  /** Whether bytes have come that nobody read: behind a yes to STARTTLS they were slipped in. */
  hasMore(): boolean;
  /** The start of everything that was heard. */
  heard(): Buffer;
  /** Gives the socket back, paused. */
  release(): void;
}

/** Begins to read lines; `signal` ends the conversation, not the socket. */
export function readLines(socket: Socket, signal: AbortSignal): Lines {
  let rest: Buffer = Buffer.alloc(0);
  let kept: Buffer = Buffer.alloc(0);
  let count = 0;
  let end: Exclude<Line['kind'], 'line'> | undefined;
  let wake: () => void = () => undefined;

  function onData(chunk: Buffer): void {
    if (kept.length < KEPT_BYTES) kept = Buffer.concat([kept, chunk]).subarray(0, KEPT_BYTES);
    rest = Buffer.concat([rest, chunk]);
    // Whoever pours is not read on until somebody asks for the next line.
    if (rest.length > LONGEST_LINE) socket.pause();
    wake();
  }
  function onClose(): void {
    end ??= 'closed';
    wake();
  }
  function onAbort(): void {
    end = 'cut-off';
    wake();
  }
  socket.on('data', onData);
  socket.once('end', onClose);
  socket.once('close', onClose);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  else if (socket.destroyed || socket.readableEnded) onClose();

  function take(): Line | undefined {
    const at = rest.indexOf(0x0a);
    if (at > LONGEST_LINE || (at === -1 && rest.length > LONGEST_LINE)) return { kind: 'over-limits' };
    if (at === -1) return undefined;
    count += 1;
    if (count > MOST_LINES) return { kind: 'over-limits' };
    const text = rest.subarray(0, at).toString('latin1').replace(/\r$/u, '');
    rest = rest.subarray(at + 1);
    return { kind: 'line', text };
  }

  return {
    async next() {
      for (;;) {
        if (end === 'cut-off') return { kind: end };
        const line = take();
        if (line) return line;
        if (end) return { kind: end };
        socket.resume();
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    say(command) {
      count = 0;
      if (socket.writable) socket.write(`${command}\r\n`);
    },
    hasMore: () => rest.length > 0,
    heard: () => kept,
    release() {
      socket.removeListener('data', onData);
      socket.removeListener('end', onClose);
      socket.removeListener('close', onClose);
      signal.removeEventListener('abort', onAbort);
      socket.pause();
    },
  };
}
