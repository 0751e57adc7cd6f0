import type { Socket } from 'node:net';
import type { Secure } from './_dial.js';
import type { Lines } from './_lines.js';
import type { Login, LoginSeen } from './_login.js';
import type { ServerTarget } from './_probe.js';
import { pop3Logins, smtpMechanisms } from './_text-capabilities.js';
import { TEXT_PROTOCOLS, type Reply } from './_text-protocol.js';
import { textSession } from './_text-session.js';

/**
 * Logs in once over POP3 or SMTP. The greeting must still be unread. Nothing of the credential leaves unless the line is
 * TLS with a verified certificate and the server offers a login by password; no second mechanism is tried after a no,
 * because each counts as a failed login. Closes the socket.
 */
export async function textLogin(
  socket: Socket,
  target: ServerTarget,
  login: Login,
  secure: Secure,
  signal: AbortSignal,
): Promise<LoginSeen> {
  try {
    const session = await textSession(socket, target, secure, signal);
    if (!session.secured) return { kind: 'not-tried', reason: 'the line could not be encrypted' };
    const { lines } = session.secured;
    const seen =
      target.protocol === 'smtp'
        ? await smtpLogin(lines, session.after, login)
        : await pop3Login(lines, session.after, login);
    lines.say('QUIT');
    lines.release();
    return seen;
  } finally {
    socket.destroy();
  }
}

/** RFC 1939 7, RFC 5034. A mailbox that is open elsewhere or broken shows itself with the login or with STAT. */
async function pop3Login(lines: Lines, capabilities: readonly string[], login: Login): Promise<LoginSeen> {
  const { user, mechanisms } = pop3Logins(capabilities);
  const plain = mechanisms.includes('PLAIN');
  if (!plain && (!user || !fitsInLine(login))) return NO_LOGIN;
  const reply = plain ? await saslPlain(lines, 'pop3', login) : await userAndPass(lines, login);
  if (reply.kind !== 'reply') return BROKEN;
  if (!reply.ok) return refused('login', reply.lines);
  lines.say('STAT');
  const inbox = await TEXT_PROTOCOLS.pop3.reply(lines);
  if (inbox.kind !== 'reply') return BROKEN;
  return inbox.ok ? { kind: 'accepted' } : refused('inbox', inbox.lines);
}

async function userAndPass(lines: Lines, login: Login): Promise<Reply> {
  login.onSending();
  lines.say(`USER ${login.userName}`);
  const known = await TEXT_PROTOCOLS.pop3.reply(lines);
  if (known.kind !== 'reply' || !known.ok) return known;
  lines.say(`PASS ${login.password}`);
  return TEXT_PROTOCOLS.pop3.reply(lines);
}

/** RFC 4954. */
async function smtpLogin(lines: Lines, capabilities: readonly string[], login: Login): Promise<LoginSeen> {
  const mechanisms = smtpMechanisms(capabilities);
  if (!mechanisms.includes('PLAIN') && !mechanisms.includes('LOGIN')) return NO_LOGIN;
  const reply = mechanisms.includes('PLAIN')
    ? await saslPlain(lines, 'smtp', login)
    : await saslLogin(lines, login);
  if (reply.kind !== 'reply') return BROKEN;
  const text = reply.lines.at(-1) ?? '';
  // Seen in the wild: a yes whose words are a no.
  const isYes = /^235(?: |$)/u.test(text) && !/\b(?:fail|denied|refused|invalid|incorrect)/iu.test(text);
  return isYes ? { kind: 'accepted' } : refused('login', reply.lines);
}

/** RFC 4616. The answer is asked for first, as no line is too long then (RFC 5034 4). */
async function saslPlain(lines: Lines, protocol: 'pop3' | 'smtp', login: Login): Promise<Reply> {
  const { reply } = TEXT_PROTOCOLS[protocol];
  lines.say('AUTH PLAIN');
  const ready = await reply(lines);
  if (ready.kind !== 'reply' || !asksForMore(ready)) return ready;
  login.onSending();
  lines.say(base64(`\0${login.userName}\0${login.password}`));
  return afterChallenge(lines, protocol, await reply(lines));
}

async function saslLogin(lines: Lines, login: Login): Promise<Reply> {
  const { reply } = TEXT_PROTOCOLS.smtp;
  lines.say('AUTH LOGIN');
  const wantsName = await reply(lines);
  if (wantsName.kind !== 'reply' || !asksForMore(wantsName)) return wantsName;
  login.onSending();
  lines.say(base64(login.userName));
  const wantsPassword = await reply(lines);
  if (wantsPassword.kind !== 'reply' || !asksForMore(wantsPassword)) return wantsPassword;
  lines.say(base64(login.password));
  return afterChallenge(lines, 'smtp', await reply(lines));
}

/** A server may explain its no in a challenge of JSON (RFC 7628 3.2.2), which an empty line answers. */
async function afterChallenge(lines: Lines, protocol: 'pop3' | 'smtp', answer: Reply): Promise<Reply> {
  if (answer.kind !== 'reply' || !asksForMore(answer)) return answer;
  const status = statusIn(answer.lines[0] ?? '');
  lines.say('');
  const last = await TEXT_PROTOCOLS[protocol].reply(lines);
  if (last.kind !== 'reply') return last;
  const told = status === undefined ? last.lines : [...last.lines, `(OAuth ${status})`];
  return { kind: 'reply', ok: last.ok && !asksForMore(last), lines: told };
}

function statusIn(challenge: string): string | undefined {
  try {
    const json: unknown = JSON.parse(
      Buffer.from(challenge.replace(/^(?:\+|334) ?/u, ''), 'base64').toString('utf8'),
    );
    const status = typeof json === 'object' && json !== null && 'status' in json ? json.status : undefined;
    return typeof status === 'string' ? status.slice(0, 40) : undefined;
  } catch {
    return undefined;
  }
}

function asksForMore({ lines }: { readonly lines: readonly string[] }): boolean {
  return /^(?:334(?: |$)|\+(?: |$))/u.test(lines[0] ?? '');
}

/** What would end the line early, and begin a command of its own. */
function fitsInLine({ userName, password }: Login): boolean {
  return !/[\r\n\0]/u.test(userName + password);
}

/** Gmail and others split their words over lines. */
function refused(stage: 'login' | 'inbox', lines: readonly string[]): LoginSeen {
  return { kind: 'refused', stage, text: lines.join(' ') };
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

const NO_LOGIN: LoginSeen = { kind: 'not-tried', reason: 'the server offers no login by password' };
const BROKEN: LoginSeen = { kind: 'unknown', reason: 'the connection ended early' };
