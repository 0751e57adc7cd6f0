import type {
  Bundle,
  Effect,
  Finding,
  MailProtocol,
  NewSignIn,
  Provider,
  SignInTarget,
  SlotValue,
} from '../domain/index.js';
import { providerByAddress, serversOf } from '../providers/index.js';
import type { TurnDraft } from './draft.js';
import type { SignInDoor } from './sign-in-door.js';

type SignInEffect = Extract<Effect, { kind: 'sign-in' }>;
type Slots = Readonly<Record<string, SlotValue>>;

/** How long a link may be used. */
const LINK_MS = 10 * 60_000;
const WEB = 'web';
/** RFC 8314: TLS from the first byte, else STARTTLS. */
const PORTS: Readonly<Record<MailProtocol, number>> = { imap: 993, pop3: 995, smtp: 465 };
const STARTTLS_PORTS: ReadonlySet<number> = new Set([143, 110, 587, 25]);

/**
 * Offers a one-time link for the speaker's own mailbox, or one that the directory lets them sign in to. False where it can't be offered safely: no page that this
 * person can reach over https, an address that nobody vouches for, a provider that takes no passwords, no known server.
 * The link is said and kept nowhere else: the transcript only tells that there was one.
 */
export function offerSignIn(draft: TurnDraft, effect: SignInEffect): boolean {
  const door = draft.tools.signIn;
  const { problem } = draft.conversation;
  if (!door || !problem) return false;
  const origin = originFor(door, draft.snapshot.address.channel);
  if (origin === undefined || !isOwnMailbox(draft, door, effect.request.address)) return false;
  const { bundle } = draft.loaded;
  const provider = providerOf(bundle, problem.run.slots, effect.request.address);
  if (provider?.credential === 'oauth-only') return false;
  if (!isNext(effect.request.protocol, problem.run.findings, provider)) return false;
  const target = targetOf(effect, problem.run.slots, provider);
  if (!target) return false;

  const { token, hash } = door.newToken();
  draft.signIns.push({
    hash,
    token: effect.token,
    target,
    language: draft.language,
    credential: provider?.credential ?? 'password',
    ttlMs: LINK_MS,
    ...(provider && { provider: provider.id }),
  } satisfies NewSignIn);
  if (effect.reply) draft.say(effect.reply, effect.step);
  draft.sayLink('sign-in-link', `${origin}/sign-in/${token}`);
  return true;
}

/** Only https leaves the machine; a page on loopback is of use to a browser on it alone, so to the web chat. */
function originFor(door: SignInDoor, channel: string): string | undefined {
  return channel === WEB && door.localOrigin !== undefined ? door.localOrigin : door.publicOrigin;
}

function isOwnMailbox(draft: TurnDraft, door: SignInDoor, address: string): boolean {
  const { speaker } = draft.conversation;
  if (draft.snapshot.address.channel === WEB && door.isOpen) return true;
  const sought = address.toLowerCase();
  if (speaker?.isKnown === true && speaker.mailboxes?.includes(sought) === true) return true;
  return speaker?.verified === true && speaker.address?.toLowerCase() === sought;
}

/**
 * One failed login is what a server forgives: another protocol's is offered after IMAP took the credential, or where
 * the provider has no IMAP.
 */
function isNext(
  protocol: MailProtocol,
  findings: readonly Finding[],
  provider: Provider | undefined,
): boolean {
  if (protocol === 'imap' || findings.some(({ code }) => code === 'auth.accepted')) return true;
  return provider !== undefined && serversOf(provider, 'imap').length === 0;
}

function providerOf(bundle: Bundle, slots: Slots, address: string): Provider | undefined {
  return providerByAddress(bundle.providers, address) ?? bundle.providers.get(slots['provider']?.value ?? '');
}

/**
 * The server of the request; else the incoming server that is known, also where discovery found it under a usual name;
 * else the provider's own. Nothing is sent there without a certificate for that name.
 */
function targetOf(
  { request }: SignInEffect,
  slots: Slots,
  provider: Provider | undefined,
): SignInTarget | undefined {
  const { protocol } = request;
  const servers = provider ? serversOf(provider, protocol) : [];
  // The slots hold the incoming server.
  const known = protocol === 'imap' ? slots['host']?.value : undefined;
  const host = (request.host ?? known ?? servers[0]?.host)?.toLowerCase();
  if (host === undefined) return undefined;
  const own = servers.find((server) => server.host.toLowerCase() === host);
  const found = known?.toLowerCase() === host ? Number(slots['port']?.value) : NaN;
  const port = request.port ?? (found > 0 ? found : undefined) ?? own?.port ?? PORTS[protocol];
  const asked = request.tls === 'starttls' || request.tls === 'implicit' ? request.tls : undefined;
  const tls = asked ?? (own?.port === port ? own.tls : STARTTLS_PORTS.has(port) ? 'starttls' : 'implicit');
  return { protocol, address: request.address, host, port, tls };
}
