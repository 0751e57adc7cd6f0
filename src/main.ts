import { createHash, randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { loadBundle } from './bundle/index.js';
import { createChannels } from './channels/index.js';
import type { Settings } from './config/index.js';
import { createDesk, type Desk } from './desk/index.js';
import { FINDINGS } from './diagnosis/index.js';
import { reasonOf, type Intent, type Log, type ProbeRunner, type Store } from './domain/index.js';
import { createTargets } from './handoff/index.js';
import { createLog } from './log/index.js';
import { createProbeRunner, PROBES } from './probes/index.js';
import { createShelf, readBundleFolder, trainInWorker, type Shelf } from './publishing/index.js';
import { createServer, type Server } from './server/index.js';
import { openStore } from './store/index.js';

/** A house that stands: its rooms put together, its loops running, its bundle live. */
export interface RunningHouse {
  readonly desk: Desk;
  readonly store: Store;
  readonly shelf: Shelf;
  readonly probes: ProbeRunner;
  readonly log: Log;
  /** Stops taking work, waits for what is in hand, lets go of the store. */
  close(): Promise<void>;
}

/**
 * Puts the house together, without its HTTP server. Errors: `MM_STORE_UNREACHABLE`, `MM_STORE_LOCKED`,
 * `MM_BUNDLE_MISSING`, `MM_BUNDLE_BROKEN`, `MM_MODEL_TRAINING`.
 */
export async function startHouse(settings: Settings): Promise<RunningHouse> {
  const log = createLog(settings.logLevel);
  const store = await openStore({
    ...settings.store,
    ...(settings.store.kind === 'sqlite' ? { role: 'server' } : {}),
  });
  try {
    await store.migrate();
    const shelf = createShelf({ store, load: loadChecked, train: trainInWorker, sha256, log });
    await shelf.publish(await readBundleFolder(settings.bundleDir), settings.bundleDir);
    await shelf.warm();
    const probes = createProbeRunner(probeSettings(settings));
    const desk = createDesk({
      store,
      shelf,
      channels: createChannels({ chat: store.chat }),
      probes,
      targets: createTargets(settings.handoff, { now: () => new Date() }),
      log,
      owner: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`,
    });
    desk.start();
    return {
      desk,
      store,
      shelf,
      probes,
      log,
      async close() {
        await desk.stop();
        await probes.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
