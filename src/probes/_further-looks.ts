import {
  findGoodCertificate,
  judgeCertificate,
  opensslCommand,
  troublesOf,
  type Shown,
} from './_certificate.js';
import { lookAt, noteOfLook, type Looked } from './_look.js';
import { serverLabel, type ProbeTools, type ServerTarget } from './_probe.js';
import type { Connected } from './_reach.js';
import type { Report, Step } from './_report.js';
import type { VettedAddress } from './guard.js';

/** A server that has not answered an older client by then is not asked further; nothing is told by that. */
const OLDER_LOOK_MS = 2_000;

/** What was seen of a server beside its main handshake. */
export interface FurtherLooks {
  /** As a client that knows TLS 1.2 and nothing newer. */
  readonly older: Step<Looked>;
  /** At the other family of addresses, where both connected. */
  readonly other?: { readonly address: VettedAddress; readonly step: Step<Looked> };
}

/** Looks further at a server that can be reached, all at once; to be run beside the main handshake. */
export async function lookFurther(
  target: ServerTarget,
  { address, attempts }: Pick<Connected, 'address' | 'attempts'>,
  report: Report,
  tools: ProbeTools,
): Promise<FurtherLooks> {
  const { tls } = tools.settings.deadlines;
  const other = attempts.find((one) => one.ok && one.address.family !== address.family)?.address;
  const [older, step] = await Promise.all([
    look('tls-1.2', address, 'look-1.2', Math.min(tls, OLDER_LOOK_MS)),
    other && look(`tls-ipv${other.family}`, other, 'look', tls),
  ]);
  return { older, ...(other && step ? { other: { address: other, step } } : {}) };

  function look(name: string, at: VettedAddress, kind: 'look' | 'look-1.2', limit: number) {
    return report.step(name, limit, (signal) => lookAt(target, at, kind, signal, tools), noteOfLook);
  }
}

/** How one family of addresses did. */
interface Seen {
  readonly address: VettedAddress;
  /** What is wrong there, in short; empty where all is in order. */
  readonly wrong: string;
}

/**
 * Writes what the looks tell. `mine`: what the main handshake showed, if it worked; without, the troubles it had are
 * in the report already.
 */
export function judgeFurther(
  target: ServerTarget,
  mine: Shown | undefined,
  first: VettedAddress,
  { older, other }: FurtherLooks,
  report: Report,
  tools: ProbeTools,
): void {
  const codes = mine ? judgeCertificate(target, mine, tools.clock.now(), report) : criticalCodes(report);
  const here: Seen = { address: first, wrong: codes.join(', ') };
  const there = other && judgeOther(target, other, codes, report, tools);
  const isKnown = mine !== undefined || here.wrong !== '';
  if (mine && here.wrong === '' && !there?.wrong) findGoodCertificate(target, mine, report);
  if (there && isKnown && (here.wrong === '') !== (there.wrong === ''))
    findFamilies(target, [here, there], report);
  if (older.ended && older.value.kind === 'failed' && refusesVersion(older.value.code)) {
    findNewOnly(target, older.value.code, report);
  }
}

function criticalCodes(report: Report): readonly string[] {
  return report.findings.filter(({ severity }) => severity === 'critical').map(({ code }) => code);
}

/** `undefined` where the look tells nothing. A trouble that the first family has as well is not told twice. */
function judgeOther(
  target: ServerTarget,
  { address, step }: NonNullable<FurtherLooks['other']>,
  before: readonly string[],
  report: Report,
  tools: ProbeTools,
): Seen | undefined {
  if (!step.ended) return step.fair ? { address, wrong: 'silent in the TLS handshake' } : undefined;
  const looked = step.value;
  if (looked.kind === 'nothing') return undefined;
  if (looked.kind === 'failed') return { address, wrong: `no TLS (${looked.code})` };
  const now = tools.clock.now();
  const codes = troublesOf(looked.shown, now);
  if (codes.some((code) => !before.includes(code))) {
    judgeCertificate(target, looked.shown, now, report, address);
  }
  return { address, wrong: codes.join(', ') };
}

function findFamilies(target: ServerTarget, seen: readonly Seen[], report: Report): void {
  const named = (isWrong: boolean): string =>
    seen.flatMap(({ wrong, address }) => ((wrong !== '') === isWrong ? `IPv${address.family}` : [])).join();
  const facts = { 'net.host': target.host, 'tls.works': named(false), 'tls.fails': named(true) };
  const evidence = seen.map(({ address, wrong }) => ({
    label: `TLS of ${serverLabel(target)} over IPv${address.family}`,
    value: `${address.ip}: ${wrong || 'in order'}`,
    command: opensslCommand(target, [`-${address.family}`]),
  }));
  report.find('tls.family-differs', 'warning', facts, evidence);
}

/** Alerts by which a server turns an offered version down: RFC 8446 6.2, and no cipher of that version left. */
function refusesVersion(code: string): boolean {
  return (
    code === 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' ||
    code === 'ERR_SSL_TLSV1_ALERT_INSUFFICIENT_SECURITY' ||
    code === 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' ||
    code === 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE'
  );
}

function findNewOnly(target: ServerTarget, code: string, report: Report): void {
  const version = report.findings.find(({ facts }) => facts['tls.version'] === 'TLSv1.3');
  if (!version) return;
  report.find('tls.new-version', 'warning', { 'tls.version': 'TLSv1.3' }, [
    {
      label: `TLS 1.2 of ${serverLabel(target)}`,
      value: `refused (${code}); TLS 1.3 is taken`,
      command: opensslCommand(target, ['-tls1_2']),
    },
  ]);
}
