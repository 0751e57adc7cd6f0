/**
 * The shipped classifier on public sets, untuned: `npx tsx test/bench/public-sets.ts FOLDER`. The folder holds
 * `data_small.json`, `data_full.json`, `domains.json` of github.com/clinc/oos-eval (CC BY 3.0) and `train.csv`,
 * `test.csv` of the `banking_data` of github.com/PolyAI-LDN/task-specific-datasets (CC BY 4.0); neither is ours to
 * ship. One JSON object a line. CLINC150 takes some minutes: it has 150 intents.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chancesOf } from '../../src/classifier/classify.js';
import { OUT_OF_SCOPE } from '../../src/classifier/decide.js';
import { areaUnderCurve, calibrationError, recallAt } from '../../src/classifier/measures.js';
import { makeExample } from '../../src/classifier/members.js';
import { seededRandom } from '../../src/classifier/random.js';
import { cleanText } from '../../src/classifier/text.js';
import { fitModel } from '../../src/classifier/train.js';

type Labelled = readonly [text: string, label: string];

interface Clinc {
  readonly train: readonly Labelled[];
  readonly test: readonly Labelled[];
  readonly oos_train: readonly Labelled[];
  readonly oos_test: readonly Labelled[];
}

const DOMAINS = ['banking', 'work', 'utility', 'travel'];
const folder = process.argv[2] ?? '.';

function json<Shape>(name: string): Shape {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as Shape;
}

/** Rows of a two-column CSV file with a head and quoted fields. */
function csv(name: string): Labelled[] {
  const field = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/gu;
  const cells = [...readFileSync(join(folder, name), 'utf8').matchAll(field)].map(([, cell = '']) =>
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  );
  const rows: Labelled[] = [];
  for (let i = 2; i + 1 < cells.length; i += 2) {
    const [text = '', label = ''] = cells.slice(i, i + 2);
    if (label !== '') rows.push([text, label]);
  }
  return rows;
}

/** So many of each label, the same ones each time. */
function sample(rows: readonly Labelled[], each: number, seed: number): Labelled[] {
  const random = seededRandom(seed);
  const byLabel = new Map<string, Labelled[]>();
  for (const row of rows) byLabel.set(row[1], [...(byLabel.get(row[1]) ?? []), row]);
  return [...byLabel.values()].flatMap((group) =>
    group
      .map((row) => ({ row, order: random() }))
      .sort((a, b) => a.order - b.order)
      .slice(0, each)
      .map(({ row }) => row),
  );
}

function run(
  bench: string,
  train: readonly Labelled[],
  test: readonly Labelled[],
  outside: readonly string[],
) {
  const started = performance.now();
  const examples = train
    .map(([text, label]) => makeExample(cleanText(text).plain, label))
    .filter(({ names }) => names.length > 0);
  const model = fitModel(examples, [...new Set(train.map(([, label]) => label))].sort(), []);
  const trainMs = Math.round(performance.now() - started);
  const judged = test.map(([text, label]) => {
    const chances = chancesOf(model, text);
    const ranked = [...chances].sort(([, a], [, b]) => b - a);
    const best = ranked.find(([name]) => name !== OUT_OF_SCOPE)?.[0];
    return {
      isBest: best === label,
      stated: { confidence: ranked[0]?.[1] ?? 0, right: ranked[0]?.[0] === label },
      outside: chances.get(OUT_OF_SCOPE) ?? 0,
    };
  });
  const far = outside.map((text) => chancesOf(model, text).get(OUT_OF_SCOPE) ?? 0);
  const near = judged.map((row) => row.outside);
  const line = {
    bench,
    accuracy: judged.filter(({ isBest }) => isBest).length / judged.length,
    ece: calibrationError(judged.map(({ stated }) => stated)),
    ...(far.length === 0
      ? {}
      : { auroc: areaUnderCurve(far, near), recallAt95Kept: recallAt(far, near, 0.05) }),
    trainMs,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function outOfScope(rows: readonly Labelled[]): Labelled[] {
  return rows.map(([text]) => [text, OUT_OF_SCOPE]);
}

function textsOf(rows: readonly Labelled[]): string[] {
  return rows.map(([text]) => text);
}

const full = json<Clinc>('data_full.json');
const domains = json<Readonly<Record<string, readonly string[]>>>('domains.json');
for (const domain of DOMAINS) {
  const own = new Set(domains[domain]);
  const others = outOfScope(full.test.filter(([, label]) => !own.has(label)));
  run(
    `clinc150 ${domain} 15x20`,
    [
      ...sample(
        full.train.filter(([, label]) => own.has(label)),
        20,
        1,
      ),
      ...outOfScope(full.oos_train),
    ],
    full.test.filter(([, label]) => own.has(label)),
    [...textsOf(full.oos_test), ...textsOf(sample(others, 1000, 2))],
  );
}
for (const [each, seed] of [
  [10, 1],
  [10, 2],
  [10, 3],
  [30, 1],
] as const) {
  run(`banking77 ${each} each, sample ${seed}`, sample(csv('train.csv'), each, seed), csv('test.csv'), []);
}
const small = json<Clinc>('data_small.json');
run('clinc150 small', [...small.train, ...outOfScope(small.oos_train)], small.test, textsOf(small.oos_test));
