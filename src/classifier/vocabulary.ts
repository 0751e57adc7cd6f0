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
const WORDS = BLOCKS.indexOf('w');
const CONCEPTS = BLOCKS.indexOf('k');

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
  // Loops, because the typed arrays' own from and filter take several times as long.
  const ids = new Int32Array(names.length);
  for (let i = 0; i < names.length; i += 1) ids[i] = vocabulary.ids.get(names[i] as string) ?? -1;
  return ids;
}

/** A tf-idf vector: each block of features brought to its own length, the whole to length 1. */
export function vectorOf(vocabulary: Vocabulary, found: Int32Array): SparseVector {
  const sorted = knownOnes(found).sort();
  const ids = new Int32Array(sorted.length);
  const values = new Float64Array(sorted.length);
  const hits = new Float64Array(BLOCKS.length);
  const squares = new Float64Array(BLOCKS.length);
  let size = 0;
  for (let i = 0; i < sorted.length;) {
    const id = sorted[i] as number;
    let end = i + 1;
    while (end < sorted.length && sorted[end] === id) end += 1;
    const block = vocabulary.block[id] as number;
    const value = (1 + Math.log(end - i)) * (vocabulary.idf[id] as number);
    ids[size] = id;
    values[size] = value;
    size += 1;
    hits[block] = (hits[block] as number) + end - i;
    squares[block] = (squares[block] as number) + value * value;
    i = end;
  }
  const scales = blockScales(hits, squares);
  for (let j = 0; j < size; j += 1) {
    values[j] = (values[j] as number) * (scales[vocabulary.block[ids[j] as number] as number] as number);
  }
  return { ids: ids.subarray(0, size), values: values.subarray(0, size) };
}

function knownOnes(found: Int32Array): Int32Array {
  const known = new Int32Array(found.length);
  let size = 0;
  for (let i = 0; i < found.length; i += 1) {
    const id = found[i] as number;
    if (id >= 0) known[size++] = id;
  }
  return known.subarray(0, size);
}

/**
 * Concepts count by how much of the text they cover. In a text about something else the one that happens to
 * fit would otherwise weigh as much as all its words.
 */
function blockScales(hits: Float64Array, squares: Float64Array): Float64Array {
  const covered = Math.sqrt((hits[CONCEPTS] as number) / ((hits[WORDS] as number) + 1));
  const weights = Float64Array.from(BLOCK_WEIGHTS, (weight, block) => {
    if (squares[block] === 0) return 0;
    return block === CONCEPTS ? weight * Math.min(1, covered) : weight;
  });
  const total = Math.hypot(...weights);
  return weights.map((weight, block) =>
    weight === 0 ? 0 : weight / (Math.sqrt(squares[block] as number) * total),
  );
}
