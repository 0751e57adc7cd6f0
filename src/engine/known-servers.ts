import type { GiftServer, MailProtocol, ProviderServer } from '../domain/index.js';
import { domainOf } from '../domain/index.js';
import { providerKnown } from './slots.js';
import type { StepWorld } from './verb.js';

/** One way to receive is enough: IMAP before POP3. */
const RECEIVING: readonly MailProtocol[] = ['imap', 'pop3'];
/** Ports with TLS from the first byte (RFC 8314). */
const IMPLICIT_TLS: ReadonlySet<number> = new Set([993, 995, 465]);

/**
 * The settings for a mail app that are known for certain: the provider's own servers, one to receive and one to send,
 * else the incoming server that was found. Never a guess, so it may be empty.
 */
export function knownServers(world: StepWorld): readonly GiftServer[] {
  const provider = providerKnown(world.bundle, world.run.slots, world.context);
  const servers = provider?.servers ?? [];
  const receiving = RECEIVING.flatMap((protocol) => servers.filter((one) => one.protocol === protocol))[0];
  const sending = servers.find((one) => one.protocol === 'smtp');
  const chosen = [receiving ?? foundServer(world), sending].filter((one) => one !== undefined);
  const form = provider?.quirks.get('user_name') === 'local-part' ? 'local-part' : 'full-address';
  const value = userName(form, world.run.slots['address']?.value);
  const name = { form, ...(value !== undefined && { value }) } as const;
  return chosen.map(({ protocol, host, port, tls }) => ({ protocol, host, port, tls, userName: name }));
}

/** What `discover` found; a host that somebody typed is what may be wrong. */
function foundServer({ run }: StepWorld): ProviderServer | undefined {
  const { host, port } = run.slots;
  if (host?.source !== 'probe' || port?.source !== 'probe') return undefined;
  const number = Number(port.value);
  return {
    protocol: 'imap',
    host: host.value,
    port: number,
    tls: IMPLICIT_TLS.has(number) ? 'implicit' : 'starttls',
  };
}

function userName(form: GiftServer['userName']['form'], address: string | undefined): string | undefined {
  if (address === undefined || domainOf(address) === undefined) return undefined;
  return form === 'full-address' ? address : address.slice(0, address.lastIndexOf('@'));
}
