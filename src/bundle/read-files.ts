import type {
  ActionDefinition,
  BundleProblem,
  BundleSettings,
  GlossaryTerm,
  Intent,
  LocalText,
  MailClient,
  Playbook,
  Provider,
  QuestionDefinition,
  SlotDefinition,
} from '../domain/index.js';
import { readActions } from './actions-file.js';
import { readClient } from './client-file.js';
import { readGlossary } from './glossary-file.js';
import { readIntent } from './intent-file.js';
import { parseYaml } from './parse-yaml.js';
import { readPhrases } from './phrases-file.js';
import { readPlaybook } from './playbook-file.js';
import { readProvider } from './provider-file.js';
import { readQuestions } from './questions-file.js';
import { readSettings } from './settings-file.js';
import { readSlots } from './slots-file.js';
import { remember } from './remember.js';
import type { Read, Source } from './source.js';
import { problemAt } from './source.js';
import type { YamlTree } from './tree.js';
import { didYouMean } from './nearest.js';

/**
 * All files of a bundle, each read by its kind. What could not be read is absent; `sources` holds the trees of
 * all files that are YAML, for the places of later problems.
 */
export interface ReadFiles {
  readonly sources: Map<string, Source>;
  readonly problems: BundleProblem[];
  readonly intents: Map<string, Intent>;
  readonly playbooks: Map<string, Playbook>;
  readonly providers: Map<string, Provider>;
  readonly clients: Map<string, MailClient>;
  slots?: ReadonlyMap<string, SlotDefinition>;
  glossary?: ReadonlyMap<string, GlossaryTerm>;
  phrases?: ReadonlyMap<string, LocalText>;
  settings?: BundleSettings;
  actions?: ReadonlyMap<string, ActionDefinition>;
  questions?: ReadonlyMap<string, QuestionDefinition>;
}

interface Kind {
  readonly pattern: RegExp;
  read(source: Source, into: ReadFiles): readonly BundleProblem[];
}

/** Every kind of file by its path; the first that matches reads it. */
const KINDS: readonly Kind[] = [
  { pattern: /^intents\/([^/]+)\.yaml$/u, read: byId(readIntent, (files) => files.intents) },
  { pattern: /^playbooks\/providers\/([^/]+)\.yaml$/u, read: byId(readProvider, (files) => files.providers) },
  { pattern: /^playbooks\/clients\/([^/]+)\.yaml$/u, read: byId(readClient, (files) => files.clients) },
  { pattern: /^playbooks\/slots\.yaml$/u, read: only(readSlots, (files, slots) => (files.slots = slots)) },
  {
    pattern: /^playbooks\/glossary\.yaml$/u,
    read: only(readGlossary, (files, terms) => (files.glossary = terms)),
  },
  {
    pattern: /^playbooks\/phrases\.yaml$/u,
    read: only(readPhrases, (files, phrases) => (files.phrases = phrases)),
  },
  {
    pattern: /^playbooks\/bundle\.yaml$/u,
    read: only(readSettings, (files, settings) => (files.settings = settings)),
  },
  {
    pattern: /^playbooks\/actions\.yaml$/u,
    read: only(readActions, (files, actions) => (files.actions = actions)),
  },
  {
    pattern: /^playbooks\/questions\.yaml$/u,
    read: only(readQuestions, (files, questions) => (files.questions = questions)),
  },
  {
    pattern: /^playbooks\/((?:parts\/)?[^/]+)\.yaml$/u,
    read: byId(readPlaybook, (files) => files.playbooks),
  },
];

/** Names that references and addresses can hold. */
const FILE_NAME = /^(?:parts\/)?[a-z0-9][a-z0-9-]{0,59}$/u;
/** Files that every bundle has, and what they are for. */
const REQUIRED: Readonly<Record<string, string>> = {
  'playbooks/bundle.yaml': 'languages, queues and the idle rule',
  'playbooks/slots.yaml': 'what can be known about a problem',
  'playbooks/phrases.yaml': 'the bot’s own words',
  'playbooks/glossary.yaml': 'terms with their explanations',
  'playbooks/triage.yaml': 'the playbook where unclear messages start',
};

/** Files that a bundle may have. */
const OPTIONAL = ['playbooks/actions.yaml', 'playbooks/questions.yaml'];

/** Reads every file by its kind. */
export function readFiles(files: ReadonlyMap<string, string>, parse = parseYaml): ReadFiles {
  const read: ReadFiles = {
    sources: new Map(),
    problems: [],
    intents: new Map(),
    playbooks: new Map(),
    providers: new Map(),
    clients: new Map(),
  };
  for (const file of [...files.keys()].sort())
    read.problems.push(...readFile(file, files.get(file) ?? '', read, parse));
  for (const [file, holds] of Object.entries(REQUIRED)) {
    if (!files.has(file)) read.problems.push(missingFile(file, holds));
  }
  return read;
}

function readFile(
  file: string,
  text: string,
  into: ReadFiles,
  parse: typeof parseYaml,
): readonly BundleProblem[] {
  const kind = KINDS.find(({ pattern }) => pattern.test(file));
  if (!kind) return [unknownFile(file)];
  const { tree, problems } = parse(file, text);
  if (!tree) return problems;
  const source = { file, tree };
  into.sources.set(file, source);
  if (tree.kind !== 'map') {
    return [
      problemAt(source, [], {
        rule: 'value-type',
        message: 'The file must be a map of keys and values.',
        remedy: 'Begin it with `schema: 1`.',
      }),
    ];
  }
  return [...problems, ...kind.read(source, into)];
}

/** Files whose name is their id. */
function byId<Value extends { readonly id: string }>(
  read: (source: Source) => Read<Value>,
  place: (files: ReadFiles) => Map<string, Value>,
): Kind['read'] {
  const remembered = remember((tree: YamlTree, file: string) => read({ file, tree }));
  return (source, into) => {
    const { value, problems } = remembered(source.tree, source.file);
    if (!value) return problems;
    const name = nameOf(source.file);
    if (!FILE_NAME.test(name)) return [...problems, badName(source, name)];
    if (value.id === name) {
      place(into).set(name, value);
      return problems;
    }
    const complaint = {
      rule: 'id-file',
      message: `The file’s id is \`${value.id}\`, but its name says \`${name}\`.`,
      remedy: `Write \`id: ${name}\`, or rename the file.`,
    };
    return [...problems, problemAt(source, ['id'], complaint)];
  };
}

function badName(source: Source, name: string): BundleProblem {
  return problemAt(source, [], {
    rule: 'file-name',
    message: `A file called \`${name}.yaml\` can’t be referred to.`,
    remedy: 'Rename it: small letters, digits and hyphens, like `account-locked.yaml`.',
  });
}

/** Files that exist once. */
function only<Value>(
  read: (source: Source) => Read<Value>,
  place: (files: ReadFiles, value: Value) => void,
): Kind['read'] {
  const remembered = remember((tree: YamlTree, file: string) => read({ file, tree }));
  return (source, into) => {
    const { value, problems } = remembered(source.tree, source.file);
    if (value !== undefined) place(into, value);
    return problems;
  };
}

/** The id that a file's path stands for. */
export function nameOf(file: string): string {
  for (const { pattern } of KINDS) {
    const name = pattern.exec(file)?.[1];
    if (name !== undefined) return name;
  }
  return file;
}

function unknownFile(file: string): BundleProblem {
  const message = `A bundle has no file \`${file}\`.`;
  const ending = /\.[Yy][Aa]?[Mm][Ll]$/u.exec(file)?.[0];
  if (ending !== undefined && ending !== '.yaml') return wrongEnding(file, ending);
  const remedy = didYouMean(
    file,
    [...Object.keys(REQUIRED), ...OPTIONAL],
    'Remove it; a bundle holds `intents/*.yaml` and `playbooks/*.yaml` with `parts/`, `providers/` and `clients/`.',
  );
  return { file, line: 1, column: 1, rule: 'file-unknown', level: 'error', message, remedy };
}

function wrongEnding(file: string, ending: string): BundleProblem {
  return {
    file,
    line: 1,
    column: 1,
    rule: 'file-unknown',
    level: 'error',
    message: `The file’s name ends with \`${ending}\`, so the bot does not read it.`,
    remedy: `Rename it to \`${file.slice(0, -ending.length)}.yaml\`.`,
  };
}

function missingFile(file: string, holds: string): BundleProblem {
  return {
    file,
    line: 1,
    column: 1,
    rule: 'file-missing',
    level: 'error',
    message: `The bundle has no \`${file}\` (${holds}).`,
    remedy: 'Add the file.',
  };
}
