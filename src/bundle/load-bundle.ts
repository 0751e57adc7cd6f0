import type { Bundle, BundleProblem } from '../domain/index.js';
import { lintFiles } from './lint/index.js';
import type { ParsedYaml } from './parse-yaml.js';
import { nameOf, readFiles } from './read-files.js';
import { isUsable } from './source.js';

/** What the loader needs to know from the other rooms. */
export interface LoadPorts {
  /** SHA-256 of a text's UTF-8 bytes, in hexadecimal. */
  readonly sha256: (text: string) => string;
  /** Every finding code there is. */
  readonly knownFindings: ReadonlySet<string>;
  /** Names of all probes. */
  readonly knownProbes: ReadonlySet<string>;
  /** The linter has passed these files, perhaps an older one: they are read, and not judged again. */
  readonly passed?: true;
  /** Parses a file. Publishing does it in a process apart; right here, when absent. */
  readonly parse?: (file: string, text: string) => ParsedYaml;
}

/** A bundle unless an error keeps it from being used; the problems are in order of file and line. */
export interface Loaded {
  readonly bundle?: Bundle;
  readonly problems: readonly BundleProblem[];
}

/**
 * Makes a bundle of its files: reads every file by its schema, then checks what the files say of each other.
 * `files` is keyed by path below the bundle's folder, with `/` (`playbooks/certificate.yaml`). The embedded tests
 * are not run: that is {@link provePlaybooks}. Never throws, whatever the files hold.
 */
export function loadBundle(files: ReadonlyMap<string, string>, ports: LoadPorts): Loaded {
  const read = readFiles(files, ports.parse);
  const judged = ports.passed ? [] : lintFiles({ read, names: namesOf(files), ...ports });
  const problems = [...read.problems, ...judged].sort(byPlace);
  const { settings, slots, glossary, phrases, intents, playbooks, providers, clients } = read;
  if (!isUsable(problems) || !settings || !slots || !glossary || !phrases) return { problems };
  const bundle: Bundle = {
    hash: hashOf(files, ports.sha256),
    files,
    settings,
    intents,
    playbooks,
    providers,
    clients,
    slots,
    glossary,
    phrases,
    ...(read.actions && { actions: read.actions }),
    ...(read.questions && { questions: read.questions }),
  };
  return { bundle: Object.freeze(bundle), problems };
}

/** SHA-256 over all paths, each with the SHA-256 of its bytes, in the order of the paths. */
function hashOf(files: ReadonlyMap<string, string>, sha256: (text: string) => string): string {
  const paths = [...files.keys()].sort();
  return sha256(JSON.stringify(paths.map((path) => [path, digestOf(path, files.get(path) ?? '', sha256)])));
}

const digests = new Map<string, { readonly text: string; readonly digest: string }>();

/** Of sixty files mostly one has changed since the last time. */
function digestOf(path: string, text: string, sha256: (text: string) => string): string {
  const known = digests.get(path);
  if (known?.text === text) return known.digest;
  const digest = sha256(text);
  digests.set(path, { text, digest });
  return digest;
}

/** Ids of all files that are there, readable or not. */
function namesOf(files: ReadonlyMap<string, string>) {
  const below = (folder: RegExp) =>
    new Set([...files.keys()].filter((file) => folder.test(file)).map(nameOf));
  return {
    intents: below(/^intents\//u),
    playbooks: below(
      /^playbooks\/(?!(?:bundle|slots|phrases|glossary|questions|actions)\.yaml$)(?:parts\/)?[^/]+\.yaml$/u,
    ),
    providers: below(/^playbooks\/providers\//u),
    clients: below(/^playbooks\/clients\//u),
  };
}

function byPlace(one: BundleProblem, other: BundleProblem): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line || one.column - other.column;
}
