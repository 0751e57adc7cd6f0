import type { Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import { ImapFlow, type ImapTransport } from 'imapflow';
import { IMAP_LIMITS, silentLogger } from './_imap-session.js';
import type { Secure } from './_dial.js';
import type { Login, LoginSeen } from './_login.js';
import type { ServerTarget } from './_probe.js';
import type { ProbeSettings } from './_settings.js';

const LOGIN_MS = 8_000;

interface ImapError {
  readonly message: string;
  readonly response?: unknown;
  readonly responseStatus?: string;
  readonly oauthError?: { readonly status?: string };
}

/** What imapflow asks servers for; `run` is how it sends any command. */
type Commanding = { run(command: string, ...rest: unknown[]): Promise<unknown> };

/**
 * Logs in once and opens the inbox read-only (EXAMINE). The greeting must still be unread. Nothing of the credential
 * leaves unless the line is TLS with a verified certificate: under implicit TLS the socket must be one already, on a
 * plain port STARTTLS must work. Closes the socket.
 */
export async function imapLogin(
  socket: Socket,
  target: ServerTarget,
  login: Login,
  secure: Secure,
  settings: ProbeSettings,
  signal: AbortSignal,
): Promise<LoginSeen> {
  let line: Socket = socket;
  let sent = false;
  const isSecure = target.tls === 'implicit';
  const transport: ImapTransport = {
    connect(_options, onConnect) {
      setImmediate(onConnect);
      return socket;
    },
    upgrade(plain, _options, onSecure) {
      const upgraded = connectTls({ ...secure.options(target, 'verify'), socket: plain }, onSecure);
      upgraded.once('error', ignore);
      line = upgraded;
      return upgraded;
    },
  };
  const client = new ImapFlow({
    host: target.host,
    secure: isSecure,
    // Unless told, imapflow goes on in clear when a server hides or refuses STARTTLS.
    ...(isSecure ? {} : { doSTARTTLS: true }),
    transport,
    auth: { user: login.userName, pass: login.password },
    logger: silentLogger,
    clientInfo: { name: 'mailmedic', vendor: 'mailmedic', version: false, 'support-url': false },
    disableAutoIdle: true,
    disableCompression: true,
    connectionTimeout: settings.deadlines.connect,
    greetingTimeout: settings.deadlines.greeting,
    // When a server throttles, imapflow waits by itself for up to half of this.
    socketTimeout: LOGIN_MS,
    ...IMAP_LIMITS,
  });
  guardCommands(client as unknown as Commanding);
  client.on('error', ignore);
  socket.on('error', ignore);
  const stop = (): void => client.close();
  signal.addEventListener('abort', stop, { once: true });
  try {
    await client.connect();
    // A server that greets with PREAUTH asked for no password, so it judged none.
    if (!sent) return { kind: 'not-tried', reason: 'the server asked for no password' };
  } catch (error) {
    const { text, reason } = answerIn(error as ImapError);
    if (!sent) return { kind: 'not-tried', reason };
    return text === undefined ? { kind: 'unknown', reason } : { kind: 'refused', stage: 'login', text };
  } finally {
    if (signal.aborted) client.close();
  }
  try {
    await client.mailboxOpen('INBOX', { readOnly: true });
    return { kind: 'accepted' };
  } catch (error) {
    const { text, reason } = answerIn(error as ImapError);
    return text === undefined ? { kind: 'unknown', reason } : { kind: 'refused', stage: 'inbox', text };
  } finally {
    signal.removeEventListener('abort', stop);
    client.close();
    socket.destroy();
  }

  /** The last gate before a credential leaves, whatever the library thinks of the line. */
  function guardCommands(commanding: Commanding): void {
    const run = commanding.run.bind(commanding);
    commanding.run = (command, ...rest) => {
      if (command === 'ID' && !login.needsId) return Promise.resolve({});
      if (command !== 'LOGIN' && command !== 'AUTHENTICATE') return run(command, ...rest);
      if (!(line instanceof TLSSocket) || !line.authorized) {
        return Promise.reject(new TypeError('the line is not verified TLS'));
      }
      sent = true;
      login.onSending();
      return run(command, ...rest);
    };
  }
}

/** The server's answer, if it gave one to a command, and our own words for logs. */
function answerIn(error: ImapError): { readonly text: string | undefined; readonly reason: string } {
  const { response, responseStatus, oauthError } = error;
  const reason = error instanceof TypeError ? error.message : 'the connection ended early';
  if ((responseStatus !== 'NO' && responseStatus !== 'BAD') || typeof response !== 'string')
    return { text: undefined, reason };
  const line = response.replace(/^\S+ /u, '');
  return { text: oauthError?.status === undefined ? line : `${line} (OAuth ${oauthError.status})`, reason };
}

function ignore(): void {
  // An error event without a listener would end the process; connect() reports the same error.
}
