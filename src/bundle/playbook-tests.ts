import { z } from 'zod';
import type { BundleProblem, PlaybookTest, TestMove } from '../domain/index.js';
import { readDuration } from '../domain/index.js';
import { didYouMean, nameSome } from './nearest.js';
import { readShape } from './shape.js';
import type { Read, Source } from './source.js';
import { problemAt } from './source.js';
import type { YamlTree } from './tree.js';
import { entryOf, keysOf, textOf } from './tree.js';

const MOVES = ['user', 'press', 'after', 'bot', 'end'];

const words = z.string().trim().min(1);
const move = z.union(
  [
    z.strictObject({ user: words }),
    z.strictObject({ press: words }),
    z.strictObject({
      after: words.refine(
        (text) => readDuration(text) !== undefined,
        'it is no duration; write it like `30m`, `2h` or `1d`',
      ),
    }),
    z.strictObject({ bot: z.union([words.transform((one) => [one]), z.array(words).min(1)]) }),
    z.strictObject({ end: words }),
  ],
  { error: 'a move is one of `user`, `press`, `after`, `bot`, `end`; write `- bot: step` and the like' },
);

/** One embedded test. */
export const testShape = z.strictObject({
  name: words,
  lang: z.enum(['zh', 'en']),
  given: z.record(z.string(), z.unknown()).optional(),
  results: z.record(z.string(), z.array(z.unknown()).min(1)).optional(),
  diagnose: words.optional(),
  among: z.array(words).min(1).optional(),
  talk: z.array(move).min(1),
});

/** The embedded tests of a playbook. All their values are kept as they were typed. */
export function readTests(source: Source): Read<readonly PlaybookTest[]> {
  const tree = entryOf(source.tree, 'tests')?.value;
  if (!tree) return { value: [], problems: [] };
  if (tree.kind !== 'list') {
    const { problems } = readShape(source, z.array(z.unknown()), ['tests']);
    return { problems };
  }
  const tests: PlaybookTest[] = [];
  const problems: BundleProblem[] = [];
  tree.items.forEach((item, index) => {
    const misread = movesIn(source, index, item);
    problems.push(...misread);
    if (misread.length > 0) return;
    const read = readShape(source, testShape, ['tests', index], typedOf(item));
    problems.push(...read.problems);
    if (!read.value) return;
    const { name, lang, given, results, diagnose, among, talk } = read.value;
    tests.push({
      name,
      lang,
      given: given ?? {},
      results: results ?? {},
      ...(diagnose !== undefined && { diagnose }),
      ...(among !== undefined && { among }),
      talk: talk satisfies readonly TestMove[],
      line: item.at.line,
    });
  });
  return { value: tests, problems };
}

/** Moves that are none, by their names; the schema would only say that no form of a move fits. */
function movesIn(source: Source, test: number, item: YamlTree): readonly BundleProblem[] {
  const talk = entryOf(item, 'talk')?.value;
  if (talk?.kind !== 'list') return [];
  return talk.items.flatMap((move, index) => {
    const keys = keysOf(move);
    const [strange] = keys.filter((key) => !MOVES.includes(key));
    const [key = strange, more] = keys;
    if (strange === undefined && more === undefined && key !== undefined) return [];
    const complaint = {
      rule: 'test-move',
      message:
        strange !== undefined
          ? `\`${strange}\` is no move of a talk.`
          : `A move says one thing, but this one says ${key === undefined ? 'nothing' : nameSome(keys)}.`,
      remedy:
        strange !== undefined
          ? didYouMean(strange, MOVES, `A move is one of ${nameSome(MOVES)}.`)
          : `Write it like \`- bot: step\`; a move is one of ${nameSome(MOVES)}.`,
    };
    return [
      problemAt(
        source,
        ['tests', test, 'talk', index, ...(strange === undefined ? [] : [strange])],
        complaint,
      ),
    ];
  });
}

/** A tree as plain values with every scalar as the text that was typed: `993` stays `993`, `off` stays `off`. */
function typedOf(tree: YamlTree): unknown {
  if (tree.kind === 'scalar') return textOf(tree) ?? null;
  if (tree.kind === 'list') return tree.items.map(typedOf);
  return Object.fromEntries(tree.entries.map((entry) => [entry.key, typedOf(entry.value)]));
}
