import { MailBayes, type SparseVector } from './bayes.js';
import { featuresOf, type FeatureSet } from './features.js';
import { MAIL_CONCEPTS, OTHER_CONCEPTS } from './glossary.js';
import { trainSvm, type SvmExample } from './svm.js';
import { buildVocabulary, idsOf, vectorOf, type Vocabulary } from './vocabulary.js';

/** A training sentence, taken apart. `label` is undefined for a near miss of the intent `not`. */
export interface Example {
  readonly names: readonly string[];
  readonly features: FeatureSet;
  readonly label: string | undefined;
  readonly not?: string;
}

/** The two learners after training: each a table of one row per feature and one column per label. */
export interface Members {
  readonly labels: readonly string[];
  readonly vocabulary: Vocabulary;
  readonly svm: Float32Array;
  readonly svmBias: Float32Array;
  readonly bayes: Float32Array;
}

/** What the learners say about one text, and how much of it they know. */
export interface Opinion {
  /** The id of each feature hit, -1 for one that training never saw. */
  readonly found: Int32Array;
  readonly vector: SparseVector;
  readonly svm: Float64Array;
  readonly bayes: Float64Array;
  /** Share of the words that no training sentence has, 0 to 1. */
  readonly unknown: number;
  readonly words: number;
  readonly mail: number;
  readonly other: number;
}

/** Trains both learners on the same documents and weights. */
export function trainMembers(examples: readonly Example[], labels: readonly string[]): Members {
  const bayes = new MailBayes();
  for (const { names, label } of examples) if (label !== undefined) bayes.addDocument(names, label);
  const vocabulary = buildVocabulary(bayes.docs.map((document) => document.text));
  const size = vocabulary.names.length;
  const column = new Map(labels.map((label, index) => [label, index]));
  const machine: SvmExample[] = examples.map(({ names, label, not }) => {
    const avoided = not === undefined ? undefined : column.get(not);
    return {
      vector: vectorOf(vocabulary, idsOf(vocabulary, names)),
      label: label === undefined ? undefined : column.get(label),
      ...(avoided === undefined ? {} : { not: avoided }),
    };
  });
  const documents = machine.filter((_, index) => examples[index]?.label !== undefined);
  const svm = trainSvm(machine, labels.length, size);
  return {
    labels,
    vocabulary,
    svm: svm.weights,
    svmBias: svm.bias,
    bayes: bayes.logLikelihoods(
      labels,
      size,
      documents.map((document) => document.vector),
    ),
  };
}

/** Asks both learners about a text. */
export function askMembers(members: Members, features: FeatureSet, names: readonly string[]): Opinion {
  const width = members.labels.length;
  const found = idsOf(members.vocabulary, names);
  const vector = vectorOf(members.vocabulary, found);
  const svm = Float64Array.from(members.svmBias);
  const bayes = new Float64Array(width);
  for (let j = 0; j < vector.ids.length; j += 1) {
    const row = (vector.ids[j] as number) * width;
    const value = vector.values[j] as number;
    for (let k = 0; k < width; k += 1) {
      svm[k] = (svm[k] as number) + value * (members.svm[row + k] as number);
      bayes[k] = (bayes[k] as number) + value * (members.bayes[row + k] as number);
    }
  }
  const words = features.units.filter((unit) => unit.kind !== 'mark');
  const unknown = words.filter((unit) => !members.vocabulary.ids.has(`w:${unit.text}`)).length;
  return {
    found,
    vector,
    svm,
    bayes,
    unknown: words.length === 0 ? 1 : unknown / words.length,
    words: words.length,
    mail: features.concepts.filter((hit) => MAIL_CONCEPTS.has(hit.concept)).length,
    other: features.concepts.filter((hit) => OTHER_CONCEPTS.has(hit.concept)).length,
  };
}

/** Takes a training sentence apart. */
export function makeExample(plain: string, label: string | undefined, not?: string): Example {
  const features = featuresOf(plain);
  return {
    names: features.hits.map((hit) => hit.name),
    features,
    label,
    ...(not === undefined ? {} : { not }),
  };
}
