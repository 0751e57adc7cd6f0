import type { Socket } from 'node:net';
import type { Evidence, MailProtocol, ProbeResult } from '../domain/index.js';
import { opensslCommand } from './_certificate.js';
import {
  byeCode,
  findStranger,
  greetingEvidence,
  HANGS_UP,
  judgeGreeting,
  OPENING,
  readGreeting,
} from './_greeting.js';
import { explainHandshake, verifiedHandshake } from './_handshake.js';
import { listText } from './_password-mechanisms.js';
import { serverLabel, type ProbeTools, type ServerProbe, type ServerTarget } from './_probe.js';
import { findFailure, locate, reach } from './_reach.js';
import { startReport, type Report } from './_report.js';
import type { SessionSeen } from './_session.js';
import { latin1Text } from './_text.js';
import type { VettedAddress } from './guard.js';

/** What a protocol's probe does once the server has greeted. */
export interface Conversation {
  /** As far as one gets without a login. The greeting is still unread; closes the socket. */
  session(line: Socket, target: ServerTarget, tools: ProbeTools, signal: AbortSignal): Promise<SessionSeen>;
  /** Writes what a complete session offers. */
  judgeCapabilities(target: ServerTarget, seen: SessionSeen, report: Report): void;
}

/**
 * The probe of a mail protocol: find, reach, encrypt, read the greeting, and talk. What the server does on the way
 * becomes findings of the protocol's family, which has the same codes for all three.
 */
export function conversationProbe(protocol: MailProtocol, conversation: Conversation): ServerProbe {
  return {
    id: protocol,
    needs: 'server',
    protocol,
    measure: (target, tools) => measureConversation({ ...target, protocol }, conversation, tools),
  };
}

async function measureConversation(
  target: ServerTarget,
  conversation: Conversation,
  tools: ProbeTools,
): Promise<ProbeResult> {
  const report = startReport(target.protocol, serverLabel(target), tools);
  const located = await locate(target, report, tools);
  if (located.kind === 'refused') return report.refuse();
  if (located.kind === 'nothing') return report.stop(located.reason);
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
    return await talk(target, address, line, conversation, report, tools);
  } finally {
    socket.destroy();
  }
}

async function talk(
  target: ServerTarget,
  address: VettedAddress,
  line: Socket,
  conversation: Conversation,
  report: Report,
  tools: ProbeTools,
): Promise<ProbeResult> {
  const { deadlines } = tools.settings;
  const isSecure = target.tls === 'implicit';
  const step = await report.step(
    isSecure ? 'capabilities' : 'starttls',
    isSecure ? deadlines.greeting : deadlines.greeting + deadlines.tls,
    (signal) => conversation.session(line, target, tools, signal),
    (seen) => ({ status: seen.ending === 'complete' ? 'ok' : 'fail', detail: SESSION_WORDS[seen.ending] }),
  );
  if (!step.ended) {
    if (step.fair) findFailure('timeout', target, 'greeted, then went silent', report);
    return report.stop('there was no time to ask for the capabilities');
  }
  return judgeSession(target, address, step.value, conversation, report, tools);
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
  conversation: Conversation,
  report: Report,
  tools: ProbeTools,
): Promise<ProbeResult> {
  const told = { label: `Capabilities of ${serverLabel(target)}`, command: opensslCommand(target) };
  const before = { ...told, value: `in clear: ${listText(seen.before)}` };
  switch (seen.ending) {
    case 'complete':
      conversation.judgeCapabilities(target, seen, report);
      return report.done();
    case 'starttls-missing':
      findNoStartTls(target, before, report, tools);
      return report.done();
    case 'starttls-refused': {
      const evidence = { ...told, label: 'Answer to STARTTLS', value: lastLine(seen.plain) };
      report.find(`${target.protocol}.starttls-refused`, 'critical', {}, [before, evidence]);
      return report.done();
    }
    case 'injection':
      report.find(`${target.protocol}.injection`, 'critical', {}, [
        { ...told, label: 'After STARTTLS', value: SESSION_WORDS.injection },
      ]);
      return report.done();
    case 'tls-failed':
      if (seen.failed) await explainHandshake(target, address, seen.failed, report, tools);
      return report.stop('the TLS handshake failed, and a second look did not tell why');
    case 'over-limits':
      tools.onHostile();
      findStranger(target, SESSION_WORDS['over-limits'], report);
      return report.done();
    case 'silent':
      findFailure('timeout', target, 'greeted, then went silent', report);
      return report.done();
    case 'closed':
      judgeClosed(target, seen.plain, report);
      return report.done();
  }
}

/** Where the provider's own settings promise STARTTLS, somebody on the way may have taken it out. */
function findNoStartTls(target: ServerTarget, evidence: Evidence, report: Report, tools: ProbeTools): void {
  const promised = [...tools.providers.values()]
    .flatMap(({ servers }) => servers)
    .some(
      ({ protocol, host, port, tls }) =>
        protocol === target.protocol &&
        host.toLowerCase() === target.host &&
        port === target.port &&
        tls === 'starttls',
    );
  report.find(`${target.protocol}.starttls-${promised ? 'stripped' : 'missing'}`, 'critical', {}, [evidence]);
}

function judgeClosed(target: ServerTarget, plain: Buffer, report: Report): void {
  const last = lastLine(plain);
  if (!HANGS_UP.test(last)) {
    return findFailure('reset', target, 'greeted, then cut the connection', report);
  }
  const facts = { [`${target.protocol}.greeting`]: last.replace(OPENING, '') };
  report.find(byeCode(target.protocol, last), 'critical', facts, [greetingEvidence(target, last)]);
}

function lastLine(plain: Buffer): string {
  const lines = plain
    .toString('latin1')
    .split(/\r?\n/u)
    .filter((line) => line.length > 0);
  return latin1Text(lines.at(-1) ?? '');
}
