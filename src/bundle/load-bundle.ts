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
  const problems = [...read.problems, ...lintFiles({ read, names: namesOf(files), ...ports })].sort(byPlace);
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

/** SHA-256 over all paths and bytes in the order of the paths; lengths keep two files from reading as one. */
function hashOf(files: ReadonlyMap<string, string>, sha256: (text: string) => string): string {
  const parts = [...files.keys()].sort().map((path) => {
    const text = files.get(path) ?? '';
    return `${path}\n${text.length}\n${text}`;
  });
  return sha256(parts.join('\n'));
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
