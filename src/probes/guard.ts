import { domainToASCII } from 'node:url';
import ipaddr from 'ipaddr.js';
import type { ProbeSettings } from './_settings.js';

/**
 * The one thing a refused request is told, whatever the reason was: a different text per reason
 * would let a person map the internal network by asking.
 */
export const REFUSAL = 'not a mail server that may be measured from here';

/** Implicit TLS and STARTTLS ports of the three mail protocols (RFC 8314). */
export const MAIL_PORTS: ReadonlySet<number> = new Set([110, 143, 465, 587, 993, 995]);

/** Names that mean “this machine” or “this network” and never a server on the internet (RFC 6761, 6762, 8375, 9476). */
const LOCAL_SUFFIXES = ['localhost', 'localdomain', 'local', 'internal', 'home.arpa', 'arpa', 'onion', 'alt'];

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u;

declare const vetted: unique symbol;

/** An address the guard let through. Sockets are opened to nothing else, so a name is never looked up twice. */
export interface VettedAddress {
  readonly ip: string;
  readonly family: 4 | 6;
  readonly [vetted]: true;
}

/** A server the bundle's provider files name: its port is allowed on its host. */
export interface KnownServer {
  readonly host: string;
  readonly port: number;
}

/** Decides what may be measured. Has no memory and asks nobody. */
export interface Guard {
  /** The name in its one ASCII spelling, or `undefined` when it is not a name of a public server. */
  host(input: string): string | undefined;
  /** Whether any rule could let this port through; {@link Guard.addresses} then decides with the addresses. */
  port(host: string, port: number): boolean;
  /** The addresses, all of them, or `undefined` if even one of them is out of bounds. `port` absent: not to be connected to. */
  addresses(host: string, ips: readonly string[], port?: number): readonly VettedAddress[] | undefined;
}

/**
 * Reads a host name the way a browser would and refuses everything that is not a plain, public,
 * dotted name. IP addresses are refused in every spelling, because `domainToASCII` (WHATWG URL, UTS 46)
 * has turned decimal, octal, hex, full-width and circled digits into a dotted quad by then.
 */
export function parseHostName(input: string): string | undefined {
  const text = input.normalize('NFKC').trim();
  if (text.length === 0 || text.length > 253) return undefined;
  if (/[\s\p{C}@:/\\%[\]?#]/u.test(text)) return undefined;
  const name = domainToASCII(text).toLowerCase();
  if (name.length > 253) return undefined;
  const labels = name.split('.');
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) return undefined;
  // Also what refuses dotted quads: a name that ends in a number is an IPv4 address (WHATWG URL 4.3).
  if (/^(?:\d+|0x[0-9a-f]*)$/u.test(labels.at(-1) ?? '')) return undefined;
  if (LOCAL_SUFFIXES.some((suffix) => name === suffix || name.endsWith(`.${suffix}`))) return undefined;
  return name;
}

/** Makes the guard of one request. */
export function createGuard(
  settings: Pick<ProbeSettings, 'registered' | 'port25'>,
  known: readonly KnownServer[] = [],
): Guard {
  const registered = settings.registered.map(({ cidr, ports }) => ({
    network: ipaddr.parseCIDR(cidr),
    ports: ports ?? [],
  }));

  function everywhere(host: string, port: number): boolean {
    if (MAIL_PORTS.has(port)) return true;
    if (port === 25) return settings.port25;
    return known.some((server) => server.host.toLowerCase() === host && server.port === port);
  }

  function vet(host: string, ip: string, port: number | undefined): VettedAddress | undefined {
    if (ip.includes('%') || !ipaddr.isValid(ip)) return undefined;
    const address = ipaddr.parse(ip);
    const networks = registered.filter(({ network }) => contains(network, address));
    if (networks.length === 0 && !isPublic(address)) return undefined;
    const allowed =
      port === undefined || everywhere(host, port) || networks.some(({ ports }) => ports.includes(port));
    if (!allowed) return undefined;
    return vettedAs(address);
  }

  return {
    host: parseHostName,
    port: (host, port) => everywhere(host, port) || registered.some(({ ports }) => ports.includes(port)),
    addresses(host, ips, port) {
      const list = ips.map((ip) => vet(host, ip, port));
      return list.every((entry) => entry !== undefined) ? list : undefined;
    },
  };
}

/** The rule for web look-ups. It is apart from {@link Guard}, so that no measurement ever reaches a web server. */
export interface WebGuard {
  /** The addresses, all of them, or `undefined` if even one of them is out of bounds for port 443. */
  addresses(ips: readonly string[]): readonly VettedAddress[] | undefined;
}

/** Makes the guard of web look-ups: public addresses, and registered networks whose own `ports` hold 443. */
export function createWebGuard(settings: Pick<ProbeSettings, 'registered'>): WebGuard {
  const registered = settings.registered
    .filter(({ ports }) => ports?.includes(443))
    .map(({ cidr }) => ipaddr.parseCIDR(cidr));
  return {
    addresses(ips) {
      const list = ips.map((ip) => {
        if (ip.includes('%') || !ipaddr.isValid(ip)) return undefined;
        const address = ipaddr.parse(ip);
        const isAllowed = isPublic(address) || registered.some((network) => contains(network, address));
        return isAllowed ? vettedAs(address) : undefined;
      });
      return list.every((entry) => entry !== undefined) ? list : undefined;
    },
  };
}

/** True for addresses that every network routes to the same place. */
export function isPublicAddress(ip: string): boolean {
  return ipaddr.isValid(ip) && isPublic(ipaddr.parse(ip));
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

function vettedAs(address: Address): VettedAddress {
  return { ip: address.toString(), family: address.kind() === 'ipv4' ? 4 : 6 } as VettedAddress;
}

function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast') return false;
  if (address instanceof ipaddr.IPv4) return true;
  // ipaddr.js calls everything unicast that no list names; only 2000::/3 has been given out (RFC 4291, IANA).
  return ((address.parts[0] ?? 0) & 0xe000) === 0x2000;
}

function contains(network: [Address, number], address: Address): boolean {
  const [base, bits] = network;
  // match() throws when the families differ.
  return base.kind() === address.kind() && address.match(base, bits);
}
