import { domainOf, type MailProtocol, type Provider, type ProviderServer } from '../domain/index.js';

/**
 * The provider that lists the address's domain. A sub-domain counts only if the file lists it itself:
 * `mail.example.com` is often run by somebody else than `example.com`.
 */
export function providerByAddress<P extends Pick<Provider, 'domains'>>(
  providers: ReadonlyMap<string, P>,
  address: string,
): P | undefined {
  const domain = domainOf(address);
  if (domain === undefined) return undefined;
  for (const provider of providers.values()) {
    if (provider.domains.some((listed) => listed.toLowerCase() === domain)) return provider;
  }
  return undefined;
}

/**
 * The provider whose `mx:` patterns match one of the domain's mail exchangers, most preferred host first.
 * A pattern is a host name, or `*.` and a name that must stand behind at least one more label.
 */
export function providerByMx<P extends Pick<Provider, 'mx'>>(
  providers: ReadonlyMap<string, P>,
  mxHosts: readonly string[],
): P | undefined {
  for (const host of mxHosts.map(plainName)) {
    for (const provider of providers.values()) {
      if (provider.mx.some((pattern) => nameMatches(plainName(pattern), host))) return provider;
    }
  }
  return undefined;
}

/** The provider's servers of one protocol, in file order: the first is the one to recommend. */
export function serversOf(
  provider: Pick<Provider, 'servers'>,
  protocol: MailProtocol,
): readonly ProviderServer[] {
  return provider.servers.filter((server) => server.protocol === protocol);
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/u, '');
}

function nameMatches(pattern: string, host: string): boolean {
  if (!pattern.startsWith('*.')) return pattern === host;
  const suffix = pattern.slice(1);
  return host.length > suffix.length && host.endsWith(suffix);
}
