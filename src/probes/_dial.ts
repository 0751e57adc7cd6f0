import { connect as connectTcp, type Socket } from 'node:net';
import {
  connect as connectTls,
  createSecureContext,
  rootCertificates,
  type ConnectionOptions,
  type PeerCertificate,
  type SecureContext,
  type TLSSocket,
} from 'node:tls';
import type { VettedAddress } from './guard.js';
import { matchCertificate, OTHER_NAME, type Identity } from './_identity.js';

/** Why no TCP connection came about. `unreachable`: this machine has no route, or something answered so. */
export type DialFailure = 'refused' | 'reset' | 'unreachable' | 'timeout';

export type Dialled =
  | { readonly ok: true; readonly socket: Socket; readonly address: VettedAddress }
  | {
      readonly ok: false;
      readonly failure: DialFailure;
      readonly code: string;
      readonly address: VettedAddress;
    };

/** Opens a TCP connection to an address that the guard let through. Closes it when `signal` fires before it is open. */
export type Dial = (address: VettedAddress, port: number, signal: AbortSignal) => Promise<Dialled>;

export type Secured =
  | { readonly ok: true; readonly socket: TLSSocket }
  | { readonly ok: false; readonly code: string; readonly message: string };

/**
 * How to do a handshake. `verify`: the chain and the name must be right. `look`: any certificate and any
 * version are taken, to read what the server shows; `look-1.2`: any certificate, as a client that knows TLS 1.2 and
 * nothing newer. Nothing may be sent over a connection that was opened for a look.
 */
export type HandshakeKind = 'verify' | 'look' | 'look-1.2';

/** TLS as the probes do it. */
export interface Secure {
  /** Options for `tls.connect` with `socket`: SNI is for the host, the name check for who it is. */
  options(identity: Identity, kind: HandshakeKind): ConnectionOptions;
  /** Does a handshake on an open socket. Closes the socket if it fails or `signal` fires before its end. */
  handshake(socket: Socket, identity: Identity, kind: HandshakeKind, signal: AbortSignal): Promise<Secured>;
}

/** {@link Dial} over the machine's network. */
export const dial: Dial = (address, port, signal) =>
  new Promise((resolve) => {
    // Not handed to connect(): the socket would then be destroyed by a signal that fires long after it opened.
    if (signal.aborted) return resolve(failed({ code: 'ABORT_ERR' }));
    const socket = connectTcp({ host: address.ip, port, family: address.family });
    const onAbort = (): void => onError({ code: 'ABORT_ERR' });
    signal.addEventListener('abort', onAbort, { once: true });
    // Stays for good: a late error without a listener would end the process.
    socket.on('error', onError);
    socket.once('connect', () => {
      signal.removeEventListener('abort', onAbort);
      resolve({ ok: true, socket, address });
    });

    function onError(error: Pick<NodeJS.ErrnoException, 'code'>): void {
      signal.removeEventListener('abort', onAbort);
      socket.destroy();
      resolve(failed(error));
    }

    function failed(error: Pick<NodeJS.ErrnoException, 'code'>): Dialled {
      const code = error.code ?? 'UNKNOWN';
      return { ok: false, failure: dialFailure(code), code, address };
    }
  });

function dialFailure(code: string): DialFailure {
  if (code === 'ECONNREFUSED') return 'refused';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'reset';
  if (code === 'ETIMEDOUT' || code === 'ABORT_ERR') return 'timeout';
  return 'unreachable';
}

/** Reading the public roots takes tens of milliseconds, so a process does it once for each set of own authorities. */
const made = new Map<string, Secure>();

/** {@link Secure} with the public roots and the organisation's own. */
export function createSecure(ca: readonly string[]): Secure {
  const key = ca.join('\n');
  const known = made.get(key) ?? makeSecure(ca);
  made.set(key, known);
  return known;
}

function makeSecure(ca: readonly string[]): Secure {
  let strict: SecureContext | undefined;
  let lenient: SecureContext | undefined;
  let older: SecureContext | undefined;

  function contextOf(kind: HandshakeKind): SecureContext {
    const roots = [...rootCertificates, ...ca];
    if (kind === 'verify') return (strict ??= createSecureContext({ ca: roots, minVersion: 'TLSv1.2' }));
    if (kind === 'look-1.2') {
      return (older ??= createSecureContext({ ca: roots, minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' }));
    }
    return (lenient ??= createSecureContext({
      ca: roots,
      minVersion: 'TLSv1',
      // OpenSSL 3 allows TLS 1.0 and 1.1 at security level 0 only.
      ciphers: 'DEFAULT@SECLEVEL=0',
    }));
  }

  function options(identity: Identity, kind: HandshakeKind): ConnectionOptions {
    return {
      servername: identity.host,
      secureContext: contextOf(kind),
      rejectUnauthorized: kind === 'verify',
      // Node's own would take part of a label as a wildcard, and a common name beside other kinds of names.
      checkServerIdentity: (_host, certificate) => otherName(certificate, identity),
    };
  }

  return {
    options,
    handshake: (socket, identity, kind, signal) =>
      new Promise((resolve) => {
        const secure = connectTls({ ...options(identity, kind), socket });
        const onAbort = (): void => fail({ code: 'ABORT_ERR', message: 'cut off' });
        signal.addEventListener('abort', onAbort, { once: true });
        // Both stay for good: an error without a listener would end the process.
        secure.on('error', fail);
        secure.on('close', () => fail({ code: 'ECONNRESET', message: 'closed during the handshake' }));
        secure.once('secureConnect', () => {
          signal.removeEventListener('abort', onAbort);
          resolve({ ok: true, socket: secure });
        });

        function fail(error: Pick<NodeJS.ErrnoException, 'code' | 'message'>): void {
          signal.removeEventListener('abort', onAbort);
          secure.destroy();
          socket.destroy();
          resolve({ ok: false, code: error.code ?? 'UNKNOWN', message: error.message });
        }
      }),
  };
}

function otherName(certificate: PeerCertificate, identity: Identity): Error | undefined {
  const match = matchCertificate(certificate, identity);
  if (match === 'host' || match === 'service') return undefined;
  const message = `the certificate is not made out for ${identity.host}`;
  return Object.assign(new Error(message), { code: OTHER_NAME });
}

/** Bytes that came, and how the reading ended. */
export interface Heard {
  readonly bytes: Buffer;
  readonly end: 'line' | 'closed' | 'full' | 'cut-off';
}

/**
 * Reads until the first line end, the other side's close, `limit` bytes, or the signal.
 * What was read is gone from the socket; put it back with `socket.unshift` if somebody else reads on.
 */
export function hear(socket: Socket, limit: number, signal: AbortSignal): Promise<Heard> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;

    function onData(chunk: Buffer): void {
      chunks.push(chunk);
      size += chunk.length;
      if (chunk.includes(0x0a)) finish('line');
      else if (size >= limit) finish('full');
    }
    const onClose = (): void => finish('closed');
    const onAbort = (): void => finish('cut-off');

    function finish(end: Heard['end']): void {
      socket.removeListener('data', onData);
      socket.removeListener('end', onClose);
      socket.removeListener('close', onClose);
      signal.removeEventListener('abort', onAbort);
      socket.pause();
      resolve({ bytes: Buffer.concat(chunks), end });
    }

    if (signal.aborted) return onAbort();
    socket.on('data', onData);
    socket.once('end', onClose);
    socket.once('close', onClose);
    signal.addEventListener('abort', onAbort, { once: true });
    socket.resume();
  });
}
