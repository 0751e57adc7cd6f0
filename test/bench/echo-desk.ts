import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createDesk } from '../../src/desk/index.js';
import type { Log, ProbeRunner, Store } from '../../src/domain/index.js';
import type { ChannelServer } from '../fakes/channel-server.js';
import { createHttpChannel } from '../fakes/http-channel.js';
import { echoBundle } from '../soak/echo-bundle.js';

const QUIET: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** A desk whose one playbook repeats what it hears. */
export interface EchoDesk {
  /** Milliseconds from a message to its reply on the platform. */
  echo(): Promise<number>;
  close(): Promise<void>;
}

/** Starts the desk in this process. */
export function startEchoDesk(store: Store, platform: ChannelServer, probes: ProbeRunner): EchoDesk {
  const loaded = echoBundle();
  const desk = createDesk({
    store,
    shelf: { live: loaded, get: () => loaded, fetch: () => Promise.resolve() },
    channels: new Map([['fake', createHttpChannel({ url: platform.url, id: 'fake' })]]),
    probes,
    targets: [],
    log: QUIET,
    owner: 'bench',
    randomId: () => randomUUID(),
    probeShares: { person: 10, target: 30 },
  });
  desk.start();
  let said = 0;
  return {
    async echo() {
      said += 1;
      const conversation = `echo-${said}`;
      const at = new Date().toISOString();
      const began = performance.now();
      const stamp = { platformId: String(said), revision: 0, order: at, sentAt: at };
      const address = { channel: 'fake', conversation };
      await desk.receive({ address, kind: 'message', ...stamp, from: { id: 'u' }, text: 'mailbox note' });
      while (!platform.accepted().some((one) => one.conversation === conversation)) await pause(2);
      return performance.now() - began;
    },
    close: () => desk.stop(),
  };
}
