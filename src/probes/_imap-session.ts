import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { ImapFlow, type ImapTransport, type Logger } from 'imapflow';
import type { Secure, Secured } from './_dial.js';
import type { ServerTarget } from './_probe.js';
import type { SessionEnding, SessionSeen } from './_session.js';
import type { ProbeSettings } from './_settings.js';

/** A probe without a login hears some hundred bytes; everything beyond these limits is an attack or a fault. */
export const IMAP_LIMITS = {
  maxLineLength: 64 * 1024,
  maxLiteralSize: 64 * 1024,
  maxResponseSize: 256 * 1024,
  maxResponseTokens: 5_000,
};
const MOST_BYTES = 1024 * 1024;
const KEPT_BYTES = 8 * 1024;

/** Codes of imapflow for input beyond its limits. */
const LIMIT_CODES: readonly string[] = [
  'LineTooLarge',
  'LiteralTooLarge',
  'ResponseTooLarge',
  'TooManyTokens',
];

/**
 * Speaks IMAP over an open socket as far as one gets without a login: CAPABILITY, STARTTLS unless
 * `target` is under implicit TLS, CAPABILITY again, ID. The greeting must still be unread. Sends no
 * credentials, because it has none, and never goes on in clear when STARTTLS fails. Closes the socket.
 */
export async function imapSession(
  socket: Socket,
  target: Pick<ServerTarget, 'host' | 'service' | 'tls'>,
  secure: Secure,
  settings: ProbeSettings,
  signal: AbortSignal,
): Promise<SessionSeen> {
  const isSecure = target.tls === 'implicit';
  const heard = new Heard(() => client.close());
  let before: readonly string[] = [];
  let failed: Extract<Secured, { ok: false }> | undefined;

  const transport: ImapTransport = {
    connect(_options, onConnect) {
      setImmediate(onConnect);
      return socket;
    },
    prepareUpgrade() {
      before = [...client.capabilities.keys()];
    },
    upgrade(plain, _options, onSecure) {
      const upgraded = connectTls({ ...secure.options(target, 'verify'), socket: plain }, onSecure);
      upgraded.once('error', (error: NodeJS.ErrnoException) => {
        failed = { ok: false, code: error.code ?? 'UNKNOWN', message: error.message };
      });
      return upgraded;
    },
  };
  const client = new ImapFlow({
    host: target.host,
    secure: isSecure,
    // Unless told, imapflow goes on in clear when a server hides or refuses STARTTLS.
    ...(isSecure ? {} : { doSTARTTLS: true }),
    transport,
    // With logRaw the log is the one place where a caller sees the bytes as they come.
    logger: heard.logger,
    logRaw: true,
    clientInfo: { name: 'mailmedic', vendor: 'mailmedic', version: false, 'support-url': false },
    disableAutoIdle: true,
    disableCompression: true,
    connectionTimeout: settings.deadlines.connect,
    greetingTimeout: settings.deadlines.greeting,
    // When a server throttles, imapflow waits by itself for up to half of this.
    socketTimeout: settings.deadlines.greeting,
    ...IMAP_LIMITS,
  });
  client.on('error', ignore);
  socket.on('error', ignore);
  const stop = (): void => client.close();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const error = await client.connect().then(
      () => undefined,
      (thrown: unknown) => thrown as ImapError,
    );
    const ending = endingOf(error, {
      failed,
      overLimits: heard.overLimits,
      offered: client.capabilities.has('STARTTLS'),
    });
    const capabilities = [...client.capabilities.keys()];
    return {
      ending,
      before: before.length > 0 || isSecure ? before : capabilities,
      after: ending === 'complete' ? capabilities : [],
      plain: isSecure ? Buffer.alloc(0) : heard.plain(),
      ...(ending === 'tls-failed' && failed ? { failed } : {}),
    };
  } finally {
    signal.removeEventListener('abort', stop);
    client.close();
    socket.destroy();
  }
}

/** Keeps nothing: what a client says may hold a credential. */
export const silentLogger: Logger = {
  trace: ignore,
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
};

function ignore(): void {
  // An error event without a listener would end the process; connect() reports the same error.
}

interface ImapError {
  readonly code?: string;
  readonly authenticationFailed?: boolean;
  readonly tlsFailed?: boolean;
  readonly message: string;
}

function endingOf(
  error: ImapError | undefined,
  seen: { failed: Extract<Secured, { ok: false }> | undefined; overLimits: boolean; offered: boolean },
): SessionEnding {
  if (seen.overLimits || LIMIT_CODES.includes(error?.code ?? '')) return 'over-limits';
  // connect() goes as far as the login, finds that it was given none, and says so.
  if (error === undefined || error.authenticationFailed === true) return 'complete';
  if (error.code === 'STARTTLS_INJECTION') return 'injection';
  if (seen.failed) return 'tls-failed';
  if (error.tlsFailed === true) return seen.offered ? 'starttls-refused' : 'starttls-missing';
  if (error.code === 'ETIMEOUT' || error.code === 'GREETING_TIMEOUT' || error.code === 'UPGRADE_TIMEOUT')
    return 'silent';
  return 'closed';
}

/** Counts what the server sends and keeps the start of what it says in clear. */
class Heard {
  readonly logger: Logger;
  overLimits = false;
  private readonly kept: Buffer[] = [];
  private total = 0;

  constructor(onTooMuch: () => void) {
    this.logger = {
      trace: (entry: { src?: string; data?: string; secure?: boolean }) => {
        if (entry.src !== 's' || entry.data === undefined) return;
        const chunk = Buffer.from(entry.data, 'base64');
        if (entry.secure !== true && this.total < KEPT_BYTES) this.kept.push(chunk.subarray(0, KEPT_BYTES));
        this.total += chunk.length;
        if (this.total <= MOST_BYTES || this.overLimits) return;
        this.overLimits = true;
        onTooMuch();
      },
      debug: ignore,
      info: ignore,
      warn: ignore,
      error: ignore,
    };
  }

  plain(): Buffer {
    return Buffer.concat(this.kept);
  }
}
