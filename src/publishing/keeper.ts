import { reasonOf, type Store } from '../domain/index.js';
import type { BrokenFolder } from './broken-notice.js';
import { createFolderDoor, type FolderState } from './door.js';
import { lookAtFolder, readBundleFolder } from './folder.js';
import { startRounds, type Rounds } from './rounds.js';
import { createShelf, type Shelf, type ShelfPorts } from './shelf.js';

const LOOK_MS = 500;
/** Another replica's bundle is live here this soon, and a moment for loading it. */
const FOLLOW_MS = 2_000;
const LEASE = 'bundle-folder';
const LEASE_MS = 15_000;
const RENEW_MS = 5_000;

export interface KeeperPorts extends ShelfPorts {
  readonly store: ShelfPorts['store'] & Pick<Store, 'holdLease' | 'dropLease'>;
  readonly folder: string;
  /** Whether changes in the folder are published while the house stands. */
  readonly watch: boolean;
  /** Tells people, beside the log, that the folder could not be published. Never throws. */
  readonly onBroken?: (broken: BrokenFolder) => void;
  /** Name of this replica among others. */
  readonly owner: string;
}

/** Keeps a bundle live: at start, when the folder changes, and when somebody else published one. */
export interface BundleKeeper {
  readonly shelf: Shelf;
  readonly folder: FolderState;
  close(): Promise<void>;
}

/**
 * Makes a bundle live and watches for the next one. The folder counts where it is watched, and where the database has
 * no bundle yet; if it is broken, the last good bundle goes on, and a first one is refused.
 * Errors: `MM_BUNDLE_MISSING`, `MM_BUNDLE_BROKEN`, `MM_MODEL_TRAINING`, those of the store.
 */
export async function openBundleKeeper(ports: KeeperPorts): Promise<BundleKeeper> {
  const { store, folder, log } = ports;
  const shelf = createShelf(ports);
  const lease = createLease(ports);
  const door = createFolderDoor({
    folder,
    shelf,
    log,
    ...(ports.onBroken && { onBroken: ports.onBroken }),
    look: () => lookAtFolder(folder),
    read: () => readBundleFolder(folder),
    mayWatch: () => lease.held(),
  });
  const rounds: Rounds[] = [];

  async function begin(): Promise<void> {
    const last = await store.published.live();
    const isOpen = last === undefined || (ports.watch && (await lease.held()));
    const error = isOpen ? await door.publishNow() : undefined;
    if (shelf.version) return;
    if (error && !last) throw error;
    if (error && last) {
      log.error('started with the last good bundle, because the folder is broken', {
        folder,
        number: last.number,
        hash: last.hash.slice(0, 12),
        publishedAt: last.publishedAt,
        errors: door.state.errors,
        first: door.state.first,
        remedy: error.remedy,
      });
    }
    await shelf.follow();
  }

  async function follow(): Promise<void> {
    try {
      await shelf.follow();
    } catch (error) {
      log.warn('a newer bundle could not be taken, the present one goes on', { reason: reasonOf(error) });
    }
  }

  try {
    await begin();
    await shelf.warm();
  } catch (error) {
    await lease.drop();
    throw error;
  }
  rounds.push(startRounds(FOLLOW_MS, follow));
  if (ports.watch) rounds.push(startRounds(LOOK_MS, () => door.round()));
  return {
    shelf,
    get folder() {
      return door.state;
    },
    async close() {
      await Promise.all(rounds.map((one) => one.stop()));
      await lease.drop();
    },
  };
}

/** The right to watch: one replica has it, and asks for it again long before it runs out. */
function createLease({ store, owner }: Pick<KeeperPorts, 'store' | 'owner'>) {
  let held = false;
  let askedAt = -Infinity;
  return {
    async held(): Promise<boolean> {
      if (performance.now() - askedAt < RENEW_MS) return held;
      askedAt = performance.now();
      held = false;
      held = await store.holdLease(LEASE, owner, LEASE_MS);
      return held;
    },
    /** Whoever comes next need not wait. A store that is gone frees it in its own time. */
    async drop(): Promise<void> {
      if (held) await store.dropLease(LEASE, owner).catch(() => undefined);
    },
  };
}
