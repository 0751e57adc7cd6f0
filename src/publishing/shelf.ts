import {
  mailmedicError,
  type Bundle,
  type BundleProblem,
  type BundleShelf,
  type Intent,
  type LoadedBundle,
  type Log,
  type NewBundle,
  type PublishedBundle,
  type Store,
} from '../domain/index.js';
import type { Loaded } from '../bundle/index.js';
import { makeClassify, modelKey, readModel } from '../classifier/index.js';
import { errorsOf } from './broken.js';

/** What the shelf needs of the world. */
export interface ShelfPorts {
  readonly store: Pick<Store, 'published' | 'bundleFiles' | 'pinnedBundles' | 'putModel' | 'model'>;
  /**
   * Reads and checks files; parses them where a hostile one does no harm. What has `passed` the checks before is read
   * only: a newer linter knows better, but problems that began with a bundle go on with it.
   */
  readonly load: (files: ReadonlyMap<string, string>, passed?: 'passed') => Loaded | Promise<Loaded>;
  /** Runs the tests that the playbooks of a bundle hold; what fails keeps it from being published. */
  readonly prove?: (loaded: LoadedBundle) => readonly BundleProblem[] | Promise<readonly BundleProblem[]>;
  /** Trains off the main thread; answers the serialised model. */
  readonly train: (intents: ReadonlyMap<string, Intent>) => Promise<string>;
  readonly sha256: (text: string) => string;
  readonly log: Log;
}

/** What became of files that were to be published. */
export type Publishing =
  | { readonly kind: 'live'; readonly version: PublishedBundle }
  /** They were good, and not needed: this is live, and stays so. */
  | { readonly kind: 'unchanged'; readonly version: PublishedBundle }
  | { readonly kind: 'broken'; readonly problems: readonly BundleProblem[] };

/** The shelf of loaded bundles, with its doors. */
export interface Shelf extends BundleShelf {
  /** Number, time and origin of the live one; absent before the first. */
  readonly version: PublishedBundle | undefined;
  /** Checks files, stores them under the next number and makes them live. Broken files change nothing. */
  publish(
    files: ReadonlyMap<string, string>,
    how: Pick<NewBundle, 'from' | 'onlyIfChanged'>,
  ): Promise<Publishing>;
  /**
   * Makes content that was published before live again, under a new number: that of `number`, else what was live before
   * the live one. It has passed the checks of its time. Errors: `MM_NOT_FOUND`.
   */
  rollback(number?: number): Promise<Publishing>;
  /** Takes what is live in the store, whoever published it; false when nothing is new. Errors: `MM_BUNDLE_UNKNOWN`. */
  follow(): Promise<boolean>;
  /** Loads every bundle that an open problem is pinned to, so that the first turn needs no wait. */
  warm(): Promise<void>;
}

/**
 * Keeps bundles and their classifiers ready. The database is the truth: a bundle is stored by its hash with all
 * its files, so a problem that began before a restart or on another replica goes on with its own bundle.
 */
export function createShelf(ports: ShelfPorts): Shelf {
  const { store, log } = ports;
  const loaded = new Map<string, LoadedBundle>();
  let live: LoadedBundle | undefined;
  let version: PublishedBundle | undefined;

  async function shelve(bundle: Bundle): Promise<LoadedBundle> {
    const known = loaded.get(bundle.hash);
    if (known) return known;
    const shelved = { bundle, classify: makeClassify(readModel(await modelOf(ports, bundle))) };
    loaded.set(bundle.hash, shelved);
    return shelved;
  }

  async function bring(hash: string): Promise<LoadedBundle> {
    const known = loaded.get(hash);
    if (known) return known;
    const files = await store.bundleFiles(hash);
    const bundle = files ? (await ports.load(files, 'passed')).bundle : undefined;
    if (!bundle) {
      throw mailmedicError(
        'MM_BUNDLE_UNKNOWN',
        { hash },
        'Publish the bundle again, or restore the database.',
      );
    }
    return shelve({ ...bundle, hash });
  }

  /** Never back: who learns late of a bundle that has been replaced meanwhile leaves the newer one live. */
  async function goLive(next: PublishedBundle, shelved: LoadedBundle): Promise<boolean> {
    if (version && next.number <= version.number) return false;
    const before = live?.bundle.hash;
    [live, version] = [shelved, next];
    loaded.set(next.hash, shelved);
    const { number, hash, from } = next;
    log.info('bundle is live', { number, hash: hash.slice(0, 12), from, files: shelved.bundle.files.size });
    await clear([hash, before]);
    return true;
  }

  /** Lets go of bundles that nobody is pinned to. One that is asked for after all is brought again. */
  async function clear(kept: readonly (string | undefined)[]): Promise<void> {
    const pinned = await store.pinnedBundles();
    for (const hash of loaded.keys()) {
      if (!kept.includes(hash) && !pinned.includes(hash)) loaded.delete(hash);
    }
  }

  return {
    get live() {
      if (!live) {
        throw mailmedicError(
          'MM_BUNDLE_MISSING',
          { folder: 'the store' },
          'Publish a bundle before the first turn.',
        );
      }
      return live;
    },
    get version() {
      return version;
    },
    get: (hash) => loaded.get(hash),
    fetch: async (hash) => void (await bring(hash)),
    async publish(files, how) {
      const { bundle, problems } = await ports.load(files);
      if (!bundle) return { kind: 'broken', problems };
      const isStored = (await store.bundleFiles(bundle.hash)) !== undefined;
      const shelved = await shelve(bundle);
      // What is in the store has passed them.
      const failed = isStored ? [] : ((await ports.prove?.(shelved)) ?? []);
      if (errorsOf(failed).length > 0) {
        loaded.delete(bundle.hash);
        return { kind: 'broken', problems: failed };
      }
      const before = await store.published.live();
      const next = await store.published.publish({ hash: bundle.hash, files, ...how });
      await goLive(next, next.hash === bundle.hash ? shelved : await bring(next.hash));
      return { kind: next.number === before?.number ? 'unchanged' : 'live', version: next };
    },
    async rollback(number) {
      const target = await earlier(store, number);
      const files = await store.bundleFiles(target.hash);
      if (!files) throw notPublished(target.number);
      const before = await store.published.live();
      const next = await store.published.publish({ hash: target.hash, files, from: 'rollback' });
      await goLive(next, await bring(next.hash));
      return { kind: next.number === before?.number ? 'unchanged' : 'live', version: next };
    },
    async follow() {
      const next = await store.published.live();
      if (!next || next.number <= (version?.number ?? 0)) return false;
      return goLive(next, await bring(next.hash));
    },
    async warm() {
      for (const hash of await store.pinnedBundles()) await bring(hash);
    },
  };
}

/** The bundle of a number; without one, the newest that held something else than what is live. */
async function earlier(
  { published }: Pick<Store, 'published'>,
  number: number | undefined,
): Promise<PublishedBundle> {
  const all = await published.list();
  const found =
    number === undefined
      ? all.find(({ hash }) => hash !== all[0]?.hash)
      : all.find((one) => one.number === number);
  if (found) return found;
  throw notPublished(number);
}

/** Files of a published bundle; of the live one without a number. Errors: `MM_NOT_FOUND`. */
export async function publishedFiles(
  store: Pick<Store, 'published' | 'bundleFiles'>,
  number?: number,
): Promise<ReadonlyMap<string, string>> {
  const found = number === undefined ? await store.published.live() : await earlier(store, number);
  const files = found && (await store.bundleFiles(found.hash));
  if (files) return files;
  throw notPublished(number);
}

function notPublished(number: number | undefined) {
  return mailmedicError(
    'MM_NOT_FOUND',
    { path: number === undefined ? 'an earlier bundle' : `bundle ${number}` },
    'The bundles that were published: npx mailmedic playbook list',
  );
}

async function modelOf(ports: ShelfPorts, bundle: Bundle): Promise<string> {
  const key = modelKey(bundle.intents, ports.sha256);
  const known = await ports.store.model(key);
  if (known !== undefined) return known;
  const started = Date.now();
  const model = await ports.train(bundle.intents);
  await ports.store.putModel(key, model);
  ports.log.info('classifier trained', { intents: bundle.intents.size, ms: Date.now() - started });
  return model;
}
