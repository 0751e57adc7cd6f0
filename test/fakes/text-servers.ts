import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Certificate } from './certificates.js';
import type { Behaviour } from './mail-servers.js';

/** How a POP3 or SMTP server answers; each part has an ordinary value. */
export interface TextScript {
  readonly greeting?: string | Buffer;
  /** Lines of CAPA, or of EHLO behind the first one. `unknown`: the question is not known. */
  readonly capabilities?: readonly string[] | 'unknown';
  /** Told instead of `capabilities` once TLS is on. */
  readonly capabilitiesUnderTls?: readonly string[] | 'unknown';
  /** Answer to STLS or STARTTLS. */
  readonly starttls?: string;
  /** Sent in the same packet behind the answer to STARTTLS. */
  readonly injected?: string;
  /** Certificate to go on with after STARTTLS. */
  readonly certificate?: Certificate;
  /** Answers these commands with raw bytes; `*` answers everything that is not known otherwise. */
  readonly raw?: Readonly<Record<string, string>>;
}

interface Dialect {
  readonly greeting: string;
  readonly capabilities: readonly string[];
  readonly ask: string;
  readonly list: (lines: readonly string[]) => string;
  readonly unknown: string;
  readonly startTls: string;
  readonly ready: string;
  readonly bye: string;
}

const POP3: Dialect = {
  greeting: '+OK POP3 ready\r\n',
  capabilities: ['STLS', 'USER', 'SASL PLAIN', 'RESP-CODES'],
  ask: 'CAPA',
  list: (lines) => ['+OK', ...lines, '.', ''].join('\r\n'),
  unknown: '-ERR unknown\r\n',
  startTls: 'STLS',
  ready: '+OK begin TLS',
  bye: '+OK see you\r\n',
};

const SMTP: Dialect = {
  greeting: '220 mail.corp.example ESMTP\r\n',
  capabilities: ['STARTTLS', 'AUTH PLAIN LOGIN', 'SIZE 1000'],
  ask: 'EHLO',
  list: (lines) =>
    ['mail.corp.example', ...lines]
      .map((line, at, all) => `250${at === all.length - 1 ? ' ' : '-'}${line}\r\n`)
      .join(''),
  unknown: '502 5.5.2 unknown\r\n',
  startTls: 'STARTTLS',
  ready: '220 2.0.0 begin TLS',
  bye: '221 2.0.0 see you\r\n',
};

/** A POP3 server that knows CAPA, STLS and QUIT. */
export function pop3(script: TextScript = {}): Behaviour {
  return textServer(POP3, script);
}

/** A server for outgoing mail that knows EHLO, STARTTLS and QUIT. */
export function smtp(script: TextScript = {}): Behaviour {
  return textServer(SMTP, script);
}

function textServer(dialect: Dialect, script: TextScript): Behaviour {
  return (socket, { lines }) => {
    socket.write(script.greeting ?? dialect.greeting);
    converse(socket, dialect, script, lines, script.capabilities ?? dialect.capabilities);
  };
}

function converse(
  socket: Socket,
  dialect: Dialect,
  script: TextScript,
  lines: string[],
  capabilities: readonly string[] | 'unknown',
): void {
  let buffered = '';
  socket.on('data', onData);

  function onData(chunk: Buffer): void {
    buffered += chunk.toString('latin1');
    for (let end = buffered.indexOf('\r\n'); end !== -1; end = buffered.indexOf('\r\n')) {
      const line = buffered.slice(0, end);
      buffered = buffered.slice(end + 2);
      lines.push(line);
      answer(line.split(' ')[0]?.toUpperCase() ?? '');
    }
  }

  function answer(command: string): void {
    const raw = script.raw?.[command];
    if (raw !== undefined) socket.write(raw, 'latin1');
    else if (command === dialect.startTls) startTlsNow();
    else if (command === 'QUIT') socket.end(dialect.bye);
    else if (command === dialect.ask && capabilities !== 'unknown') socket.write(dialect.list(capabilities));
    else socket.write(script.raw?.['*'] ?? dialect.unknown);
  }

  function startTlsNow(): void {
    const reply = script.starttls ?? dialect.ready;
    socket.write(`${reply}\r\n${script.injected ?? ''}`);
    if (reply !== dialect.ready || !script.certificate) return;
    socket.removeListener('data', onData);
    const secure = new TLSSocket(socket, { isServer: true, ...script.certificate });
    secure.on('error', () => undefined);
    converse(secure, dialect, script, lines, script.capabilitiesUnderTls ?? capabilities);
  }
}
