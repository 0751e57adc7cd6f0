import type { PeerCertificate } from 'node:tls';

/** Node's code for a certificate of somebody else. */
export const OTHER_NAME = 'ERR_TLS_CERT_ALTNAME_INVALID';

/** Who a server must show itself as: its host, and the mail service it was found as by SRV records. */
export interface Identity {
  /** ASCII, as A-labels. */
  readonly host: string;
  /** `_imaps.example.com`: the service of the mail domain, where its SRV record led to this host (RFC 4985 §2). */
  readonly service?: string;
}

/** The names that a certificate is made out for. */
export interface CertificateNames {
  readonly hosts: readonly string[];
  /** SRV-IDs. */
  readonly services: readonly string[];
  readonly commonName?: string;
}

/**
 * By which of its names a certificate belongs to a server. `common-name`: by the subject alone, which clients no longer
 * read (RFC 9525 §6.3).
 */
export type NameMatch = 'host' | 'service' | 'common-name' | 'none';

/** By which name a certificate belongs to a server. */
export function matchCertificate(
  { subject, subjectaltname }: Pick<PeerCertificate, 'subject' | 'subjectaltname'>,
  identity: Identity,
): NameMatch {
  // A subject may hold several common names.
  const commonName = [subject.CN as unknown].flat().at(-1);
  const known = typeof commonName === 'string' ? { commonName } : {};
  return matchNames(identity, { ...readAlternativeNames(subjectaltname ?? ''), ...known });
}

/** The rules of RFC 6125 §6.4 for host names and of RFC 7817 §3 for mail services. */
export function matchNames({ host, service }: Identity, names: CertificateNames): NameMatch {
  if (names.hosts.some((name) => isHost(host, name))) return 'host';
  if (service !== undefined && names.services.some((name) => sameName(service, name))) return 'service';
  const isAlone = names.hosts.length === 0 && names.services.length === 0;
  return isAlone && isHost(host, names.commonName ?? '') ? 'common-name' : 'none';
}

/** A wildcard stands for one whole label, the leftmost, below a name of at least two. */
function isHost(host: string, name: string): boolean {
  const [first, ...rest] = labelsOf(name);
  const [asked, ...parents] = labelsOf(host);
  if (asked === undefined || asked === '' || parents.join('.') !== rest.join('.')) return false;
  return first === '*' ? rest.length > 1 : first === asked;
}

function sameName(one: string, other: string): boolean {
  return labelsOf(one).join('.') === labelsOf(other).join('.');
}

function labelsOf(name: string): readonly string[] {
  return name.toLowerCase().replace(/\.$/u, '').split('.');
}

/**
 * Reads Node's text of the alternative names: `DNS:imap.example.com, othername:SRVName:_imaps.example.com`. A name with
 * characters that no host has is written in quotes, so that it can't pass for several; it is left out.
 */
export function readAlternativeNames(text: string): Pick<CertificateNames, 'hosts' | 'services'> {
  const entries = (text.match(/(?:[^",]|"(?:[^"\\]|\\.)*")+/gu) ?? []).map((entry) => entry.trim());
  const plain = entries.filter((entry) => !entry.includes('"'));
  return { hosts: after('DNS:'), services: after('othername:SRVName:') };

  function after(kind: string): readonly string[] {
    return plain.filter((entry) => entry.startsWith(kind)).map((entry) => entry.slice(kind.length));
  }
}
