import type { DetailedPeerCertificate, PeerCertificate } from 'node:tls';

/** OpenSSL's words for “who signed the last certificate of the chain is not known”. */
const NO_ISSUER: readonly string[] = [
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
];

/**
 * What every certificate of a public authority holds and no other: a policy of the CA/Browser Forum (Baseline
 * Requirements 7.1.2.7.9: 2.23.140.1.1 or 2.23.140.1.2.x), or the proofs of its publication (RFC 6962 §3.3).
 */
const PUBLIC_MARKS: readonly Buffer[] = ['060567810c0101', '060667810c0102', '060a2b06010401d679020402'].map(
  (hex) => Buffer.from(hex, 'hex'),
);
const LONGEST_CHAIN = 10;

/**
 * The issuer of the last certificate that a server sent, where the server should have sent the issuer's too: the leaf is
 * a public authority's, so that the root is known, and the last one tells where its issuer's can be
 * fetched (RFC 5280 §4.2.2.1). A house's own authority may tell the same, and there it is the root that is unknown.
 */
export function missingIssuer(
  leaf: DetailedPeerCertificate,
  chainError: string | undefined,
): PeerCertificate['issuer'] | undefined {
  if (chainError === undefined || !NO_ISSUER.includes(chainError)) return undefined;
  if (!PUBLIC_MARKS.some((mark) => leaf.raw.includes(mark))) return undefined;
  const last = lastOf(leaf);
  return last.infoAccess?.['CA Issuers - URI'] === undefined ? undefined : last.issuer;
}

function lastOf(leaf: DetailedPeerCertificate): DetailedPeerCertificate {
  let last = leaf;
  for (let count = 0; count < LONGEST_CHAIN; count += 1) {
    const next = last.issuerCertificate as DetailedPeerCertificate | undefined;
    // A root names itself as its issuer.
    if (next === undefined || next === last) break;
    last = next;
  }
  return last;
}
