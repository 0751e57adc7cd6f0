import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, TLSSocket, type SecureVersion, type TlsOptions } from 'node:tls';
import type { Certificate } from './certificates.js';

/** A server on 127.0.0.1 with everything that came in. */
export interface FakeServer {
  readonly port: number;
  /** Connections accepted so far. */
  readonly connections: () => number;
  /** Lines received, in clear or under TLS, over all connections. */
  readonly lines: readonly string[];
  close(): Promise<void>;
}

/** What a server does with a connection. */
export type Behaviour = (socket: Socket, context: { readonly lines: string[] }) => void;

/** A server that speaks without TLS. */
export function startPlain(behaviour: Behaviour): Promise<FakeServer> {
  return start((onConnection) => createTcpServer(onConnection), behaviour);
}

/** A server with TLS from the first byte. `versions` for old ones; `at` for one more address of a port in use. */
export function startTls(
  certificate: Certificate,
  behaviour: Behaviour,
  versions?: { readonly min: SecureVersion; readonly max: SecureVersion },
  at?: { readonly host: string; readonly port: number },
): Promise<FakeServer> {
  const options: TlsOptions = {
    ...certificate,
    ...(versions
      ? { minVersion: versions.min, maxVersion: versions.max, ciphers: 'DEFAULT@SECLEVEL=0' }
      : {}),
  };
  return start((onConnection) => createTlsServer(options, onConnection), behaviour, at);
}

async function start(
  make: (onConnection: (socket: Socket) => void) => Server,
  behaviour: Behaviour,
  { host, port } = { host: '127.0.0.1', port: 0 },
): Promise<FakeServer> {
  const lines: string[] = [];
  const open = new Set<Socket>();
  let count = 0;
  const server = make((socket) => {
    socket.on('error', () => undefined);
    behaviour(socket, { lines });
  });
  server.on('connection', (socket: Socket) => {
    count += 1;
    open.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => open.delete(socket));
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => count,
    lines,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** How an IMAP server answers; each part has an ordinary value. */
export interface ImapScript {
  readonly greeting?: string | Buffer;
  readonly capabilities?: string;
  /** Told instead of `capabilities` once TLS is on. */
  readonly capabilitiesUnderTls?: string;
  /** Answer to STARTTLS without its tag. */
  readonly starttls?: string;
  /** Sent in the same packet behind the answer to STARTTLS. */
  readonly injected?: string;
  /** Certificate to go on with after STARTTLS. */
  readonly certificate?: Certificate & Pick<TlsOptions, 'minVersion'>;
  /** Answers these commands with raw bytes; `TAG` stands for the tag. */
  readonly raw?: Readonly<Record<string, string>>;
}

/** An IMAP server that knows CAPABILITY, STARTTLS, ID and LOGOUT. */
export function imap(script: ImapScript = {}): Behaviour {
  return (socket, { lines }) => {
    socket.write(script.greeting ?? '* OK IMAP4rev1 ready\r\n');
    converse(socket, script, lines, script.capabilities ?? 'IMAP4rev1 STARTTLS ID AUTH=PLAIN');
  };
}

function converse(socket: Socket, script: ImapScript, lines: string[], capabilities: string): void {
  let buffered = '';
  socket.on('data', onData);

  function onData(chunk: Buffer): void {
    buffered += chunk.toString('latin1');
    for (let end = buffered.indexOf('\r\n'); end !== -1; end = buffered.indexOf('\r\n')) {
      const line = buffered.slice(0, end);
      buffered = buffered.slice(end + 2);
      lines.push(line);
      answer(line);
    }
  }

  function answer(line: string): void {
    const [tag = '*', command = ''] = line.split(' ');
    const name = command.toUpperCase();
    const raw = script.raw?.[name];
    if (raw !== undefined) {
      socket.write(raw.replaceAll('TAG', tag), 'latin1');
    } else if (name === 'CAPABILITY') {
      socket.write(`* CAPABILITY ${capabilities}\r\n${tag} OK done\r\n`);
    } else if (name === 'STARTTLS') {
      startTlsNow(tag);
    } else if (name === 'ID') {
      socket.write(`* ID NIL\r\n${tag} OK done\r\n`);
    } else if (name === 'LOGOUT') {
      socket.end(`* BYE see you\r\n${tag} OK done\r\n`);
    } else {
      socket.write(`${tag} BAD unknown\r\n`);
    }
  }

  function startTlsNow(tag: string): void {
    const reply = script.starttls ?? 'OK begin TLS';
    socket.write(`${tag} ${reply}\r\n${script.injected ?? ''}`);
    if (!reply.startsWith('OK') || !script.certificate) return;
    socket.removeListener('data', onData);
    const secure = new TLSSocket(socket, { isServer: true, ...script.certificate });
    secure.on('error', () => undefined);
    converse(secure, script, lines, script.capabilitiesUnderTls ?? capabilities);
  }
}

/** Accepts and says nothing. */
export const silent: Behaviour = (socket) => {
  socket.resume();
};

/** Says one thing and closes. */
export function says(bytes: string | Buffer): Behaviour {
  return (socket) => socket.end(bytes);
}

/** Says one thing and stays. */
export function saysAndStays(bytes: string | Buffer): Behaviour {
  return (socket) => {
    socket.resume();
    socket.write(bytes);
  };
}

/** Repeats `bytes` as fast as the other side reads, or one piece each `everyMs`. */
export function endless(first: string, bytes: string, everyMs = 0): Behaviour {
  return (socket) => {
    socket.write(first);
    socket.resume();
    if (everyMs > 0) {
      const timer = setInterval(() => socket.write(bytes), everyMs);
      socket.once('close', () => clearInterval(timer));
      return;
    }
    const pour = (): void => {
      while (!socket.destroyed && socket.write(bytes));
    };
    socket.on('drain', pour);
    pour();
  };
}

/** Cuts the connection as soon as the other side says something. */
export const cutsAtFirstByte: Behaviour = (socket) => {
  socket.once('data', () => socket.resetAndDestroy());
};
