import { existsSync } from 'node:fs';
import { Resolver } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../config/index.js';
import { readDirectoryFile } from '../directory/index.js';
import { loadApart, openConfiguredStore } from '../main.js';
import { readBundleFolder } from '../publishing/index.js';
import { scopesIn } from './_slack-manifest.js';
import type { BundleState, DirectoryState, DoctorWorld, StoreState } from './doctor/index.js';
import { MANIFESTS } from './manifest.js';

const DNS_PATIENCE_MS = 4_000;

/** The real world of the doctor. It looks at the store once, however many checks ask. */
export function doctorWorld(settings: Settings): DoctorWorld {
  let store: Promise<StoreState> | undefined;
  return {
    settings,
    fetch: (...args) => fetch(...args),
    now: Date.now,
    store: () => (store ??= lookAtStore(settings)),
    bundle: () => lint(settings.bundleDir),
    directory: () => lookAtDirectory(settings),
    addressesOf: (name) => resolver(settings).resolve4(name),
    slackScopes: async () => scopesIn(await readFile(join(MANIFESTS, 'slack.yaml'), 'utf8')),
  };
}

/** Neither makes a store nor migrates one. */
async function lookAtStore(settings: Settings): Promise<StoreState> {
  if (settings.store.kind === 'sqlite' && !existsSync(settings.store.file)) return { kind: 'absent' };
  const store = await openConfiguredStore(settings, 'cli');
  try {
    const pending = await store.pendingMigrations();
    const live = pending.length === 0 ? await store.published.live() : undefined;
    return { kind: 'there', pending, ...(live === undefined ? {} : { live }) };
  } finally {
    await store.close();
  }
}

async function lookAtDirectory({ directory }: Settings): Promise<DirectoryState | undefined> {
  if (directory.kind === 'none') return undefined;
  const { people, ignored } = await readDirectoryFile(directory.file);
  return { people: people.length, ignored };
}

async function lint(folder: string): Promise<BundleState> {
  const { problems } = await loadApart(await readBundleFolder(folder));
  const errors = problems.filter(({ level }) => level === 'error');
  const [first] = errors;
  return {
    errors: errors.length,
    warnings: problems.length - errors.length,
    ...(first === undefined ? {} : { first: `${first.file}:${first.line} ${first.message}` }),
  };
}

function resolver({ probe }: Settings): Resolver {
  const resolver = new Resolver({ timeout: DNS_PATIENCE_MS, tries: 1 });
  if (probe.dnsServers !== undefined) resolver.setServers([...probe.dnsServers]);
  return resolver;
}
