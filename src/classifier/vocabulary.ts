import type { SparseVector } from './bayes.js';
import { BLOCKS } from './features.js';

/** The features a model knows, in a fixed order, with their inverse document frequencies. */
export interface Vocabulary {
  readonly names: readonly string[];
  readonly ids: ReadonlyMap<string, number>;
  readonly idf: Float32Array;
}

/** How much each block counts next to the others. */
const BLOCK_WEIGHTS: readonly number[] = [1, 0.9, 1.1];

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

export function makeVocabulary(names: readonly string[], idf: Float32Array): Vocabulary {
  return { names, ids: new Map(names.map((name, id) => [name, id])), idf };
}

/** A tf-idf vector: each block of features brought to its own length, the whole to length 1. */
export function vectorOf(vocabulary: Vocabulary, names: readonly string[]): SparseVector {
  const counts = new Map<number, number>();
  for (const name of names) {
    const id = vocabulary.ids.get(name);
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const ids = new Int32Array(counts.size);
  const values = new Float64Array(counts.size);
  const squares = [0, 0, 0];
  let at = 0;
  for (const [id, count] of counts) {
    const value = (1 + Math.log(count)) * (vocabulary.idf[id] ?? 0);
    const block = blockOf(vocabulary.names[id] ?? '');
    ids[at] = id;
    values[at] = value;
    squares[block] = (squares[block] ?? 0) + value * value;
    at += 1;
  }
  const total = Math.hypot(
    ...BLOCKS.map((_, block) => ((squares[block] ?? 0) > 0 ? (BLOCK_WEIGHTS[block] ?? 0) : 0)),
  );
  for (let i = 0; i < values.length; i += 1) {
    const block = blockOf(vocabulary.names[ids[i] ?? 0] ?? '');
    const scale = (BLOCK_WEIGHTS[block] ?? 0) / (Math.sqrt(squares[block] ?? 0) * total);
    values[i] = (values[i] ?? 0) * scale;
  }
  return { ids, values };
}

function blockOf(name: string): number {
  const letter = name.charAt(0);
  return letter === 'w' ? 0 : letter === 'c' ? 1 : 2;
}
