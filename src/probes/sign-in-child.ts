import { PROBES } from './_registry.js';
import { createOpener } from './_seal.js';
import { attemptSignIn } from './_sign-in-attempt.js';
import { signInRequestSchema, type SignInReply } from './_sign-in-wire.js';
import { runProbes } from './run.js';

/*
 * The program of a sign-in's own process: one credential, one login, and it ends. The credential comes sealed to a
 * key that was made here; nothing that this process could print goes anywhere.
 */

const opener = createOpener();
const clock = { now: () => new Date() };

function tell(reply: SignInReply): void {
  // After the parent is gone there is nobody to tell.
  process.send?.(reply, undefined, undefined, () => undefined);
}

process.on('disconnect', () => process.exit(0));

process.once('message', (message) => {
  const request = signInRequestSchema.parse(message);
  const opened = opener.open(request.sealed);
  const password = opened.toString('utf8');
  opened.fill(0);
  const { protocol, host, port, tls, settings, known } = request;
  const servers = known.map((one) => ({ ...one, protocol: 'imap' as const, tls: 'implicit' as const }));
  const providers = [{ id: 'known', domains: [], mx: [], servers }];
  const passwordless = { probes: [protocol], with: { host, port: String(port), tls }, settings, providers };
  const precheck = async () => (await runProbes(passwordless, PROBES, clock, () => undefined)).results;
  const { signal } = new AbortController();
  const onSending = (): void => tell({ kind: 'sending' });
  void attemptSignIn(request, password, clock, signal, precheck, onSending).then(tell);
});

tell({ kind: 'ready', publicKey: opener.publicKey });
