import { readShown, type Shown } from './_certificate.js';
import type { HandshakeKind } from './_dial.js';
import type { ProbeTools, ServerTarget } from './_probe.js';
import type { StepNote } from './_report.js';
import { askForTls } from './_starttls.js';
import type { VettedAddress } from './guard.js';

/** What a connection showed that was opened for a look. `nothing`: it did not come to a handshake. */
export type Looked =
  | { readonly kind: 'shown'; readonly shown: Shown }
  | { readonly kind: 'failed'; readonly code: string }
  | { readonly kind: 'nothing' };

/** A look in the timeline. */
export function noteOfLook(looked: Looked): StepNote {
  if (looked.kind === 'shown') return { status: 'ok', detail: looked.shown.issuer };
  return looked.kind === 'failed' ? { status: 'fail', detail: looked.code } : { status: 'fail' };
}

/** Looks at a server's certificate over a connection of its own, on which nothing is sent once TLS is on. */
export async function lookAt(
  target: ServerTarget,
  address: VettedAddress,
  kind: Exclude<HandshakeKind, 'verify'>,
  signal: AbortSignal,
  tools: ProbeTools,
): Promise<Looked> {
  const dialled = await tools.dial(address, target.port, signal);
  if (!dialled.ok) return { kind: 'nothing' };
  const { socket } = dialled;
  try {
    if (target.tls === 'starttls') {
      const upgrade = await askForTls(socket, target.protocol, signal);
      if (upgrade.kind !== 'ready') return { kind: 'nothing' };
    }
    const secured = await tools.secure.handshake(socket, target, kind, signal);
    if (!secured.ok) return { kind: 'failed', code: secured.code };
    const shown = readShown(secured.socket, target);
    secured.socket.destroy();
    return shown ? { kind: 'shown', shown } : { kind: 'nothing' };
  } finally {
    socket.destroy();
  }
}
