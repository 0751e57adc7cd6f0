import { createRequire } from 'node:module';
import { makeClassify, serialiseModel, trainModel } from '../../src/classifier/index.js';
import { shippedIntents } from '../classifier/_intents.js';

interface Baseline {
  addDocument(text: string | readonly string[], label: string): void;
  train(): void;
  classify(text: string | readonly string[]): string;
}

const ROUNDS = 5;

/** One message, warm, against natural's BayesClassifier trained on the same sentences. */
// eslint-disable-next-line @typescript-eslint/require-await -- all benches have one shape
export async function* benchClassifier(): AsyncGenerator<object> {
  const intents = shippedIntents();
  const sentences = [...intents.values()].flatMap(({ id, examples }) =>
    [...examples.zh, ...examples.en].map((text) => ({ id, text })),
  );
  const started = performance.now();
  const model = trainModel(intents);
  const trainMs = performance.now() - started;
  const classify = makeClassify(model);

  const require = createRequire(import.meta.url);
  const Bayes = require('natural/lib/natural/classifiers/bayes_classifier.js') as new () => Baseline;
  const baseline = new Bayes();
  // The plain package drops Chinese sentences without a word: they are given as characters, as its users do.
  const plain = ({ text }: { text: string }) => (/\p{Script=Han}/u.test(text) ? [...text] : text);
  for (const sentence of sentences) baseline.addDocument(plain(sentence), sentence.id);
  baseline.train();

  const sample = sentences.filter((_, index) => index % 4 === 0);
  const ours = percentiles(sample, ({ text }) => classify(text));
  const theirs = percentiles(sample, (sentence) => baseline.classify(plain(sentence)));
  yield {
    bench: 'classify',
    p50Ms: ours.p50,
    p99Ms: ours.p99,
    baseline: 'natural BayesClassifier',
    baselineP50Ms: theirs.p50,
    baselineP99Ms: theirs.p99,
    ratioP50: Number((ours.p50 / theirs.p50).toFixed(2)),
    trainMs: Math.round(trainMs),
    modelBytes: serialiseModel(model).length,
    sentences: sentences.length,
  };
}

function percentiles<Item>(items: readonly Item[], work: (item: Item) => unknown) {
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const item of items) {
      const started = performance.now();
      work(item);
      if (round > 0) times.push(performance.now() - started);
    }
  }
  times.sort((one, other) => one - other);
  const at = (share: number) => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(3));
  return { p50: at(0.5), p99: at(0.99) };
}
