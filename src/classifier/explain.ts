import type { Stack } from './decide.js';
import type { FeatureSet } from './features.js';
import type { Members, Opinion } from './members.js';

/** How many words are given as the reason. */
const MOST_WORDS = 5;
/** A word speaks when it carries at least this share of what the strongest one does. */
const WORTH_SAYING = 0.2;

/** A stretch of the text that people read as one word. */
interface Word {
  readonly start: number;
  readonly end: number;
}

/**
 * The words that spoke for a label, strongest first: what each feature adds to the label over the average of
 * all labels, laid back on the words it was seen in.
 */
export function wordsFor(
  members: Members,
  stack: Stack,
  features: FeatureSet,
  opinion: Opinion,
  column: number,
  shown: string,
): string[] {
  // Evidence per character, so that a long text costs no more than the features it has.
  const evidence = new Float64Array(shown.length);
  const gain = gains(members, stack, opinion, column);
  const times = new Map<number, number>();
  for (const id of opinion.found) times.set(id, (times.get(id) ?? 0) + 1);
  features.hits.forEach(({ start, end }, index) => {
    const id = opinion.found[index] as number;
    const value = gain.get(id);
    if (value === undefined) return;
    const part = value / ((times.get(id) ?? 1) * (end - start));
    for (let i = start; i < end; i += 1) evidence[i] = (evidence[i] as number) + part;
  });
  return strongest(readableWords(features, shown.length), evidence, shown);
}

function gains(members: Members, stack: Stack, opinion: Opinion, column: number): Map<number, number> {
  const width = members.labels.length;
  const gain = new Map<number, number>();
  const { ids, values } = opinion.vector;
  ids.forEach((id, j) => {
    let mean = 0;
    for (let k = 0; k < width; k += 1) mean += (members.svm[id * width + k] as number) / width;
    const cell = id * width + column;
    const score = stack.svm * ((members.svm[cell] ?? 0) - mean) + stack.bayes * (members.bayes[cell] ?? 0);
    gain.set(id, score * (values[j] ?? 0));
  });
  return gain;
}

/** Concept phrases count as one word (“收件服务器”, “app password”), single Han characters only alone. */
function readableWords({ units, concepts, hits }: FeatureSet, length: number): Word[] {
  const taken = new Uint8Array(length);
  const words: Word[] = [];
  const take = (start: number, end: number): void => {
    for (let i = start; i < end; i += 1) if (taken[i] === 1) return;
    taken.fill(1, start, end);
    words.push({ start, end });
  };
  for (const { from, to } of concepts) {
    const first = units[from];
    const last = units[to - 1];
    if (first !== undefined && last !== undefined) take(first.start, last.end);
  }
  for (const { name, start, end } of hits) if (name.startsWith('w:') && end - start > 1) take(start, end);
  for (const unit of units) if (unit.kind !== 'mark') take(unit.start, unit.end);
  return words;
}

function strongest(words: readonly Word[], evidence: Float64Array, shown: string): string[] {
  const totals = new Map<string, number>();
  for (const { start, end } of words) {
    const text = shown.slice(start, end);
    let weight = 0;
    for (let i = start; i < end; i += 1) weight += evidence[i] as number;
    totals.set(text, (totals.get(text) ?? 0) + weight);
  }
  const ranked = [...totals].filter(([, weight]) => weight > 0).sort(([, a], [, b]) => b - a);
  const floor = (ranked[0]?.[1] ?? 0) * WORTH_SAYING;
  return ranked
    .filter(([, weight]) => weight >= floor)
    .slice(0, MOST_WORDS)
    .map(([text]) => text);
}
