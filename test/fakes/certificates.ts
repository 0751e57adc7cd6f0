import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/**
 * Makes certificates for tests: a private authority, and leaves with one fault each. Writes the DER of
 * RFC 5280 by hand, because that takes fewer lines than a library would need set up.
 */
export interface Certificate {
  /** PEM. */
  readonly cert: string;
  /** PEM, PKCS #8. */
  readonly key: string;
}

export interface CertificateOptions {
  /** Common name of the subject; the first DNS name unless told. */
  readonly name?: string;
  /** DNS names it is made out for. */
  readonly hosts?: readonly string[];
  /** Services of mail domains that it is made out for: `_imaps.example.com`. */
  readonly services?: readonly string[];
  /** It follows the rules of the public authorities, and says so. */
  readonly isPublic?: boolean;
  /** Where the certificate of its issuer can be fetched. */
  readonly issuerAt?: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

export interface Authority extends Certificate {
  issue(options: CertificateOptions): Certificate;
  /** An authority under this one. */
  between(name: string, options?: Pick<CertificateOptions, 'issuerAt'>): Authority;
}

const DAY_MS = 86_400_000;

/** The date `count` days from now. */
export function days(count: number): Date {
  return new Date(Date.now() + count * DAY_MS);
}

/** A certificate authority that only the test trusts. */
export function makeAuthority(
  name = 'Mailmedic Test CA',
  options: Pick<CertificateOptions, 'issuerAt'> = {},
): Authority {
  const keys = newKeys();
  const order = { subject: name, issuer: name, keys, signer: keys.privateKey, isAuthority: true };
  const own = build({ ...order, ...options });
  return authorityOf(name, keys, own);
}

function authorityOf(name: string, keys: Order['keys'], own: Certificate): Authority {
  return {
    ...own,
    between(subject, options = {}) {
      const next = newKeys();
      const order = { subject, issuer: name, keys: next, signer: keys.privateKey, isAuthority: true };
      return authorityOf(subject, next, build({ ...order, ...options }));
    },
    issue(options) {
      const leaf = newKeys();
      const subject = options.name ?? options.hosts?.[0] ?? 'leaf';
      return build({
        subject,
        issuer: name,
        keys: leaf,
        signer: keys.privateKey,
        isAuthority: false,
        ...options,
      });
    },
  };
}

/** A certificate that vouches for itself. */
export function makeSelfSigned(options: CertificateOptions): Certificate {
  const keys = newKeys();
  const subject = options.name ?? options.hosts?.[0] ?? 'self';
  return build({ subject, issuer: subject, keys, signer: keys.privateKey, isAuthority: false, ...options });
}

function newKeys() {
  return generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
}

interface Order extends CertificateOptions {
  readonly subject: string;
  readonly issuer: string;
  readonly keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
  readonly signer: KeyObject;
  readonly isAuthority: boolean;
}

function build(order: Order): Certificate {
  const algorithm = sequence(oid('2a8648ce3d040302')); // ecdsa-with-SHA256
  const body = sequence(
    tagged(0xa0, integer(Buffer.from([2]))), // v3
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    nameOf(order.issuer),
    sequence(time(order.notBefore ?? days(-30)), time(order.notAfter ?? days(90))),
    nameOf(order.subject),
    order.keys.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions(order))),
  );
  const signature = sign('sha256', body, order.signer);
  const certificate = sequence(body, algorithm, tagged(0x03, Buffer.from([0]), signature));
  return {
    cert: pem('CERTIFICATE', certificate),
    key: order.keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function extensions({ isAuthority, hosts, services, isPublic, issuerAt }: Order): readonly Buffer[] {
  const constraints = isAuthority ? sequence(tagged(0x01, Buffer.from([0xff]))) : sequence();
  const names = [
    ...(hosts ?? []).map((host) => tagged(0x82, Buffer.from(host, 'ascii'))),
    ...(services ?? []).map(serviceName),
  ];
  return [
    sequence(oid('551d13'), tagged(0x01, Buffer.from([0xff])), tagged(0x04, constraints)),
    ...(names.length > 0 ? [sequence(oid('551d11'), tagged(0x04, sequence(...names)))] : []),
    ...(isPublic === true ? [publicPolicy()] : []),
    ...(issuerAt === undefined ? [] : [authorityAccess(issuerAt)]),
  ];
}

/** The SRVName of RFC 4985, an `otherName`. */
function serviceName(service: string): Buffer {
  return tagged(0xa0, oid('2b06010505070807'), tagged(0xa0, tagged(0x16, Buffer.from(service, 'ascii'))));
}

/** “Domain validated”, of the CA/Browser Forum. */
function publicPolicy(): Buffer {
  return sequence(oid('551d20'), tagged(0x04, sequence(sequence(oid('67810c010201')))));
}

function authorityAccess(uri: string): Buffer {
  const issuers = sequence(oid('2b06010505073002'), tagged(0x86, Buffer.from(uri, 'ascii')));
  return sequence(oid('2b06010505070101'), tagged(0x04, sequence(issuers)));
}

function nameOf(commonName: string): Buffer {
  const attribute = sequence(oid('550403'), tagged(0x0c, Buffer.from(commonName, 'utf8')));
  return sequence(tagged(0x31, attribute));
}

function time(date: Date): Buffer {
  const text = date.toISOString().replace(/[-:T]|\.\d+/gu, '');
  return tagged(0x18, Buffer.from(text, 'ascii'));
}

function integer(bytes: Buffer): Buffer {
  return tagged(0x02, bytes);
}

function oid(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, ...parts);
}

function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  if (length < 0x100) return Buffer.from([0x81, length]);
  return Buffer.from([0x82, length >> 8, length & 0xff]);
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/gu) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
