import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Secure, Secured } from './_dial.js';
import { readLines, type Lines } from './_lines.js';
import type { ProbeTools, ServerTarget } from './_probe.js';
import type { SessionEnding, SessionSeen } from './_session.js';
import { TEXT_PROTOCOLS, type Reply, type TextProtocol } from './_text-protocol.js';

/** {@link SessionSeen}, and where `complete` the conversation to go on with: verified TLS, and nothing unread. */
export interface TextSession extends SessionSeen {
  readonly secured?: { readonly socket: TLSSocket; readonly lines: Lines };
}

/**
 * Speaks POP3 or SMTP over an open socket as far as one gets without a login: greeting, capabilities, STARTTLS unless
 * `target` is under implicit TLS, capabilities again. The greeting must still be unread. What was told in clear counts
 * for nothing under TLS, and bytes between the yes to STARTTLS and the handshake end it.
 */
export async function textSession(
  socket: Socket,
  target: ServerTarget,
  secure: Secure,
  signal: AbortSignal,
): Promise<TextSession> {
  const protocol = TEXT_PROTOCOLS[target.protocol === 'smtp' ? 'smtp' : 'pop3'];
  const lines = readLines(socket, signal);
  const greeting = await protocol.reply(lines);
  if (greeting.kind !== 'reply' || !greeting.ok) return early(endingOf(greeting), lines);
  if (target.tls === 'implicit') return underTls(socket, lines, protocol, []);
  const clear = await protocol.capabilities(lines);
  if (clear.kind !== 'reply' || hangsUp(clear)) return early(endingOf(clear), lines);
  const before = clear.ok ? clear.lines : [];
  // A server without CAPA can't say that it knows STLS.
  if (clear.ok && !protocol.offersTls(before)) return early('starttls-missing', lines, before);
  lines.say(protocol.startTls);
  const answer = await protocol.reply(lines);
  if (answer.kind !== 'reply') return early(endingOf(answer), lines, before);
  if (!answer.ok) return early(clear.ok ? 'starttls-refused' : 'starttls-missing', lines, before);
  if (lines.hasMore()) return early('injection', lines, before);
  lines.release();
  const secured = await secure.handshake(socket, target, 'verify', signal);
  if (!secured.ok) return { ...seen('tls-failed', lines, before), failed: secured };
  return underTls(secured.socket, readLines(secured.socket, signal), protocol, before);
}

async function underTls(
  socket: Socket,
  lines: Lines,
  protocol: TextProtocol,
  before: readonly string[],
): Promise<TextSession> {
  const told = await protocol.capabilities(lines);
  if (told.kind !== 'reply' || hangsUp(told)) return early(endingOf(told), lines, before);
  // The last gate: nobody goes on over a line that is not verified.
  if (!(socket instanceof TLSSocket) || !socket.authorized) {
    const failed: Extract<Secured, { ok: false }> = {
      ok: false,
      code: 'UNVERIFIED',
      message: 'not verified',
    };
    return { ...early('tls-failed', lines, before), failed };
  }
  const after = told.ok ? told.lines : [];
  return { ...seen('complete', lines, before), after, secured: { socket, lines } };
}

function early(ending: SessionEnding, lines: Lines, before: readonly string[] = []): SessionSeen {
  lines.release();
  return seen(ending, lines, before);
}

function seen(ending: SessionEnding, lines: Lines, before: readonly string[]): SessionSeen {
  return { ending, before, after: [], plain: lines.heard() };
}

/** SMTP's goodbye to anything (RFC 5321 4.2.1). */
function hangsUp(reply: Reply): boolean {
  return reply.kind === 'reply' && reply.lines.at(-1)?.startsWith('421') === true;
}

function endingOf(reply: Reply): SessionEnding {
  if (reply.kind === 'over-limits') return 'over-limits';
  return reply.kind === 'cut-off' ? 'silent' : 'closed';
}

/** {@link textSession} for a probe: says goodbye instead of going on, and closes the socket. */
export async function sessionWithoutLogin(
  socket: Socket,
  target: ServerTarget,
  { secure }: Pick<ProbeTools, 'secure'>,
  signal: AbortSignal,
): Promise<SessionSeen> {
  try {
    const { secured, ...seen } = await textSession(socket, target, secure, signal);
    secured?.lines.say('QUIT');
    secured?.lines.release();
    return seen;
  } finally {
    socket.end();
  }
}
