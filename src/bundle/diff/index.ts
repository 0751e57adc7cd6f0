import type { Bundle, Playbook } from '../../domain/index.js';
import { sentence, stepChanges } from './step-changes.js';
import { isSame, valueChanges } from './value-changes.js';

/** One thing that a bundle says or does otherwise than another one, in a sentence for authors. */
export interface BundleChange {
  /** Path in the bundle: `playbooks/certificate.yaml`. */
  readonly file: string;
  readonly step?: string;
  /** Where only the text of one language differs. */
  readonly language?: string;
  readonly text: string;
}

/** What `after` does otherwise than `before`, file by file: for whoever reviews a change, and for the record. */
export function diffBundles(before: Bundle, after: Bundle): readonly BundleChange[] {
  return [...playbooksDiffer(before, after), ...filesDiffer(before, after)].sort((one, other) =>
    one.file.localeCompare(other.file),
  );
}

function* playbooksDiffer(before: Bundle, after: Bundle): Iterable<BundleChange> {
  for (const id of new Set([...before.playbooks.keys(), ...after.playbooks.keys()])) {
    const [old, fresh] = [before.playbooks.get(id), after.playbooks.get(id)];
    const file = (fresh ?? old)?.file ?? '';
    if (!fresh) yield { file, text: 'is gone' };
    else if (!old)
      yield { file, text: `is new: ${fresh.title.zh} · ${fresh.title.en}, ${fresh.steps.length} steps` };
    else for (const change of playbookDiffers(old, fresh)) yield { file, ...change };
  }
}

function* playbookDiffers(before: Playbook, after: Playbook): Iterable<Omit<BundleChange, 'file'>> {
  yield* named(headOf(before), headOf(after));
  yield* stepChanges(before, after);
  const tests = ({ tests }: Playbook) =>
    new Map(tests.map(({ line, name, ...test }) => [(void line, name), test]));
  const [old, fresh] = [tests(before), tests(after)];
  for (const name of old.keys()) if (!fresh.has(name)) yield { text: `the test “${name}” is gone` };
  for (const [name, test] of fresh) {
    if (!old.has(name)) yield { text: `the test “${name}” is new` };
    else if (!isSame(old.get(name), test)) yield { text: `the test “${name}” expects something else` };
  }
}

function headOf({ owner, reviewBy, title, opensOn, needs, asides }: Playbook) {
  return {
    owner,
    review_by: reviewBy,
    title,
    opens_on: { intent: opensOn.intent, findings: opensOn.findings, at_once: opensOn.atOnce },
    needs,
    asides,
  };
}

/** Every other file of the bundle, by what it holds. */
function* filesDiffer(before: Bundle, after: Bundle): Iterable<BundleChange> {
  for (const { folder, of } of FOLDERS) {
    const [old, fresh] = [of(before), of(after)];
    for (const id of new Set([...old.keys(), ...fresh.keys()])) {
      const file = `${folder}/${id}.yaml`;
      if (!fresh.has(id)) yield { file, text: 'is gone' };
      else if (!old.has(id)) yield { file, text: 'is new' };
      else for (const change of named(old.get(id), fresh.get(id))) yield { file, ...change };
    }
  }
  for (const [file, of] of FILES) {
    for (const change of named(of(before), of(after))) yield { file, ...change };
  }
}

interface Folder {
  readonly folder: string;
  readonly of: (bundle: Bundle) => ReadonlyMap<string, unknown>;
}

const FOLDERS: readonly Folder[] = [
  { folder: 'intents', of: ({ intents }) => intents },
  { folder: 'playbooks/providers', of: ({ providers }) => providers },
  { folder: 'playbooks/clients', of: ({ clients }) => clients },
];

const FILES: readonly (readonly [string, (bundle: Bundle) => unknown])[] = [
  ['playbooks/bundle.yaml', ({ settings }) => settings],
  ['playbooks/slots.yaml', ({ slots }) => slots],
  ['playbooks/glossary.yaml', ({ glossary }) => glossary],
  ['playbooks/phrases.yaml', ({ phrases }) => phrases],
  ['playbooks/questions.yaml', ({ questions }) => questions ?? new Map<string, never>()],
  ['playbooks/actions.yaml', ({ actions }) => actions ?? new Map<string, never>()],
];

function* named(before: unknown, after: unknown): Iterable<Omit<BundleChange, 'file'>> {
  for (const { path, language, was, now } of valueChanges(before, after)) {
    const text = sentence(path.join('.'), was, now);
    yield language === undefined ? { text } : { language, text };
  }
}
