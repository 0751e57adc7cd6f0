import type { GiftServer, MailProtocol, ProviderServer, UserNameForm } from '../domain/index.js';
import { domainOf, userNameForm, userNameIn } from '../domain/index.js';
import { providerKnown } from './slots.js';
import type { StepWorld } from './verb.js';

/** One way to receive is enough: IMAP before POP3. */
const RECEIVING: readonly MailProtocol[] = ['imap', 'pop3'];
/** Ports with TLS from the first byte (RFC 8314). */
const IMPLICIT_TLS: ReadonlySet<number> = new Set([993, 995, 465]);

/**
 * The settings for a mail app that are known for certain: the provider's own servers, one to receive and one to send,
 * else the incoming server that was found. Nothing is made up here, so it may be empty.
 */
export function knownServers(world: StepWorld): readonly GiftServer[] {
  const provider = providerKnown(world.bundle, world.run.slots, world.context);
  const servers = provider?.servers ?? [];
  const receiving = RECEIVING.flatMap((protocol) => servers.filter((one) => one.protocol === protocol))[0];
  const sending = servers.find((one) => one.protocol === 'smtp');
  const chosen = [receiving ?? foundServer(world), sending].filter((one) => one !== undefined);
  const address = world.run.slots['address']?.value;
  return chosen.map((server) => {
    const { protocol, host, port, tls } = server;
    return { protocol, host, port, tls, userName: userName(userNameForm(provider, server), address) };
  });
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

function userName(form: UserNameForm, address: string | undefined): GiftServer['userName'] {
  if (address === undefined || domainOf(address) === undefined) return { form };
  return { form, value: userNameIn(form, address) };
}
