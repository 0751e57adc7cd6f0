import type { Clock, ProbeResult } from '../domain/index.js';
import { isTrouble, reasonOf } from '../domain/index.js';
import { hear } from './_dial.js';
import { verifiedHandshake } from './_handshake.js';
import { imapLogin } from './_imap-login.js';
import type { Login, LoginSeen } from './_login.js';
import { serverLabel, type ProbeTools, type ServerTarget } from './_probe.js';
import { locate, reach } from './_reach.js';
import { startReport, type Report } from './_report.js';
import { withoutSecret } from './_scrub.js';
import type { SignInReply, SignInWire } from './_sign-in-wire.js';
import { latin1Text } from './_text.js';
import { textLogin } from './_text-login.js';
import { createTools } from './_tools.js';

const LOGIN_MS = 9_000;
const GREETING_BYTES = 4 * 1024;

type Ended = Exclude<SignInReply, { kind: 'ready' | 'sending' }>;
/** What the passwordless probe of the server says; `undefined` results mean it could not be run. */
export type Precheck = () => Promise<readonly ProbeResult[]>;

/**
 * The one attempt. The server is measured without the credential first: where that explains the trouble, or could
 * not be done, nothing is sent.
 */
export async function attemptSignIn(
  request: Omit<SignInWire, 'sealed' | 'kind'>,
  password: string,
  clock: Clock,
  signal: AbortSignal,
  precheck: Precheck,
  onSending: () => void,
): Promise<Ended> {
  const before = await precheck();
  if (!before.every(isClear)) return { kind: 'not-tried', results: mutable(before) };
  const { host, port, tls, protocol } = request;
  const target: ServerTarget = { host, port, tls, protocol };
  const providers = [
    { id: 'known', domains: [], mx: [], servers: request.known.map((one) => ({ ...one, ...ANY_SERVER })) },
  ];
  const tools = createTools({ settings: request.settings, providers }, clock, signal, ignore, ignore);
  const report = startReport('sign-in', serverLabel(target), tools);
  try {
    const login: Login = { userName: request.userName, password, needsId: request.needsId, onSending };
    const seen = await tryOnce(target, login, report, tools);
    return ended(seen, report, request.userName, password);
  } catch (error) {
    const reason = withoutSecret(reasonOf(error), password, request.userName).slice(0, 300);
    return { kind: 'unknown', results: mutable([report.stop(`the attempt failed by itself: ${reason}`)]) };
  }
}

const ANY_SERVER = { protocol: 'imap', tls: 'implicit' } as const;

/** Troubles that a login over verified TLS does not meet. */
const HARMLESS: readonly string[] = ['tls.expires-soon', 'smtp.auth-in-clear'];

/** Everything was measured, and nothing speaks against a login. */
function isClear({ status, findings }: ProbeResult): boolean {
  return (
    status === 'measured' &&
    !findings.some((finding) => isTrouble(finding) && !HARMLESS.includes(finding.code))
  );
}

async function tryOnce(
  target: ServerTarget,
  login: Login,
  report: Report,
  tools: ProbeTools,
): Promise<LoginSeen> {
  const located = await locate(target, report, tools);
  if (located.kind !== 'addresses') return { kind: 'not-tried', reason: 'the server was not found' };
  const connected = await reach(target, located.addresses, report, tools);
  if (!connected) return { kind: 'not-tried', reason: 'the server was not reached' };
  const { socket, address } = connected;
  try {
    const line =
      target.tls === 'implicit' ? await verifiedHandshake(target, address, socket, report, tools) : socket;
    if (!line) return { kind: 'not-tried', reason: 'the line could not be encrypted' };
    const greeting = await hear(
      line,
      GREETING_BYTES,
      AbortSignal.any([tools.signal, AbortSignal.timeout(tools.settings.deadlines.greeting)]),
    );
    if (!GREETINGS[target.protocol].test(greeting.bytes.toString('latin1'))) {
      return { kind: 'not-tried', reason: 'the server did not greet as one that wants a login' };
    }
    line.unshift(greeting.bytes);
    const step = await report.step(
      'sign-in',
      LOGIN_MS,
      (signal) =>
        target.protocol === 'imap'
          ? imapLogin(line, target, login, tools.secure, tools.settings, signal)
          : textLogin(line, target, login, tools.secure, signal),
      (seen) => ({ status: seen.kind === 'accepted' ? 'ok' : 'fail', detail: WORDS[seen.kind] }),
    );
    return step.ended
      ? step.value
      : { kind: 'unknown', reason: 'the server did not answer the login in time' };
  } finally {
    socket.destroy();
  }
}

/** Greetings of servers that want a login. */
const GREETINGS: Readonly<Record<ServerTarget['protocol'], RegExp>> = {
  imap: /^\* OK\b/iu,
  pop3: /^\+OK\b/iu,
  smtp: /^220[ -]/u,
};

const WORDS: Readonly<Record<LoginSeen['kind'], string>> = {
  accepted: 'accepted',
  refused: 'refused',
  'not-tried': 'not tried',
  unknown: 'no answer',
};

function ended(seen: LoginSeen, report: Report, userName: string, password: string): Ended {
  switch (seen.kind) {
    case 'accepted':
      report.find('auth.accepted', 'info', {}, [
        { label: `Answer of ${report.target}`, value: 'signed in, once' },
      ]);
      return { kind: 'accepted', results: mutable([report.done()]) };
    case 'refused': {
      // Scrubbed before and after it is decoded: either form may be the one that shows it.
      const text = latin1Text(withoutSecret(seen.text, password, userName));
      return {
        kind: 'refused',
        stage: seen.stage,
        text: withoutSecret(text, password, userName),
        results: mutable([report.done()]),
      };
    }
    case 'not-tried':
    case 'unknown':
      return { kind: seen.kind, results: mutable([report.stop(seen.reason)]) };
  }
}

/** The wire's type is what zod reads, which is not read-only. */
function mutable(results: readonly ProbeResult[]): Ended['results'] {
  return structuredClone(results) as Ended['results'];
}

function ignore(): void {
  // A sign-in shows no progress, and its process serves nobody after it.
}
