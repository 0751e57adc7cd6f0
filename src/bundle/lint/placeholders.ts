import type { BundleProblem, LocalText } from '../../domain/index.js';
import { LANGUAGES } from '../../domain/index.js';
import type { Placeholder } from '../../engine/index.js';
import { placeholdersIn } from '../../engine/index.js';
import { didYouMean, nameSome } from '../nearest.js';
import { remember } from '../remember.js';
import type { Complaint } from '../source.js';
import { FACT_NAMES, FINDING_FAMILIES } from './facts.js';
import type { Known } from './flow.js';
import { knownAtSteps } from './flow.js';
import type { LintStep, LintWorld } from './world.js';
import { lintSteps, problemIn } from './world.js';

/** Names that the desk always has. */
const ALWAYS = [
  'desk.answers_by',
  'desk.opens_at',
  'desk.hours',
  'incident.host',
  'incident.since',
  'incident.next_update',
  'retry_after',
  'agent.name',
  'probe.seconds',
  'attempts.count',
];
/** Names that may be unknown for a person or a provider. */
const SOMETIMES = [
  'user.name',
  'user.address',
  'provider.name',
  'provider.code',
  'provider.webmail',
  'ticket',
];
/** What a phrase gets from whoever says it. */
const IN_PHRASES = ['ticket', 'cause', 'because', 'list', 'question', 'error', 'meaning'];

/** Every placeholder is a name that exists, known on every path to its step, and the same in every language. */
export function* placeholdersKnown(world: LintWorld): Iterable<BundleProblem> {
  for (const playbook of world.read.playbooks.values()) {
    const known = knownAtSteps(world, playbook.id);
    for (const at of lintSteps(world, playbook)) {
      yield* inStep(world, at, known.get(at.step.id) ?? new Set());
    }
  }
  for (const [id, text] of world.read.phrases ?? []) {
    yield* inText(world, 'playbooks/phrases.yaml', ['phrases', id], text, IN_PHRASES);
  }
  for (const { id, text } of world.read.glossary?.values() ?? []) {
    yield* inText(world, 'playbooks/glossary.yaml', ['terms', id, 'text'], text, []);
  }
  for (const { id, text, measure } of world.read.questions?.values() ?? []) {
    const key = measure === undefined || measure === 'paste-error' ? 'ask' : 'progress';
    if (text) yield* inText(world, 'playbooks/questions.yaml', ['questions', id, key], text, []);
  }
  for (const [folder, files] of [
    ['providers', world.read.providers],
    ['clients', world.read.clients],
  ] as const) {
    for (const { id, guides } of files.values()) {
      for (const { topic, screens } of guides.values()) {
        for (const [index, text] of screens.entries()) {
          const path = ['guides', topic, 'screens', index];
          yield* inText(world, `playbooks/${folder}/${id}.yaml`, path, text, []);
        }
      }
    }
  }
}

function* inStep(world: LintWorld, at: LintStep, known: Known): Iterable<BundleProblem> {
  for (const { path, text } of at.verb.texts(at.step.options)) {
    const keys = path.split('.');
    const differ = differing(text, 'all');
    if (differ) yield at.problem(differ, keys);
    for (const placeholder of placeholdersOf(text, 'all')) {
      const complaint = complaintOf(world, placeholder, known, []);
      if (complaint) yield at.problem(complaint, keys);
    }
  }
  for (const [path, setting] of settingsOf(at)) {
    for (const placeholder of placeholdersIn(setting)) {
      const complaint = complaintOf(world, placeholder, known, []);
      if (complaint) yield at.problem(complaint, path);
    }
  }
}

/** A text outside any step: what is known there nobody can say, so only the names are checked. */
function* inText(
  world: LintWorld,
  file: string,
  path: readonly PropertyKey[],
  text: LocalText,
  given: readonly string[],
): Iterable<BundleProblem> {
  const differ = differing(text, 'all');
  if (differ) yield problemIn(world, file, path, differ);
  for (const placeholder of placeholdersOf(text, 'all')) {
    const complaint = complaintOf(world, placeholder, undefined, given);
    if (complaint) yield problemIn(world, file, path, complaint);
  }
}

const differing = remember((text: LocalText, _way: 'all'): Complaint | undefined => {
  const [zh, en] = LANGUAGES.map(
    (language) => new Set(placeholdersIn(text[language]).map(({ name }) => name)),
  );
  const missing = [...(zh ?? [])]
    .filter((name) => !en?.has(name))
    .map((name) => `\`{${name}}\` is missing in \`en\``);
  const extra = [...(en ?? [])]
    .filter((name) => !zh?.has(name))
    .map((name) => `\`{${name}}\` is missing in \`zh\``);
  const [first] = [...missing, ...extra];
  if (first === undefined) return undefined;
  return {
    rule: 'placeholders-differ',
    message: `The languages of this text have different placeholders: ${first}.`,
    remedy: 'Use the same placeholders in every language.',
  };
});

/** The placeholders of all languages, each name once; one without a fallback speaks for the others. */
const placeholdersOf = remember((text: LocalText, _way: 'all'): readonly Placeholder[] => {
  const all = LANGUAGES.flatMap((language) => placeholdersIn(text[language]));
  const bareLast = [...all.filter(hasFallback), ...all.filter((one) => !hasFallback(one))];
  return [...new Map(bareLast.map((one) => [one.name, one])).values()];
});

function complaintOf(
  world: LintWorld,
  { name, fallback }: Placeholder,
  known: Known | undefined,
  given: readonly string[],
): Complaint | undefined {
  const { slots, settings } = world.read;
  if (!slots || !settings || given.includes(name) || ALWAYS.includes(name)) return undefined;
  const [family = '', key = ''] = name.split(/\.(.*)/u);
  if (family === 'org' && key in settings.org) return undefined;
  // Whether there are any nobody knows before, so it needs a fallback.
  if (isFamily(family, key) && (fallback !== undefined || !known)) return undefined;
  if (slots.has(name) && (!known || fallback !== undefined || known.has(name))) return undefined;
  if (known?.has(name) && FACT_NAMES.has(name)) return undefined;
  const actionFacts = [...(world.read.actions?.values() ?? [])].flatMap(({ facts }) => facts);
  const isFact = FACT_NAMES.has(name) || actionFacts.includes(name) || isFamily(family, key);
  if (!slots.has(name) && !SOMETIMES.includes(name) && !isFact) {
    const names = [
      ...slots.keys(),
      ...FACT_NAMES,
      ...actionFacts,
      ...ALWAYS,
      ...SOMETIMES,
      ...Object.keys(settings.org).map((fact) => `org.${fact}`),
      ...given,
    ];
    return {
      rule: 'placeholder-unknown',
      message: `There is no value called \`{${name}}\`.`,
      remedy: didYouMean(
        name,
        names,
        `Values are the slots (${nameSome(slots.keys(), 12)}) and what was measured (${nameSome(factsOf(family), 6)}).`,
      ),
    };
  }
  if (!known || fallback !== undefined || isKnown(name, family, known)) return undefined;
  return {
    rule: 'placeholder-maybe',
    message: `\`{${name}}\` is not known on every path to this step.`,
    remedy: `Write what to say instead: \`{${name}|…}\`, or ask for it before.`,
  };
}

/** The facts of a family of findings; of all of them, when there is no such family. */
function factsOf(family: string): readonly string[] {
  const own = [...FACT_NAMES].filter((fact) => fact.startsWith(`${family}.`));
  return own.length > 0 ? own : [...FACT_NAMES];
}

/** `{findings.link}`: all that the findings of a family say. */
function isFamily(family: string, key: string): boolean {
  return family === 'findings' && FINDING_FAMILIES.has(key);
}

function hasFallback({ fallback }: Placeholder): boolean {
  return fallback !== undefined;
}

function isKnown(name: string, family: string, known: Known): boolean {
  if (name === 'provider.webmail' || name === 'provider.code') return false;
  if (family === 'provider') return known.has('provider');
  return known.has(name);
}

function settingsOf({ step }: LintStep): readonly (readonly [readonly PropertyKey[], string])[] {
  const options = step.options as {
    readonly with?: Readonly<Record<string, string>>;
    readonly wait?: string;
  };
  return [
    ...Object.entries(options.with ?? {}).map(([key, text]) => [['with', key], text] as const),
    ...(options.wait === undefined ? [] : [[['wait'], options.wait] as const]),
  ];
}
