/**
 * Products that end TLS on the way and show a certificate of their own, as they name themselves in the
 * issuer. Virus scanners do it on one device, firewalls and proxies for a whole network.
 */
const PRODUCTS: readonly (readonly [RegExp, string])[] = [
  [/\bavast\b/iu, 'Avast'],
  [/\bAVG (?:Web|Technologies)/iu, 'AVG'],
  [/\bnorton\b/iu, 'Norton'],
  [/\bESET\b/u, 'ESET'],
  [/\bkaspersky\b/iu, 'Kaspersky'],
  [/\bbitdefender\b/iu, 'Bitdefender'],
  [/\bzscaler\b/iu, 'Zscaler'],
  [/\bforti(?:gate|net)\b/iu, 'FortiGate'],
  [/\bpalo ?alto\b/iu, 'Palo Alto Networks'],
  [/\bsophos\b/iu, 'Sophos'],
  [/\bblue ?coat\b/iu, 'Blue Coat'],
  [/\bcheck ?point\b/iu, 'Check Point'],
  [/\bnetskope\b/iu, 'Netskope'],
  [/\bcisco umbrella\b/iu, 'Cisco Umbrella'],
  [/\bforcepoint|websense\b/iu, 'Forcepoint'],
  [/\bbarracuda\b/iu, 'Barracuda'],
  [/\bwatchguard\b/iu, 'WatchGuard'],
  [/\bsangfor\b|深信服/iu, 'Sangfor'],
  [/\bhillstone\b|山石网科/iu, 'Hillstone'],
  [/\bqi-?anxin\b|奇安信/iu, 'Qi An Xin'],
  [/\bmitmproxy\b/iu, 'mitmproxy'],
  [/\bfiddler\b/iu, 'Fiddler'],
  [/\bcharles proxy\b/iu, 'Charles'],
];

/** The product that issued a certificate, by the issuer's names; `undefined` for an ordinary authority. */
export function inspectionProduct(issuer: string): string | undefined {
  return PRODUCTS.find(([pattern]) => pattern.test(issuer))?.[1];
}
