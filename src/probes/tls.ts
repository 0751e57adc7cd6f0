import type { ProbeResult } from '../domain/index.js';
import { opensslCommand, readShown } from './_certificate.js';
import { judgeFurther, lookFurther } from './_further-looks.js';
import { verifiedHandshake } from './_handshake.js';
import { serverLabel, type ProbeTools, type ServerProbe, type ServerTarget } from './_probe.js';
import { findConnected, findFailure, locate, reach } from './_reach.js';
import { startReport, type Report } from './_report.js';
import { SPOKEN_NAMES, speaks } from './_speaks.js';
import { askForTls } from './_starttls.js';
import { serverText } from './_text.js';

/** Can the server be reached and does a mail client trust its certificate. Works with and without STARTTLS. */
export const tlsProbe: ServerProbe = { id: 'tls', needs: 'server', measure: measureTls };

async function measureTls(target: ServerTarget, tools: ProbeTools): Promise<ProbeResult> {
  const report = startReport('tls', serverLabel(target), tools);
  const located = await locate(target, report, tools);
  if (located.kind === 'refused') return report.refuse();
  if (located.kind === 'nothing') return report.stop(located.reason);
  const connected = await reach(target, located.addresses, report, tools);
  if (!connected) return report.stop('there was no time to connect');
  findConnected(target, connected, report);
  const { socket, address } = connected;
  try {
    if (target.tls === 'starttls' && !(await upgraded(target, report, tools, socket))) {
      return report.stop('the server did not start TLS');
    }
    const further = lookFurther(target, connected, report, tools);
    const secured = await verifiedHandshake(target, address, socket, report, tools);
    const shown = secured && readShown(secured, target);
    judgeFurther(target, shown, address, await further, report, tools);
    return secured
      ? report.done()
      : report.stop('the TLS handshake failed, and a second look did not tell why');
  } finally {
    socket.destroy();
  }
}

/** Whether the server is ready for TLS. What STARTTLS itself is worth is judged by the protocol's own probe. */
async function upgraded(
  target: ServerTarget,
  report: Report,
  tools: ProbeTools,
  socket: Parameters<typeof askForTls>[0],
): Promise<boolean> {
  const step = await report.step(
    'starttls',
    tools.settings.deadlines.greeting,
    (signal) => askForTls(socket, target.protocol, signal),
    (upgrade) => {
      if (upgrade.kind === 'ready') return { status: 'ok' };
      if (upgrade.kind === 'refused') return { status: 'fail', detail: upgrade.text };
      const spoken = upgrade.bytes.length === 0 ? 'silent' : SPOKEN_NAMES[speaks(upgrade.bytes)];
      return { status: 'fail', detail: `${spoken}: ${serverText(upgrade.bytes)}` };
    },
  );
  if (!step.ended) {
    if (step.fair) findSilence(target, report);
    return false;
  }
  const upgrade = step.value;
  if (upgrade.kind === 'ready') return true;
  if (upgrade.kind === 'stranger') findStranger(target, upgrade.bytes, report);
  else if (target.protocol === 'imap') findRefusal(target, upgrade.text, report);
  return false;
}

function findRefusal(target: ServerTarget, text: string, report: Report): void {
  report.find('imap.starttls-refused', 'critical', {}, [
    { label: `STARTTLS on ${serverLabel(target)}`, value: text, command: opensslCommand(target) },
  ]);
}

function findStranger(target: ServerTarget, bytes: Buffer, report: Report): void {
  const value =
    bytes.length === 0 ? 'closed without a word' : `${SPOKEN_NAMES[speaks(bytes)]}: ${serverText(bytes)}`;
  report.find('tls.not-tls', 'critical', { 'net.host': target.host, 'net.port': String(target.port) }, [
    { label: `First bytes of ${serverLabel(target)}`, value, command: opensslCommand(target) },
  ]);
}

function findSilence(target: ServerTarget, report: Report): void {
  if (target.protocol !== 'imap') return findFailure('timeout', target, 'connected, then silent', report);
  report.find('imap.no-greeting', 'critical', {}, [
    { label: `Greeting of ${serverLabel(target)}`, value: 'none', command: opensslCommand(target) },
  ]);
}
