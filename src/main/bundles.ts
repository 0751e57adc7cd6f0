import { setImmediate } from 'node:timers/promises';
import { createProver, loadBundle, type Loaded, type ParsedYaml } from '../bundle/index.js';
import type { Settings } from '../config/index.js';
import { hear } from '../conversation/index.js';
import { FINDINGS } from '../diagnosis/index.js';
import type { BundleProblem, Hear, LoadedBundle, Log, Store } from '../domain/index.js';
import { createLog } from '../log/index.js';
import { PROBES } from '../probes/index.js';
import {
  createRememberingParser,
  createShelf,
  parseApart,
  trainInWorker,
  type Shelf,
  type ShelfPorts,
} from '../publishing/index.js';
import { sha256 } from './world.js';

/** Loads and checks a bundle's files with the names that the code knows. */
export function loadChecked(
  files: ReadonlyMap<string, string>,
  parse?: (file: string, text: string) => ParsedYaml,
  passed?: 'passed',
): Loaded {
  return loadBundle(files, {
    ...(parse && { parse }),
    ...(passed && { passed: true }),
    sha256,
    knownFindings: new Set(FINDINGS.keys()),
    knownProbes: new Set(PROBES.keys()),
  });
}

/** The same, with the files parsed in a child process: none can stop or end this one. */
export async function loadApart(files: ReadonlyMap<string, string>): Promise<Loaded> {
  return loadChecked(files, await parseApart(files));
}

/** What is wrong with one playbook beside the live files, in the place of the one with its id. */
export async function checkBeside(
  live: ReadonlyMap<string, string> | undefined,
  yaml: string,
): Promise<readonly BundleProblem[]> {
  const id = /^id[ \t]*:[ \t]*["']?([a-z][a-z0-9-]{0,60})["']?[ \t]*(?:#.*)?$/mu.exec(yaml)?.[1] ?? 'sent';
  const { problems } = await loadApart(new Map([...(live ?? []), [`playbooks/${id}.yaml`, yaml]]));
  return problems;
}

/** A shelf by itself, for a command beside a running server. */
export function createConfiguredShelf(settings: Settings, store: Store): Shelf {
  return createShelf(shelfPorts(store, createLog(settings.logLevel)));
}

export function shelfPorts(store: Store, log: Log): ShelfPorts {
  const parse = createRememberingParser();
  return {
    store,
    load: async (files, passed) =>
      // What was published long ago is not what the next change is compared with.
      passed ? loadChecked(files, await parseApart(files), 'passed') : loadChecked(files, await parse(files)),
    prove: createProof(),
    train: trainInWorker,
    sha256,
    log,
  };
}

/** What the tests in a bundle's playbooks have to say against it. Nobody's turn waits for more than one playbook. */
function createProof() {
  const prover = createProver();
  return async ({ bundle, classify }: LoadedBundle): Promise<readonly BundleProblem[]> => {
    const { glossary, clients, providers } = bundle;
    const understand: Hear = (text, language) =>
      hear(text, language, { classify, glossary, clients, providers });
    const problems: BundleProblem[] = [];
    for (const id of bundle.playbooks.keys()) {
      problems.push(...(prover.prove(bundle, id, { hear: understand })?.problems ?? []));
      await setImmediate();
    }
    return problems;
  };
}
