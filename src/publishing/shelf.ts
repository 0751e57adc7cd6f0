import {
  mailmedicError,
  type Bundle,
  type BundleProblem,
  type BundleShelf,
  type Intent,
  type LoadedBundle,
  type Log,
  type Store,
} from '../domain/index.js';
import type { Loaded } from '../bundle/index.js';
import { makeClassify, modelKey, readModel } from '../classifier/index.js';

/** What the shelf needs of the world. */
export interface ShelfPorts {
  readonly store: Pick<Store, 'putBundle' | 'bundleFiles' | 'pinnedBundles' | 'putModel' | 'model'>;
  /** Reads and checks files; parses them where a hostile one does no harm. */
  readonly load: (files: ReadonlyMap<string, string>) => Loaded | Promise<Loaded>;
  /** Runs the tests that the playbooks of a bundle hold; what fails keeps it from being published. */
  readonly prove?: (loaded: LoadedBundle) => readonly BundleProblem[];
  /** Trains off the main thread; answers the serialised model. */
  readonly train: (intents: ReadonlyMap<string, Intent>) => Promise<string>;
  readonly sha256: (text: string) => string;
  readonly log: Log;
}

/** The shelf of loaded bundles, with its doors. */
export interface Shelf extends BundleShelf {
  /** Checks a folder's files, stores them under their hash and makes them live. Errors: `MM_BUNDLE_BROKEN`. */
  publish(files: ReadonlyMap<string, string>, folder: string): Promise<LoadedBundle>;
  /** Loads every bundle that an open problem is pinned to, so that the first turn needs no wait. */
  warm(): Promise<void>;
}

/**
 * Keeps bundles and their classifiers ready. The database is the truth: a bundle is stored by its hash with all
 * its files, so a problem that began before a restart or on another replica goes on with its own bundle.
 */
export function createShelf(ports: ShelfPorts): Shelf {
  const loaded = new Map<string, LoadedBundle>();
  let live: LoadedBundle | undefined;

  async function shelve(bundle: Bundle): Promise<LoadedBundle> {
    const known = loaded.get(bundle.hash);
    if (known) return known;
    const shelved = { bundle, classify: makeClassify(readModel(await modelOf(ports, bundle))) };
    loaded.set(bundle.hash, shelved);
    return shelved;
  }

  async function fetch(hash: string): Promise<void> {
    const files = await ports.store.bundleFiles(hash);
    const bundle = files ? (await ports.load(files)).bundle : undefined;
    if (!bundle) {
      throw mailmedicError(
        'MM_BUNDLE_UNKNOWN',
        { hash },
        'Publish the bundle again, or restore the database.',
      );
    }
    await shelve({ ...bundle, hash });
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
    get: (hash) => loaded.get(hash),
    fetch,
    async publish(files, folder) {
      const { bundle, problems } = await ports.load(files);
      if (!bundle) throw brokenBundle(folder, problems);
      const shelved = await shelve(bundle);
      // What is in the store has passed them.
      const isNew = (await ports.store.bundleFiles(bundle.hash)) === undefined;
      const failed = isNew ? (ports.prove?.(shelved) ?? []) : [];
      if (failed.length > 0) throw brokenBundle(folder, failed);
      await ports.store.putBundle(bundle.hash, files);
      live = shelved;
      ports.log.info('bundle is live', { hash: bundle.hash.slice(0, 12), files: files.size });
      return shelved;
    },
    async warm() {
      for (const hash of await ports.store.pinnedBundles()) {
        if (!loaded.has(hash)) await fetch(hash);
      }
    },
  };
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

function brokenBundle(folder: string, problems: readonly BundleProblem[]): Error {
  const errors = problems.filter(({ level }) => level === 'error');
  const first = errors[0];
  return mailmedicError(
    'MM_BUNDLE_BROKEN',
    {
      folder,
      count: String(errors.length),
      first: first ? `${first.file}:${first.line}:${first.column} ${first.message}` : 'no error was named',
    },
    first ? `${first.remedy} All of them: npx mailmedic playbook lint` : 'Run npx mailmedic playbook lint.',
  );
}
