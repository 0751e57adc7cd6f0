import type { Socket } from 'node:net';
import type { Behaviour } from '../fakes/mail-servers.js';

/** A mailbox as the lab's IMAP server knows it. */
export interface Account {
  /** The one password that is accepted; none is where it is left out. */
  readonly password?: string;
  /** What is said to everybody else, without the tag. */
  readonly refusal: string;
  /** What opening the inbox ends with, without the tag. */
  readonly inbox?: string;
  /** Capabilities besides the revision and ID. */
  readonly capabilities?: string;
}

/** An IMAP server with one mailbox: sign-in by AUTHENTICATE PLAIN and LOGIN (RFC 9051), the inbox to look at, no mail. */
export function imapAccount(account: Account): Behaviour {
  return (socket, { lines }) => {
    const capabilities = `IMAP4rev1 ID ${account.capabilities ?? 'SASL-IR AUTH=PLAIN'}`;
    socket.write(`* OK [CAPABILITY ${capabilities}] ready\r\n`);
    readLines(socket, (line) => {
      lines.push(line);
      for (const reply of answer(line)) socket.write(`${reply}\r\n`);
    });

    let waiting: string | undefined;

    function answer(line: string): readonly string[] {
      if (waiting !== undefined) {
        const tag = waiting;
        waiting = undefined;
        return [signIn(tag, passwordInPlain(line))];
      }
      const [tag = '*', command = '', ...rest] = line.split(' ');
      switch (command.toUpperCase()) {
        case 'CAPABILITY':
          return [`* CAPABILITY ${capabilities}`, `${tag} OK done`];
        case 'ID':
          return ['* ID NIL', `${tag} OK done`];
        case 'AUTHENTICATE':
          if (rest[1] !== undefined) return [signIn(tag, passwordInPlain(rest[1]))];
          waiting = tag;
          return ['+ '];
        case 'LOGIN':
          return [signIn(tag, (rest[1] ?? '').replace(/^"(?<inside>.*)"$/u, '$<inside>'))];
        case 'NAMESPACE':
          return ['* NAMESPACE (("" "/")) NIL NIL', `${tag} OK done`];
        case 'LIST':
          return ['* LIST () "/" INBOX', `${tag} OK done`];
        case 'EXAMINE':
        case 'SELECT':
          return ['* 0 EXISTS', `${tag} ${account.inbox ?? 'OK [READ-ONLY] done'}`];
        case 'LOGOUT':
          return ['* BYE see you', `${tag} OK done`];
        default:
          return [`${tag} OK done`];
      }
    }

    function signIn(tag: string, password: string): string {
      const accepted = account.password !== undefined && password === account.password;
      return `${tag} ${accepted ? 'OK signed in' : account.refusal}`;
    }
  };
}

/** The password of a PLAIN message: authorization id, user name and password with NUL between (RFC 4616). */
function passwordInPlain(encoded: string): string {
  return Buffer.from(encoded, 'base64').toString('utf8').split('\0')[2] ?? '';
}

function readLines(socket: Socket, onLine: (line: string) => void): void {
  let buffered = '';
  socket.on('data', (chunk: Buffer) => {
    buffered += chunk.toString('latin1');
    for (let end = buffered.indexOf('\r\n'); end !== -1; end = buffered.indexOf('\r\n')) {
      const line = buffered.slice(0, end);
      buffered = buffered.slice(end + 2);
      onLine(line);
    }
  });
}
