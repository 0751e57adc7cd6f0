import { findConcepts, type ConceptHit } from './concepts.js';
import { deniedConcepts } from './denial.js';
import { unitsOf, type Unit } from './units.js';

/**
 * Blocks of features, each weighed as a whole: words, character n-grams, concepts of the glossary.
 * The first letter of a feature's name is its block, so no name can be `__proto__` or `constructor`.
 */
export const BLOCKS = ['w', 'c', 'k'] as const;

/** One place in the text where a feature was seen. */
export interface FeatureHit {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** What a text is made of. */
export interface FeatureSet {
  readonly hits: readonly FeatureHit[];
  readonly units: readonly Unit[];
  readonly concepts: readonly ConceptHit[];
}

const SHORTEST_GRAM = 3;
const LONGEST_GRAM = 4;
const LONGEST_HAN_GRAM = 3;
/** How many concepts further on one is still taken together with this one. */
const PAIR_REACH = 3;

/** The segmenter's time grows faster than an unbroken stretch of Chinese; nobody writes a longer one. */
const LONGEST_STRETCH = 40;

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Takes a plain text (see `cleanText`) apart into features. */
export function featuresOf(plain: string): FeatureSet {
  const units = unitsOf(plain);
  const concepts = findConcepts(units);
  const denied = deniedConcepts(plain, units, concepts);
  const hits: FeatureHit[] = [];
  addWords(hits, plain, units, concepts);
  addGrams(hits, plain, units);
  const said = denied.size === 0 ? hits : withoutDenied(hits, units, concepts, denied);
  addConcepts(said, units, concepts, denied);
  return { hits: said, units, concepts };
}

function addWords(
  hits: FeatureHit[],
  plain: string,
  units: readonly Unit[],
  concepts: readonly ConceptHit[],
): void {
  for (const unit of units) hits.push({ name: `w:${unit.text}`, start: unit.start, end: unit.end });
  for (const [start, end] of hanWords(plain, units, concepts)) {
    hits.push({ name: `w:${plain.slice(start, end)}`, start, end });
  }
}

/**
 * Chinese words of two characters and more. Words of the glossary are taken whole, because the built-in
 * segmenter cuts 收件服务器 and 授权码 apart; it does the stretches between them.
 */
function* hanWords(
  plain: string,
  units: readonly Unit[],
  concepts: readonly ConceptHit[],
): Generator<readonly [number, number]> {
  const ends = new Map(concepts.map((hit) => [hit.from, hit.to]));
  let stretch = -1;
  for (let i = 0; i <= units.length; i += 1) {
    const unit = units[i];
    const known = ends.get(i);
    const goesOn = unit?.kind === 'han' && known === undefined && touches(units, i, stretch);
    if (!goesOn && stretch >= 0) {
      yield* segmented(plain, units[stretch]?.start ?? 0, units[i - 1]?.end ?? 0);
      stretch = -1;
    }
    if (unit?.kind !== 'han') continue;
    if (known === undefined) {
      if (stretch < 0) stretch = i;
      continue;
    }
    if (known - i > 1) yield [unit.start, units[known - 1]?.end ?? unit.end];
    i = known - 1;
  }
}

function touches(units: readonly Unit[], i: number, stretch: number): boolean {
  return stretch < 0 || units[i - 1]?.end === units[i]?.start;
}

function* segmented(plain: string, start: number, end: number): Generator<readonly [number, number]> {
  for (let from = start; end - from > 1; from += LONGEST_STRETCH) {
    for (const part of segmenter.segment(plain.slice(from, Math.min(end, from + LONGEST_STRETCH)))) {
      if (part.segment.length > 1) yield [from + part.index, from + part.index + part.segment.length];
    }
  }
}

function addGrams(hits: FeatureHit[], plain: string, units: readonly Unit[]): void {
  for (let i = 0; i < units.length; i += 1) {
    const unit = units[i];
    if (unit?.kind === 'han') addHanGrams(hits, plain, units, i);
    if (unit?.kind === 'word') addLatinGrams(hits, plain, unit);
  }
}

function addHanGrams(hits: FeatureHit[], plain: string, units: readonly Unit[], from: number): void {
  const start = units[from]?.start ?? 0;
  for (let length = 2; length <= LONGEST_HAN_GRAM; length += 1) {
    const last = units[from + length - 1];
    if (last?.kind !== 'han' || last.start !== units[from + length - 2]?.end) return;
    hits.push({ name: `c:${plain.slice(start, last.end)}`, start, end: last.end });
  }
}

function addLatinGrams(hits: FeatureHit[], plain: string, unit: Unit): void {
  const word = ` ${plain.slice(unit.start, Math.min(unit.end, unit.start + 24))} `;
  for (let length = SHORTEST_GRAM; length <= LONGEST_GRAM; length += 1) {
    for (let i = 0; i + length <= word.length; i += 1) {
      const start = unit.start + Math.max(0, i - 1);
      const end = Math.min(unit.end, unit.start + i + length - 1);
      hits.push({ name: `c:${word.slice(i, i + length)}`, start, end });
    }
  }
}

/** What is ruled out (“not locked”) leaves no word or letters that would speak for it. */
function withoutDenied(
  hits: readonly FeatureHit[],
  units: readonly Unit[],
  concepts: readonly ConceptHit[],
  denied: ReadonlySet<number>,
): FeatureHit[] {
  const spans = concepts
    .filter((_, index) => denied.has(index))
    .map(({ from, to }) => [units[from]?.start ?? 0, units[to - 1]?.end ?? 0] as const);
  return hits.filter((hit) => !spans.some(([start, end]) => hit.start < end && hit.end > start));
}

/** Concepts alone, and two near each other whatever their order: “changed … password”, “密码 … 改”. */
function addConcepts(
  hits: FeatureHit[],
  units: readonly Unit[],
  concepts: readonly ConceptHit[],
  denied: ReadonlySet<number>,
): void {
  const names = concepts.map(({ concept }, index) => (denied.has(index) ? `no-${concept}` : concept));
  for (let i = 0; i < concepts.length; i += 1) {
    const one = concepts[i];
    const name = names[i];
    if (one === undefined || name === undefined) continue;
    const start = units[one.from]?.start ?? 0;
    hits.push({ name: `k:${name}`, start, end: units[one.to - 1]?.end ?? start });
    for (let j = i + 1; j <= i + PAIR_REACH && j < concepts.length; j += 1) {
      const other = concepts[j];
      const otherName = names[j];
      if (other === undefined || otherName === undefined || otherName === name) continue;
      const [a, b] = name < otherName ? [name, otherName] : [otherName, name];
      hits.push({ name: `k:${a}+${b}`, start, end: units[other.to - 1]?.end ?? start });
    }
  }
}
