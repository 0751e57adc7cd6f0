import type { BundleProblem, Intent, Language } from '../../domain/index.js';
import { LANGUAGES } from '../../domain/index.js';
import { remember } from '../remember.js';
import type { YamlPath } from '../tree.js';
import type { LintWorld } from './world.js';
import { problemIn } from './world.js';

interface Place {
  readonly file: string;
  readonly id: string;
}

/**
 * The intents that were looked at last and had nothing against them. A file that did not change is read into the same
 * thing again, so while none has changed there is nothing new to find among thousands of examples.
 */
let apart: readonly Intent[] = [];

/** No example teaches two causes, none is written twice, no literal pattern points to two causes. */
export function examplesApart(world: LintWorld): readonly BundleProblem[] {
  const intents = [...world.read.intents.values()];
  if (intents.length === apart.length && intents.every((intent, index) => intent === apart[index])) return [];
  const problems = [...compareAll(world)];
  if (problems.length === 0) apart = intents;
  return problems;
}

function* compareAll(world: LintWorld): Iterable<BundleProblem> {
  const seen = new Map<string, Place>();
  const patterns = new Map<string, string>();
  for (const intent of world.read.intents.values()) {
    const file = `intents/${intent.id}.yaml`;
    for (const language of LANGUAGES) {
      for (const [index, example] of intent.examples[language].entries()) {
        const path: YamlPath = ['examples', language, index];
        const key = essences(intent, language)[index] ?? '';
        yield* compare(world, seen, { file, id: intent.id }, { example, key }, path);
      }
    }
    yield* nearMisses(world, intent);
    for (const [index, pattern] of intent.patterns.entries()) {
      const other = patterns.get(pattern.toLowerCase());
      patterns.set(pattern.toLowerCase(), other ?? file);
      if (other === undefined || other === file) continue;
      yield problemIn(world, file, ['patterns', index], {
        rule: 'pattern-shared',
        message: `The pattern \`${pattern}\` also stands in \`${other}\`, so a message that holds it is not certain.`,
        remedy: 'Keep it where it belongs and remove the other one.',
      });
    }
  }
}

/** A near miss that is an example too says both. */
function* nearMisses(world: LintWorld, intent: Intent): Iterable<BundleProblem> {
  const { id, not } = intent;
  const own = new Set(LANGUAGES.flatMap((language) => essences(intent, language)));
  for (const [index, miss] of not.entries()) {
    if (!own.has(missed(intent, 'not')[index] ?? '')) continue;
    yield problemIn(world, `intents/${id}.yaml`, ['not', index], {
      rule: 'example-contradicts',
      message: `“${miss}” stands under \`not:\` and is an example of the same cause.`,
      remedy: 'Remove one of the two.',
    });
  }
}

function* compare(
  world: LintWorld,
  seen: Map<string, Place>,
  here: Place,
  { example, key }: { readonly example: string; readonly key: string },
  path: YamlPath,
): Iterable<BundleProblem> {
  const other = seen.get(key);
  if (!other) {
    seen.set(key, here);
    return;
  }
  if (other.id === here.id) {
    yield problemIn(world, here.file, path, {
      rule: 'example-twice',
      level: 'warning',
      message: `The example “${example}” is written twice.`,
      remedy: 'Remove one of the two.',
    });
    return;
  }
  yield problemIn(world, here.file, path, {
    rule: 'example-shared',
    message: `The example “${example}” also stands in \`${other.file}\`, so it can’t tell the two causes apart.`,
    remedy: 'Keep it where it belongs and remove the other one.',
  });
}

const essences = remember((intent: Intent, language: Language) => intent.examples[language].map(essence));
const missed = remember((intent: Intent, way: 'not') => intent[way].map(essence));

function essence(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]+/gu, '');
}
