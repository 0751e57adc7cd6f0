import type { SparseVector } from './bayes.js';
import { BLOCKS } from './features.js';

/** The features a model knows, in a fixed order, with their inverse document frequencies. */
export interface Vocabulary {
  readonly names: readonly string[];
  readonly ids: ReadonlyMap<string, number>;
  readonly idf: Float32Array;
  /** Index into {@link BLOCKS} per feature. */
  readonly block: Uint8Array;
}

/** How much each block counts next to the others. */
const BLOCK_WEIGHTS: readonly number[] = [1, 0.9, 0.7];

/** Makes a vocabulary of documents given as feature names. Character n-grams seen once are left out. */
export function buildVocabulary(documents: readonly (readonly string[])[]): Vocabulary {
  const seenIn = new Map<string, number>();
  for (const document of documents) {
    for (const name of new Set(document)) seenIn.set(name, (seenIn.get(name) ?? 0) + 1);
  }
  const kept = [...seenIn].filter(([name, count]) => count > 1 || name.startsWith('w:'));
  return makeVocabulary(
    kept.map(([name]) => name),
    Float32Array.from(kept, ([, count]) => Math.log((1 + documents.length) / (1 + count)) + 1),
  );
}

/** Puts a vocabulary together from its stored parts. */
export function makeVocabulary(names: readonly string[], idf: Float32Array): Vocabulary {
  return {
    names,
    ids: new Map(names.map((name, id) => [name, id])),
    idf,
    block: Uint8Array.from(names, (name) => BLOCKS.indexOf(name.charAt(0) as (typeof BLOCKS)[number])),
  };
}

/** The id of each name, -1 for one that the vocabulary does not have. */
export function idsOf(vocabulary: Vocabulary, names: readonly string[]): Int32Array {
  return Int32Array.from(names, (name) => vocabulary.ids.get(name) ?? -1);
}

/** A tf-idf vector: each block of features brought to its own length, the whole to length 1. */
export function vectorOf(vocabulary: Vocabulary, found: Int32Array): SparseVector {
  const counts = new Map<number, number>();
  for (const id of found) if (id >= 0) counts.set(id, (counts.get(id) ?? 0) + 1);
  const ids = Int32Array.from(counts.keys());
  const values = new Float64Array(ids.length);
  const squares = new Float64Array(BLOCKS.length);
  ids.forEach((id, i) => {
    const value = (1 + Math.log(counts.get(id) ?? 1)) * (vocabulary.idf[id] as number);
    const block = vocabulary.block[id] as number;
    values[i] = value;
    squares[block] = (squares[block] as number) + value * value;
  });
  const weights = BLOCK_WEIGHTS.map((weight, block) => (squares[block] === 0 ? 0 : weight));
  const total = Math.hypot(...weights);
  const scales = weights.map((weight, block) => weight / (Math.sqrt(squares[block] as number) * total));
  ids.forEach((id, i) => {
    values[i] = (values[i] as number) * (scales[vocabulary.block[id] as number] as number);
  });
  return { ids, values };
}
