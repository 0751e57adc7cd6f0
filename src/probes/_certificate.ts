import type { PeerCertificate, TLSSocket } from 'node:tls';
import type { Evidence } from '../domain/index.js';
import { missingIssuer } from './_chain.js';
import {
  matchCertificate,
  OTHER_NAME,
  readAlternativeNames,
  type Identity,
  type NameMatch,
} from './_identity.js';
import { inspectionProduct } from './_inspection.js';
import { serverLabel, type ServerTarget } from './_probe.js';
import type { Report } from './_report.js';
import { plainText } from './_text.js';

const EXPIRES_SOON_MS = 14 * 86_400_000;
const OLD_VERSIONS: readonly string[] = ['SSLv3', 'TLSv1', 'TLSv1.1'];

/** What a server showed in a handshake, read once and kept as plain text. */
export interface Shown {
  readonly subject: string;
  readonly issuer: string;
  readonly names: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly version: string;
  /** OpenSSL's word for what is wrong with the chain; `undefined` when it leads to a trusted root. */
  readonly chainError?: string;
  /** By which name it is made out for the server that was asked for. */
  readonly match: NameMatch;
  /** Whose certificate the server should have sent with its own, and did not. */
  readonly missing?: string;
  /** It is signed with its own key, and not trusted. */
  readonly selfSigned: boolean;
}

/** Reads what the other side of an open TLS connection showed; `undefined` if it showed no certificate. */
export function readShown(socket: TLSSocket, identity: Identity): Shown | undefined {
  const certificate = socket.getPeerCertificate(true);
  // An empty object stands for “no certificate”.
  if (!('subject' in certificate)) return undefined;
  const { hosts, services } = readAlternativeNames(certificate.subjectaltname ?? '');
  const names = [...hosts, ...services].map(plainText);
  const chainError = chainErrorOf(socket);
  const missing = missingIssuer(certificate, chainError);
  return {
    subject: nameText(certificate.subject),
    issuer: nameText(certificate.issuer),
    names: names.length > 0 ? names.slice(0, 10) : [nameText(certificate.subject)],
    notBefore: new Date(certificate.valid_from),
    notAfter: new Date(certificate.valid_to),
    version: socket.getProtocol() ?? 'unknown',
    ...(chainError === undefined ? {} : { chainError }),
    match: matchCertificate(certificate, identity),
    ...(missing === undefined ? {} : { missing: nameText(missing) }),
    selfSigned: chainError !== undefined && isSelfSigned(socket),
  };
}

function chainErrorOf(socket: TLSSocket): string | undefined {
  // Typed as Error, and is the code as a string. Node also puts the name check in it, which is judged apart.
  const error = socket.authorizationError as unknown;
  return typeof error === 'string' && error !== OTHER_NAME ? error : undefined;
}

/** OpenSSL names one error only; an expired certificate that vouches for itself may come out as either. */
function isSelfSigned(socket: TLSSocket): boolean {
  const certificate = socket.getPeerX509Certificate();
  return certificate?.verify(certificate.publicKey) === true;
}

function nameText(name: PeerCertificate['subject']): string {
  const parts = [name.CN, name.O].filter((part) => part !== undefined).map(String);
  return plainText([...new Set(parts)].join(', ')) || 'no name';
}

/** Facts of a certificate, as placeholders of texts. */
export function certificateFacts(shown: Shown): Record<string, string> {
  return {
    'tls.not_before': isoDate(shown.notBefore),
    'tls.not_after': isoDate(shown.notAfter),
    'tls.issuer': shown.issuer,
    'tls.names': shown.names.join(', '),
    'tls.version': shown.version,
  };
}

/** Where a certificate was seen, if the host has others elsewhere. */
export interface Place {
  readonly family: 4 | 6;
}

/** Writes every trouble with a certificate into the report, and returns the codes of the critical ones. */
export function judgeCertificate(
  target: ServerTarget,
  shown: Shown,
  now: Date,
  report: Report,
  place?: Place,
): readonly string[] {
  const facts = certificateFacts(shown);
  const evidence = [certificateEvidence(target, shown, place)];
  const troubles = troublesOf(shown, now);
  for (const code of troubles) {
    const { named, seen } = particulars(code, target, shown);
    report.find(code, 'critical', { ...facts, ...named }, [...seen, ...evidence]);
  }
  const left = shown.notAfter.getTime() - now.getTime();
  if (left > 0 && left < EXPIRES_SOON_MS) report.find('tls.expires-soon', 'warning', facts, evidence);
  if (shown.match === 'service') report.find('tls.name-by-service', 'warning', facts, evidence);
  const product = inspectionProduct(shown.issuer);
  if (product !== undefined) {
    const named = {
      label: 'Issuer',
      value: `${shown.issuer}: known from ${product}, which reads TLS on the way`,
    };
    report.find('tls.inspected', 'critical', facts, [named, ...evidence]);
  }
  return troubles;
}

/** Writes that a certificate is as it should be. */
export function findGoodCertificate(target: ServerTarget, shown: Shown, report: Report): void {
  if (shown.match !== 'host') return;
  report.find('tls.ok', 'info', certificateFacts(shown), [certificateEvidence(target, shown)]);
}

/** What is said of one trouble beside what is said of every certificate. */
function particulars(
  code: string,
  target: ServerTarget,
  shown: Shown,
): { readonly named?: Readonly<Record<string, string>>; readonly seen: readonly Evidence[] } {
  if (code === 'tls.chain-incomplete') return { named: { 'tls.issuer': shown.missing ?? '' }, seen: [] };
  return { seen: code === 'tls.old-version' ? [oldVersionEvidence(target, `speaks ${shown.version}`)] : [] };
}

/** That a server knows nothing newer than TLS 1.1. */
export function oldVersionEvidence(target: ServerTarget, seen: string): Evidence {
  return {
    label: `TLS of ${serverLabel(target)}`,
    value: `${seen}, and has no version in common with TLS 1.2 or newer`,
    command: opensslCommand(target, ['-tls1_2']),
  };
}

/** What is critical about a certificate. */
export function troublesOf(shown: Shown, now: Date): readonly string[] {
  const codes: string[] = [];
  if (now > shown.notAfter || shown.chainError === 'CERT_HAS_EXPIRED') codes.push('tls.expired');
  if (now < shown.notBefore || shown.chainError === 'CERT_NOT_YET_VALID') codes.push('tls.not-yet-valid');
  if (shown.match === 'none') codes.push('tls.name-mismatch');
  if (shown.match === 'common-name') codes.push('tls.name-in-cn');
  if (shown.selfSigned) codes.push('tls.self-signed');
  else if (shown.missing !== undefined) codes.push('tls.chain-incomplete');
  else if (shown.chainError !== undefined && !DATE_ERRORS.includes(shown.chainError))
    codes.push('tls.untrusted');
  if (OLD_VERSIONS.includes(shown.version)) codes.push('tls.old-version');
  return codes;
}

const DATE_ERRORS: readonly string[] = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'];

function certificateEvidence(target: ServerTarget, shown: Shown, place?: Place): Evidence {
  const chain = shown.chainError === undefined ? '' : `, chain: ${shown.chainError}`;
  const dates = `${isoDate(shown.notBefore)} to ${isoDate(shown.notAfter)}`;
  return {
    label: `Certificate of ${serverLabel(target)}${place ? ` over IPv${place.family}` : ''}`,
    value: `for ${shown.names.join(', ')}, issued by ${shown.issuer}, valid ${dates}, ${shown.version}${chain}`,
    command: opensslCommand(target, place ? [`-${place.family}`] : []),
  };
}

/** The shell command that shows the same handshake; `flags` of `openssl s_client` where it was a special one. */
export function opensslCommand(target: ServerTarget, flags: readonly string[] = []): string {
  const starttls = target.tls === 'starttls' ? ` -starttls ${target.protocol}` : '';
  const at = `-connect ${serverLabel(target)} -servername ${target.host}`;
  return `openssl s_client ${[...flags, at].join(' ')}${starttls} -showcerts </dev/null`;
}

function isoDate(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'unknown' : date.toISOString();
}
