import type { LocalText, MailProtocol, Reply, RunEvent, SignInRequest, TlsMode } from '../../domain/index.js';
import { stepKey } from '../says.js';
import { fillSetting, renderText, textWorld } from '../texts.js';
import type { Move, StepWorld } from '../verb.js';

type SignedIn = Extract<RunEvent, { kind: 'signed-in' }>;

/** What is used when `with:` is absent, of what is known. The slots hold the incoming server, so only IMAP is tried on it. */
const TARGETS: Readonly<Record<MailProtocol, Readonly<Record<string, string>>>> = {
  imap: { address: '{address}', host: '{host}', port: '{port}' },
  pop3: { address: '{address}' },
  smtp: { address: '{address}' },
};
const TLS: readonly TlsMode[] = ['implicit', 'starttls', 'none'];

/** What to try the sign-in on; nothing without an address. */
export function signInRequest(
  protocol: MailProtocol,
  target: Readonly<Record<string, string>> | undefined,
  world: StepWorld,
): SignInRequest | undefined {
  const known = (key: string) => {
    const template = (target ?? TARGETS[protocol])[key];
    return template === undefined ? undefined : fillSetting(template, textWorld(world));
  };
  const address = known('address');
  if (!address) return undefined;
  const host = known('host');
  const port = Number(known('port'));
  const tls = TLS.find((mode) => mode === known('tls'));
  return {
    protocol,
    address,
    ...(host && { host }),
    ...(Number.isInteger(port) && port > 0 && port < 65_536 && { port }),
    ...(tls && { tls }),
  };
}

/** Offers a one-time link and waits for what becomes of it. */
export function offerSignIn(
  world: StepWorld,
  request: SignInRequest,
  progress: LocalText | undefined,
  more: { readonly step?: string; readonly memo?: Readonly<Record<string, unknown>> } = {},
): Extract<Move, { kind: 'wait' }> {
  const reply = progress && progressReply(progress, world);
  const step = more.step ?? stepKey(world);
  return {
    kind: 'wait',
    for: 'sign-in',
    effects: [{ kind: 'sign-in', step, token: world.token, request, ...(reply && { reply }) }],
    ...(more.memo && { memo: more.memo }),
  };
}

/** What is shown while something is done. */
export function progressReply(text: LocalText, world: StepWorld): Reply {
  return { text: renderText(text, textWorld(world)), progress: true };
}

/** Placeholders that the answer fills; an earlier `{retry_after}` is over with it. */
export function signInFacts({ retryAfter, attempts }: SignedIn): Readonly<Record<string, string>> {
  return {
    retry_after: retryAfter ?? '',
    ...(attempts !== undefined && { 'attempts.count': String(attempts) }),
  };
}
