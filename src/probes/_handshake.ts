import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { hear, type Secured } from './_dial.js';
import { findGoodCertificate, judgeCertificate, oldVersionEvidence } from './_certificate.js';
import type { VettedAddress } from './guard.js';
import { lookAt, noteOfLook } from './_look.js';
import { serverLabel, type ProbeTools, type ServerTarget } from './_probe.js';
import { findFailure } from './_reach.js';
import type { Report } from './_report.js';
import { SPOKEN_NAMES, speaks } from './_speaks.js';
import { serverText } from './_text.js';

/** How long a server may take to say something by itself, when it did not answer as a TLS server. */
const PLAIN_LISTEN_MS = 2_000;
const PLAIN_LISTEN_BYTES = 512;

/**
 * Explains a failed verified handshake: looks a second time without verification, over a new connection on
 * which nothing is ever sent, and writes the findings. Says nothing where nothing certain can be said.
 */
export async function explainHandshake(
  target: ServerTarget,
  address: VettedAddress,
  failed: Extract<Secured, { ok: false }>,
  report: Report,
  tools: ProbeTools,
): Promise<void> {
  if (isNotTls(failed.code)) return findNotTls(target, address, report, tools);
  const look = await report.step(
    'certificate',
    tools.settings.deadlines.tls,
    (signal) => lookAt(target, address, 'look', signal, tools),
    noteOfLook,
  );
  if (look.ended && look.value.kind === 'shown') {
    const { shown } = look.value;
    if (judgeCertificate(target, shown, tools.clock.now(), report).length > 0) return;
    findGoodCertificate(target, shown, report);
  }
  if (isTooOld(failed.code)) {
    report.find('tls.old-version', 'critical', { 'tls.version': 'TLS 1.0/1.1' }, [
      oldVersionEvidence(target, failed.code),
    ]);
    return;
  }
  if (failed.code === 'ECONNRESET')
    findFailure('reset', target, 'cut the connection in the TLS handshake', report);
}

/** The port answered a TLS greeting with something else: listens what it says by itself. */
async function findNotTls(
  target: ServerTarget,
  address: VettedAddress,
  report: Report,
  tools: ProbeTools,
): Promise<void> {
  const heard = await report.step(
    'first-bytes',
    PLAIN_LISTEN_MS + 500,
    async (signal) => {
      const plain = await tools.dial(address, target.port, signal);
      if (!plain.ok) return Buffer.alloc(0);
      const inTime = AbortSignal.any([signal, AbortSignal.timeout(PLAIN_LISTEN_MS)]);
      const { bytes } = await hear(plain.socket, PLAIN_LISTEN_BYTES, inTime);
      plain.socket.destroy();
      return bytes;
    },
    (bytes) => ({ status: 'warn', detail: serverText(bytes) || 'silent' }),
  );
  const bytes = heard.ended ? heard.value : Buffer.alloc(0);
  report.find('tls.not-tls', 'critical', { 'net.host': target.host, 'net.port': String(target.port) }, [
    {
      label: `First bytes of ${serverLabel(target)}`,
      value:
        bytes.length === 0
          ? 'no TLS, and silent without it'
          : `${SPOKEN_NAMES[speaks(bytes)]}: ${serverText(bytes)}`,
      command: `nc -w 4 ${target.host} ${target.port} </dev/null`,
    },
  ]);
}

/** One verified handshake as a step of the timeline. Failing findings are written; `undefined` means the probe is over. */
export async function verifiedHandshake(
  target: ServerTarget,
  address: VettedAddress,
  socket: Socket,
  report: Report,
  tools: ProbeTools,
): Promise<TLSSocket | undefined> {
  const step = await report.step(
    'tls',
    tools.settings.deadlines.tls,
    (signal) => tools.secure.handshake(socket, target, 'verify', signal),
    (secured) =>
      secured.ok
        ? { status: 'ok', detail: secured.socket.getProtocol() ?? '' }
        : { status: 'fail', detail: secured.code },
  );
  if (!step.ended) {
    if (step.fair) findFailure('timeout', target, 'went silent in the TLS handshake', report);
    return undefined;
  }
  if (step.value.ok) return step.value.socket;
  await explainHandshake(target, address, step.value, report, tools);
  return undefined;
}

/** OpenSSL's words for “the other side did not speak TLS”. */
function isNotTls(code: string): boolean {
  return (
    code === 'ERR_SSL_WRONG_VERSION_NUMBER' ||
    code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG' ||
    code === 'ERR_SSL_UNKNOWN_PROTOCOL' ||
    code === 'ERR_SSL_HTTP_REQUEST' ||
    code === 'ERR_SSL_RECORD_TOO_SMALL'
  );
}

function isTooOld(code: string): boolean {
  return (
    code === 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' ||
    code === 'ERR_SSL_UNSUPPORTED_PROTOCOL' ||
    code === 'ERR_SSL_NO_PROTOCOLS_AVAILABLE'
  );
}
