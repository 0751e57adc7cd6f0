import type { BundleProblem } from '../../domain/index.js';
import { LANGUAGES } from '../../domain/index.js';
import type { YamlPath } from '../tree.js';
import type { LintWorld } from './world.js';
import { problemIn } from './world.js';

interface Place {
  readonly file: string;
  readonly id: string;
}

/** No example teaches two causes, none is written twice. */
export function* examplesApart(world: LintWorld) {
  const seen = new Map<string, Place>();
  for (const intent of world.read.intents.values()) {
    const file = `intents/${intent.id}.yaml`;
    for (const language of LANGUAGES) {
      for (const [index, example] of intent.examples[language].entries()) {
        const path: YamlPath = ['examples', language, index];
        yield* compare(world, seen, { file, id: intent.id }, example, path);
      }
    }
  }
}

function* compare(
  world: LintWorld,
  seen: Map<string, Place>,
  here: Place,
  example: string,
  path: YamlPath,
): Iterable<BundleProblem> {
  const key = essence(example);
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

function essence(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]+/gu, '');
}
