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
  weight: number;
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
  const words = readableWords(features);
  const gain = gains(members, stack, opinion, column);
  const times = new Map<string, number>();
  for (const { name } of features.hits) times.set(name, (times.get(name) ?? 0) + 1);
  for (const { name, start, end } of features.hits) {
    const id = members.vocabulary.ids.get(name);
    const value = id === undefined ? undefined : gain.get(id);
    if (value !== undefined) layOn(words, start, end, value / (times.get(name) ?? 1));
  }
  return strongest(words, shown);
}

function gains(members: Members, stack: Stack, opinion: Opinion, column: number): Map<number, number> {
  const width = members.labels.length;
  const gain = new Map<number, number>();
  const { ids, values } = opinion.vector;
  ids.forEach((id, j) => {
    let mean = 0;
    for (let k = 0; k < width; k += 1) mean += (members.svm[id * width + k] ?? 0) / width;
    const cell = id * width + column;
    const score = stack.svm * ((members.svm[cell] ?? 0) - mean) + stack.bayes * (members.bayes[cell] ?? 0);
    gain.set(id, score * (values[j] ?? 0));
  });
  return gain;
}

/** Concept phrases count as one word (“收件服务器”, “app password”), single Han characters only alone. */
function readableWords({ units, concepts, hits }: FeatureSet): Word[] {
  const taken = new Set<number>();
  const words: Word[] = [];
  const take = (start: number, end: number): void => {
    for (let i = start; i < end; i += 1) if (taken.has(i)) return;
    for (let i = start; i < end; i += 1) taken.add(i);
    words.push({ start, end, weight: 0 });
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

function layOn(words: readonly Word[], start: number, end: number, value: number): void {
  const shared = words.map((word) => Math.max(0, Math.min(end, word.end) - Math.max(start, word.start)));
  const total = shared.reduce((sum, share) => sum + share, 0);
  if (total === 0) return;
  words.forEach((word, i) => (word.weight += (value * (shared[i] ?? 0)) / total));
}

function strongest(words: readonly Word[], shown: string): string[] {
  const totals = new Map<string, number>();
  for (const { start, end, weight } of words) {
    const text = shown.slice(start, end);
    totals.set(text, (totals.get(text) ?? 0) + weight);
  }
  const ranked = [...totals].filter(([, weight]) => weight > 0).sort(([, a], [, b]) => b - a);
  const floor = (ranked[0]?.[1] ?? 0) * WORTH_SAYING;
  return ranked
    .filter(([, weight]) => weight >= floor)
    .slice(0, MOST_WORDS)
    .map(([text]) => text);
}
