import type {
  Bundle,
  Clock,
  ProbeResult,
  SecretBytes,
  SignInRunner,
  SignInTarget,
  SignInTried,
} from '../domain/index.js';
import { forkProgram } from './_child.js';
import { serverLabel } from './_probe.js';
import { sealFor } from './_seal.js';
import type { ProbeSettings } from './_settings.js';
import { signInReplySchema, type SignInWire } from './_sign-in-wire.js';

/** The whole attempt; what is not over by then is killed. */
const VERDICT_MS = 15_000;
/** Each takes a process of its own. Further ones are turned away before anything is sent. */
const AT_ONCE = 8;

type Request = Omit<SignInWire, 'kind' | 'sealed'>;

/**
 * Tries one-time credentials, each in a process that was started for it and is killed after it. `bundle` is asked for
 * the servers whose ports are allowed. `file`: another program that speaks the same messages.
 */
export function createSignInRunner(
  settings: ProbeSettings,
  bundle: () => Bundle,
  clock: Clock = { now: () => new Date() },
  file?: string,
): SignInRunner {
  const running = new Set<() => Promise<void>>();
  let closed = false;

  async function run(request: Request, secret: SecretBytes): Promise<SignInTried> {
    const { process, startMs } = forkProgram('sign-in-child', file);
    const exited = new Promise<void>((resolve) => {
      process.once('exit', () => resolve());
      process.once('error', () => resolve());
    });
    const kill = async (): Promise<void> => {
      process.kill('SIGKILL');
      await exited;
    };
    running.add(kill);
    let sent = false;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<SignInTried>((resolve) => {
        const giveUp = (reason: string): void =>
          resolve({ kind: sent ? 'unknown' : 'not-tried', results: [failed(request, reason, clock)] });
        timer = setTimeout(() => giveUp('the process for the sign-in did not start in time'), startMs);
        void exited.then(() => giveUp('the process for the sign-in was lost'));
        process.on('message', (message) => {
          const reply = signInReplySchema.safeParse(message);
          if (!reply.success) return giveUp('the process for the sign-in said what it should not');
          switch (reply.data.kind) {
            case 'ready': {
              clearTimeout(timer);
              timer = setTimeout(() => giveUp(`stopped after ${VERDICT_MS / 1000} s`), VERDICT_MS);
              const sealed = sealFor(reply.data.publicKey, secret.reveal());
              secret.wipe();
              process.send(
                { kind: 'sign-in', ...request, sealed } satisfies SignInWire,
                undefined,
                undefined,
                (error) => {
                  if (error) giveUp('the process for the sign-in was lost');
                },
              );
              return;
            }
            case 'sending':
              sent = true;
              return;
            case 'accepted':
            case 'not-tried':
            case 'unknown':
            case 'refused':
              resolve(reply.data);
          }
        });
      });
    } finally {
      clearTimeout(timer);
      running.delete(kill);
      await kill();
    }
  }

  return {
    async try({ target, userName, needsId }, secret) {
      const request: Request = {
        protocol: target.protocol,
        host: target.host,
        port: target.port,
        tls: target.tls,
        userName,
        needsId,
        known: knownServers(bundle()),
        settings,
      };
      try {
        if (closed || running.size >= AT_ONCE) {
          return {
            kind: 'not-tried',
            results: [failed(target, 'too many sign-ins at the same time', clock)],
          };
        }
        return await run(request, secret);
      } finally {
        secret.wipe();
      }
    },
    async close() {
      closed = true;
      await Promise.all([...running].map((kill) => kill()));
    },
  };
}

function knownServers(bundle: Bundle): { host: string; port: number }[] {
  return [...bundle.providers.values()].flatMap(({ servers }) =>
    servers.map(({ host, port }) => ({ host, port })),
  );
}

function failed(target: Pick<SignInTarget, 'host' | 'port'>, reason: string, clock: Clock): ProbeResult {
  return {
    probe: 'sign-in',
    target: serverLabel(target),
    status: 'failed',
    findings: [],
    phases: [{ name: 'sign-in', status: 'skip', ms: 0, detail: reason }],
    startedAt: clock.now().toISOString(),
    ms: 0,
    reason,
  };
}
