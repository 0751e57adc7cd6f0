import type { Socket } from 'node:net';
import type { Evidence, ProbeResult } from '../domain/index.js';
import { opensslCommand } from './_certificate.js';
import { hear, type Heard } from './_dial.js';
import { explainHandshake, verifiedHandshake } from './_handshake.js';
import { judgeCapabilities, listText } from './_imap-capabilities.js';
import { imapSession, type SessionSeen } from './_imap-session.js';
import { serverLabel, type ProbeTools, type ServerProbe, type ServerTarget } from './_probe.js';
import { findFailure, locate, reach } from './_reach.js';
import { startReport, type Report } from './_report.js';
import { SPOKEN_NAMES, speaks } from './_speaks.js';
import { latin1Text, serverText } from './_text.js';
import type { VettedAddress } from './guard.js';

const GREETING_BYTES = 4 * 1024;
/** A server that said nothing for this long, or for half of the time it has, may be waiting for a TLS greeting. */
const SILENT_MS = 2_000;

/** Does an IMAP server answer, is the way to it encrypted, and which logins does it offer. Never logs in. */
export const imapProbe: ServerProbe = { id: 'imap', needs: 'server', protocol: 'imap', measure: measureImap };

async function measureImap(target: ServerTarget, tools: ProbeTools): Promise<ProbeResult> {
  const report = startReport('imap', serverLabel(target), tools);
  const located = await locate(target, report, tools);
  if (located.kind === 'refused') return report.refuse();
  if (located.kind === 'nothing') return report.stop('the name could not be looked up in time');
  const connected = await reach(target, located.addresses, report, tools);
  if (!connected) return report.stop('there was no time to connect');
  const { socket, address } = connected;
  try {
    const line =
      target.tls === 'implicit' ? await verifiedHandshake(target, address, socket, report, tools) : socket;
    if (!line) return report.stop('the TLS handshake failed, and a second look did not tell why');
    const greeting = await readGreeting(target, address, line, report, tools);
    if (greeting === undefined) return report.stop('there was no time for the greeting');
    if (!judgeGreeting(target, greeting, report, tools)) return report.done();
    line.unshift(greeting.bytes);
    return await talk(target, address, line, report, tools);
  } finally {
    socket.destroy();
  }
}

/** Waits for the first line. On a plain port that stays silent it also tries whether the port wants TLS at once. */
async function readGreeting(
  target: ServerTarget,
  address: VettedAddress,
  line: Socket,
  report: Report,
  tools: ProbeTools,
): Promise<Heard | undefined> {
  let wantsTls = false;
  const step = await report.step(
    'greeting',
    tools.settings.deadlines.greeting,
    async (signal) => {
      const enough = new AbortController();
      const ends = AbortSignal.any([signal, enough.signal]);
      const suspicion = setTimeout(
        () => {
          if (target.tls !== 'starttls' || line.bytesRead > 0) return;
          void answersTls(target, address, ends, tools).then((answers) => {
            wantsTls = answers;
            if (answers) enough.abort();
          });
        },
        Math.min(SILENT_MS, tools.settings.deadlines.greeting / 2),
      );
      const heard = await hear(line, GREETING_BYTES, ends);
      clearTimeout(suspicion);
      return heard;
    },
    (heard) => ({
      status: heard.end === 'line' && speaks(heard.bytes) === 'imap' ? 'ok' : 'fail',
      detail: wantsTls ? 'wants TLS from the first byte' : serverText(heard.bytes) || 'nothing',
    }),
  );
  if (!step.ended) {
    if (step.fair) findNoGreeting(target, 'connected, and no complete greeting came', report);
    return undefined;
  }
  if (!wantsTls) return step.value;
  findNotImap(target, `silent until TLS was begun: this port speaks ${SPOKEN_NAMES.tls}`, report);
  return { bytes: Buffer.alloc(0), end: 'cut-off' };
}

async function answersTls(
  target: ServerTarget,
  address: VettedAddress,
  signal: AbortSignal,
  tools: ProbeTools,
): Promise<boolean> {
  const plain = await tools.dial(address, target.port, signal);
  if (!plain.ok) return false;
  const secured = await tools.secure.handshake(plain.socket, target.host, 'look', signal);
  plain.socket.destroy();
  return secured.ok;
}

/** Writes what the greeting says; `true` when the conversation can go on. */
function judgeGreeting(target: ServerTarget, greeting: Heard, report: Report, tools: ProbeTools): boolean {
  const text = serverText(greeting.bytes);
  if (greeting.end === 'cut-off') return false;
  if (greeting.end === 'full') tools.onHostile();
  if (greeting.bytes.length === 0) {
    findNoGreeting(target, 'closed the connection without a word', report);
    return false;
  }
  const spoken = speaks(greeting.bytes);
  if (spoken !== 'imap' || greeting.end === 'full') {
    findNotImap(target, `${SPOKEN_NAMES[spoken]}: ${text}`, report);
    return false;
  }
  const facts = { 'imap.greeting': text.replace(/^\* (?:OK|PREAUTH|BYE) ?/iu, '') };
  const evidence = [greetingEvidence(target, text)];
  if (/^\* BYE/iu.test(text)) {
    report.find('imap.bye', 'critical', facts, evidence);
    return false;
  }
  if (/^\* PREAUTH/iu.test(text)) {
    // Nobody has logged in: on a plain port this greeting also makes STARTTLS impossible (RFC 9051 7.1.4).
    report.find('imap.preauth', 'critical', facts, evidence);
    return false;
  }
  report.find('imap.greeting', 'info', facts, evidence);
  return true;
}

async function talk(
  target: ServerTarget,
  address: VettedAddress,
  line: Socket,
  report: Report,
  tools: ProbeTools,
): Promise<ProbeResult> {
  const { deadlines } = tools.settings;
  const isSecure = target.tls === 'implicit';
  const step = await report.step(
    isSecure ? 'capabilities' : 'starttls',
    isSecure ? deadlines.greeting : deadlines.greeting + deadlines.tls,
    (signal) => imapSession(line, target.host, isSecure, tools.secure, tools.settings, signal),
    (seen) => ({ status: seen.ending === 'complete' ? 'ok' : 'fail', detail: SESSION_WORDS[seen.ending] }),
  );
  if (!step.ended) {
    if (step.fair) findFailure('timeout', target, 'greeted, then went silent', report);
    return report.stop('there was no time to ask for the capabilities');
  }
  return judgeSession(target, address, step.value, report, tools);
}

const SESSION_WORDS: Readonly<Record<SessionSeen['ending'], string>> = {
  complete: 'capabilities read',
  'starttls-missing': 'STARTTLS is not offered',
  'starttls-refused': 'STARTTLS is offered and refused',
  injection: 'something was said between STARTTLS and TLS',
  'tls-failed': 'the TLS handshake failed',
  'over-limits': 'sent more than a mail server has to say',
  closed: 'closed the connection',
  silent: 'went silent',
};

async function judgeSession(
  target: ServerTarget,
  address: VettedAddress,
  seen: SessionSeen,
  report: Report,
  tools: ProbeTools,
): Promise<ProbeResult> {
  const told = { label: `Capabilities of ${serverLabel(target)}`, command: opensslCommand(target) };
  const before = { ...told, value: `in clear: ${listText(seen.before)}` };
  switch (seen.ending) {
    case 'complete':
      judgeCapabilities(target, seen, report);
      return report.done();
    case 'starttls-missing':
      report.find('imap.starttls-missing', 'critical', {}, [before]);
      return report.done();
    case 'starttls-refused': {
      const evidence = { ...told, label: 'Answer to STARTTLS', value: lastLine(seen.plain) };
      report.find('imap.starttls-refused', 'critical', {}, [before, evidence]);
      return report.done();
    }
    case 'injection':
      report.find('imap.injection', 'critical', {}, [
        { ...told, label: 'After STARTTLS', value: SESSION_WORDS.injection },
      ]);
      return report.done();
    case 'tls-failed':
      if (seen.failed) await explainHandshake(target, address, seen.failed, report, tools);
      return report.stop('the TLS handshake failed, and a second look did not tell why');
    case 'over-limits':
      tools.onHostile();
      findNotImap(target, SESSION_WORDS['over-limits'], report);
      return report.done();
    case 'silent':
      findFailure('timeout', target, 'greeted, then went silent', report);
      return report.done();
    case 'closed':
      judgeClosed(target, seen.plain, report);
      return report.done();
  }
}

function judgeClosed(target: ServerTarget, plain: Buffer, report: Report): void {
  const last = lastLine(plain);
  if (!/^\* BYE/iu.test(last)) {
    return findFailure('reset', target, 'greeted, then cut the connection', report);
  }
  const facts = { 'imap.greeting': last.replace(/^\* BYE ?/iu, '') };
  report.find('imap.bye', 'critical', facts, [greetingEvidence(target, last)]);
}

function lastLine(plain: Buffer): string {
  const lines = plain
    .toString('latin1')
    .split(/\r?\n/u)
    .filter((line) => line.length > 0);
  return latin1Text(lines.at(-1) ?? '');
}

function findNoGreeting(target: ServerTarget, value: string, report: Report): void {
  report.find('imap.no-greeting', 'critical', {}, [greetingEvidence(target, value)]);
}

function findNotImap(target: ServerTarget, value: string, report: Report): void {
  report.find('imap.not-imap', 'critical', {}, [greetingEvidence(target, value)]);
}

function greetingEvidence(target: ServerTarget, value: string): Evidence {
  const shell =
    target.tls === 'implicit' ? opensslCommand(target) : `nc -w 5 ${target.host} ${target.port} </dev/null`;
  return { label: `Greeting of ${serverLabel(target)}`, value, command: shell };
}
