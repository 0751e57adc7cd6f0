import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../config/index.js';
import type { Bundle, BundleShelf, LoadedBundle, Playbook } from '../domain/index.js';
import { mailmedicError } from '../domain/index.js';

/** One playbook tried by its author: which, and the words that open it. */
export interface Trial {
  readonly playbook: string;
  readonly words: string;
}

/**
 * Settings of a house that nothing leaves: a store of its own that is thrown away, and no address where cases,
 * actions or notices go. `bundle` is the folder, if not the configured one.
 */
export async function trialSettings(settings: Settings, bundle: string | undefined) {
  const folder = await mkdtemp(join(tmpdir(), 'mailmedic-trial-'));
  const { http, channels, dataDir, bundleDir, probe, limits } = settings;
  const alone: Settings = {
    ...{ http, channels, dataDir, probe, limits },
    store: { kind: 'sqlite', file: join(folder, 'trial.db') },
    directory: { kind: 'none' },
    handoff: {},
    chatAuthors: [],
    bundleWatch: false,
    logLevel: 'error',
    bundleDir: bundle ?? bundleDir,
  };
  return { settings: alone, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** What opens a playbook: its title, in the language asked for. Errors: `MM_NOT_FOUND`; a part opens by no words. */
export function trialOf(
  { playbooks, settings }: Bundle,
  id: string,
  language = settings.languages[0],
): Trial {
  const playbook = playbooks.get(id);
  if (!playbook || playbook.part) {
    throw mailmedicError(
      'MM_NOT_FOUND',
      { path: id },
      playbook
        ? 'A part is heard through a playbook that calls it.'
        : 'List the playbooks with: mailmedic playbook list',
    );
  }
  return { playbook: id, words: playbook.title[language ?? 'zh'] };
}

/** The shelf as it is, but for one thing: the words of the trial open its playbook at once. */
export function shelfForTrial(shelf: BundleShelf, trial: Trial): BundleShelf {
  const known = new WeakMap<LoadedBundle, LoadedBundle>();
  const open = (loaded: LoadedBundle) => {
    const opening = known.get(loaded) ?? openingWith(loaded, trial);
    known.set(loaded, opening);
    return opening;
  };
  return {
    get live() {
      return open(shelf.live);
    },
    get(hash) {
      const loaded = shelf.get(hash);
      return loaded && open(loaded);
    },
    fetch: (hash) => shelf.fetch(hash),
  };
}

function openingWith({ bundle, classify }: LoadedBundle, { playbook: id, words }: Trial): LoadedBundle {
  const playbook = bundle.playbooks.get(id);
  if (!playbook) return { bundle, classify };
  const intent = playbook.opensOn.intent ?? id;
  const opened: Playbook = { ...playbook, opensOn: { ...playbook.opensOn, intent, atOnce: true } };
  return {
    bundle: { ...bundle, playbooks: new Map(bundle.playbooks).set(id, opened) },
    classify: (text) => {
      const match = classify(text);
      if (lettersOf(text) !== lettersOf(words)) return match;
      return { ...match, scenario: intent, confidence: 1, alternatives: [], certain: true };
    },
  };
}

function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
