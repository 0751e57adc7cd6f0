import type { Bundle, BundleProblem, Guide } from '../domain/index.js';
import { ENGINE_PHRASES } from '../engine/index.js';
import {
  clientFile,
  glossaryFile,
  intentFile,
  phrasesFile,
  providerFile,
  settingsFile,
  slotsFile,
} from './files.js';
import { lintNames, type KnownNames } from './lint/names.js';
import { lintTargets } from './lint/targets.js';
import { parseYaml } from './parse-yaml.js';
import { readFile } from './read-file.js';
import { readPlaybook } from './read-playbook.js';
import { isUsable, problemAt, type Read, type Source } from './source.js';

/** What loading needs from outside: a hash, and the names that the code knows. */
export interface LoadPorts extends KnownNames {
  readonly sha256: (text: string) => string;
}

export interface Loaded {
  readonly bundle?: Bundle;
  readonly problems: readonly BundleProblem[];
}

/** Phrases that the desk says by itself. */
const DESK_PHRASES = [
  'greeting',
  'thanks',
  'masked-secret',
  'cancelled',
  'solved',
  'case-open',
  'case-news',
  'case-waiting',
  'agent-claimed',
  'agent-returned',
  'case-closed',
  'language-switched',
  'out-of-scope',
  'turn-failed',
  'button-used',
  'nothing-open',
  'switch-offer',
  'switch-yes',
  'switch-no',
  'wait-ok',
  'probe-limit',
];

const SINGLE_FILES = ['bundle', 'slots', 'glossary', 'phrases', 'questions', 'actions'];

/**
 * Reads all files of a bundle (`intents/…`, `playbooks/…`) and checks them. The bundle is there exactly when no
 * problem is an error. Same files, same bundle: nothing else goes in.
 */
export function loadBundle(files: ReadonlyMap<string, string>, ports: LoadPorts): Loaded {
  const problems: BundleProblem[] = [];
  const sources = new Map<string, Source>();
  for (const [file, text] of [...files].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const { tree, problems: found } = parseYaml(file, text);
    problems.push(...found);
    if (tree) sources.set(file, { file, tree });
  }

  function keep<Value>(read: Read<Value>): Value | undefined {
    problems.push(...read.problems);
    return read.value;
  }
  function all<Value>(folder: RegExp, read: (source: Source) => Read<Value>): Value[] {
    return [...sources.values()]
      .filter(({ file }) => folder.test(file))
      .flatMap((source) => keep(read(source)) ?? []);
  }
  function one<Value>(name: string, read: (source: Source) => Read<Value>): Value | undefined {
    const file = `playbooks/${name}.yaml`;
    const source = sources.get(file);
    if (source) return keep(read(source));
    if (!files.has(file)) {
      problems.push({
        file,
        line: 1,
        column: 1,
        rule: 'file-missing',
        level: 'error',
        message: `The bundle has no ${file}.`,
        remedy: 'Take it from a fresh clone and change it.',
      });
    }
    return undefined;
  }

  const intents = all(/^intents\/[^/]+\.yaml$/u, (source) => readFile(source, intentFile));
  const providers = all(/^playbooks\/providers\/[^/]+\.yaml$/u, (source) => readFile(source, providerFile));
  const clients = all(/^playbooks\/clients\/[^/]+\.yaml$/u, (source) => readFile(source, clientFile));
  const playbooks = all(
    new RegExp(`^playbooks/(?:parts/)?(?!(?:${SINGLE_FILES.join('|')})\\.yaml)[^/]+\\.yaml$`, 'u'),
    readPlaybook,
  );
  const slots = one('slots', (source) => readFile(source, slotsFile));
  const glossary = one('glossary', (source) => readFile(source, glossaryFile));
  const phrases = one('phrases', (source) => readFile(source, phrasesFile));
  const settings = one('bundle', (source) => readFile(source, settingsFile));
  const phraseSource = sources.get('playbooks/phrases.yaml');
  for (const id of new Set([...ENGINE_PHRASES, ...DESK_PHRASES])) {
    if (!phrases || !phraseSource || id in phrases.phrases) continue;
    problems.push(
      problemAt(phraseSource, ['phrases'], {
        rule: 'phrase-missing',
        message: `The phrase \`${id}\` is missing.`,
        remedy: 'Write it in both languages.',
      }),
    );
  }
  if (!slots || !glossary || !phrases || !settings || !isUsable(problems)) return { problems };

  const bundle: Bundle = {
    hash: ports.sha256(JSON.stringify([...files].sort(([left], [right]) => (left < right ? -1 : 1)))),
    files,
    settings: {
      languages: settings.languages,
      address: settings.address,
      defaultQueue: settings.default_queue,
      queues: mapOf(settings.queues, (id, { time_zone: timeZone, ...queue }) => ({ id, timeZone, ...queue })),
      org: settings.org,
      thresholds: settings.thresholds,
      priors: new Map(Object.entries(settings.priors)),
      idle: settings.idle,
    },
    intents: new Map(intents.map(({ id, examples, not, patterns }) => [id, { id, examples, not, patterns }])),
    playbooks: new Map(playbooks.map((playbook) => [playbook.id, playbook])),
    providers: new Map(
      providers.map(({ schema: _schema, guides, quirks, webmail, ...provider }) => [
        provider.id,
        {
          ...provider,
          ...(webmail === undefined ? {} : { webmail }),
          guides: guidesOf(guides),
          quirks: new Map(Object.entries(quirks)),
        },
      ]),
    ),
    clients: new Map(
      clients.map(({ schema: _schema, guides, ...client }) => [
        client.id,
        { ...client, guides: guidesOf(guides) },
      ]),
    ),
    slots: mapOf(slots.slots, (id, { part, ...slot }) => ({
      id,
      ...slot,
      ...(part === undefined ? {} : { part }),
    })),
    glossary: mapOf(glossary.terms, (id, term) => ({ id, ...term })),
    phrases: new Map(Object.entries(phrases.phrases)),
  };
  problems.push(...lintTargets(bundle), ...lintNames(bundle, ports));
  return isUsable(problems) ? { bundle, problems } : { problems };
}

interface RawGuide {
  readonly verified_at: string;
  readonly source: string;
  readonly screens: Guide['screens'];
}

function guidesOf(guides: Readonly<Record<string, RawGuide>>): ReadonlyMap<string, Guide> {
  return mapOf(guides, (topic, { verified_at: verifiedAt, source, screens }) => ({
    topic,
    verifiedAt,
    source,
    screens,
  }));
}

function mapOf<Value, Result>(
  record: Readonly<Record<string, Value>>,
  make: (id: string, value: Value) => Result,
): ReadonlyMap<string, Result> {
  return new Map(Object.entries(record).map(([id, value]) => [id, make(id, value)]));
}
