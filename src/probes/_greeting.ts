import type { Socket } from 'node:net';
import type { Evidence, MailProtocol } from '../domain/index.js';
import { opensslCommand } from './_certificate.js';
import { hear, type Heard } from './_dial.js';
import { serverLabel, type ProbeTools, type ServerTarget } from './_probe.js';
import type { Report } from './_report.js';
import { SPOKEN_NAMES, speaks } from './_speaks.js';
import { serverText } from './_text.js';
import type { VettedAddress } from './guard.js';

const GREETING_BYTES = 4 * 1024;
/** A server that said nothing for this long, or for half of the time it has, may be waiting for a TLS greeting. */
const SILENT_MS = 2_000;

/** Waits for the first line. On a plain port that stays silent it also tries whether the port wants TLS at once. */
export async function readGreeting(
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
      status: heard.end === 'line' && speaks(heard.bytes) === target.protocol ? 'ok' : 'fail',
      detail: wantsTls ? 'wants TLS from the first byte' : serverText(heard.bytes) || 'nothing',
    }),
  );
  if (!step.ended) {
    if (step.fair) findNoGreeting(target, 'connected, and no complete greeting came', report);
    return undefined;
  }
  if (!wantsTls) return step.value;
  findStranger(target, `silent until TLS was begun: this port speaks ${SPOKEN_NAMES.tls}`, report);
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
  const secured = await tools.secure.handshake(plain.socket, target, 'look', signal);
  plain.socket.destroy();
  return secured.ok;
}

/** How a greeting begins, and a goodbye (RFC 9051 7.1, RFC 1939 3, RFC 5321 4.2). */
export const OPENING = /^(?:\* (?:OK|PREAUTH|BYE)\b|\+OK\b|-ERR\b|\d{3}) ?-?/iu;
/** The server does not want to talk. */
export const HANGS_UP = /^(?:\* BYE\b|-ERR\b|[45]\d\d(?:[ -]|$))/iu;

/**
 * Words of a server that does not want this address, in the English and Chinese that servers use. A limit on all
 * connections is none: that is a server with too much to do.
 */
const TURNED_AWAY: readonly RegExp[] = [
  /\[LIMIT\]/iu,
  /\b(?:block|black|deny)[- ]?list|\b(?:dns|r)bl\b|spamhaus/iu,
  /\b(?:blocked|banned)\b/iu,
  /too many (?:\S+ ){1,4}(?:from|per|by) (?:your|this|the same|one|an?|each|IP\b|host\b|\[?[\da-f]*[.:\d])/iu,
  /\b(?:IP|address|host|network)\b.{0,30}\b(?:denied|refused|rejected|not (?:allowed|permitted|authori[sz]ed))\b/iu,
  /\b(?:deny|denied|refus\w+|reject\w+|not (?:accept|allow)\w*)\b.{0,40}\b(?:from )?(?:your|this) (?:IP|address|host|network)\b/iu,
  /黑名单|(?:IP|地址|网络).{0,8}(?:禁止|受限|限制|封禁|拒绝|不允许)|(?:禁止|限制|拒绝).{0,6}(?:IP|地址)|(?:连接|登[录陆]|访问)(?:过于|太)?频繁/iu,
];

/** Which `bye` a goodbye is: one that names the address it comes from as the reason is known as such. */
export function byeCode(protocol: MailProtocol, text: string): string {
  return `${protocol}.${TURNED_AWAY.some((pattern) => pattern.test(text)) ? 'bye-blocked' : 'bye'}`;
}

/** Writes what the greeting says; `true` when the conversation can go on. */
export function judgeGreeting(
  target: ServerTarget,
  greeting: Heard,
  report: Report,
  tools: ProbeTools,
): boolean {
  const text = serverText(greeting.bytes);
  if (greeting.end === 'cut-off') return false;
  if (greeting.end === 'full') tools.onHostile();
  if (greeting.bytes.length === 0) {
    findNoGreeting(target, 'closed the connection without a word', report);
    return false;
  }
  const spoken = speaks(greeting.bytes);
  if (spoken !== target.protocol || greeting.end === 'full') {
    findStranger(target, `${SPOKEN_NAMES[spoken]}: ${text}`, report);
    return false;
  }
  const facts = { [`${target.protocol}.greeting`]: text.replace(OPENING, '') };
  const evidence = [greetingEvidence(target, text)];
  if (HANGS_UP.test(text)) {
    report.find(byeCode(target.protocol, text), 'critical', facts, evidence);
    return false;
  }
  if (/^\* PREAUTH/iu.test(text)) {
    // Nobody has logged in: on a plain port this greeting also makes STARTTLS impossible (RFC 9051 7.1.4).
    report.find(`${target.protocol}.preauth`, 'critical', facts, evidence);
    return false;
  }
  report.find(`${target.protocol}.greeting`, 'info', facts, evidence);
  return true;
}

function findNoGreeting(target: ServerTarget, value: string, report: Report): void {
  report.find(`${target.protocol}.no-greeting`, 'critical', {}, [greetingEvidence(target, value)]);
}

/** Writes that something else than the protocol was heard. */
export function findStranger(target: ServerTarget, value: string, report: Report): void {
  report.find(`${target.protocol}.not-${target.protocol}`, 'critical', {}, [greetingEvidence(target, value)]);
}

/** What was heard, and the command that hears it too. */
export function greetingEvidence(target: ServerTarget, value: string): Evidence {
  const shell =
    target.tls === 'implicit' ? opensslCommand(target) : `nc -w 5 ${target.host} ${target.port} </dev/null`;
  return { label: `Greeting of ${serverLabel(target)}`, value, command: shell };
}
