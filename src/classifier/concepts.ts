import { GLOSSARY } from './glossary.js';
import { unitsOf, type Unit } from './units.js';

/** A concept found in a text: units `from` up to but not including `to`. */
export interface ConceptHit {
  readonly concept: string;
  readonly from: number;
  readonly to: number;
}

interface Node {
  readonly next: Map<string, Node>;
  readonly concepts: string[];
}

const ROOT = buildTrie();
const SPELLINGS = buildSpellings();

/** Shortest word whose slips of one letter are forgiven. */
const FORGIVEN_FROM = 6;

/** Finds the glossary's concepts, longest phrase first, from left to right. */
export function findConcepts(units: readonly Unit[]): ConceptHit[] {
  const hits: ConceptHit[] = [];
  let at = 0;
  while (at < units.length) {
    const end = longestPhrase(units, at, hits);
    at = Math.max(end, at + 1);
  }
  return hits;
}

/** Adds the concepts of the longest phrase that begins at `at`; returns its end, or `at` where there is none. */
function longestPhrase(units: readonly Unit[], at: number, hits: ConceptHit[]): number {
  let node: Node | undefined = ROOT;
  let best: Node | undefined;
  let end = at;
  for (let i = at; i < units.length; i += 1) {
    const unit = units[i];
    if (unit === undefined) break;
    node = step(node, unit);
    if (node === undefined) break;
    if (node.concepts.length > 0) {
      best = node;
      end = i + 1;
    }
  }
  for (const concept of best?.concepts ?? []) hits.push({ concept, from: at, to: end });
  return end;
}

function step(node: Node, unit: Unit): Node | undefined {
  const direct = node.next.get(unit.text);
  if (direct !== undefined || unit.kind !== 'word') return direct;
  if (unit.text.length < FORGIVEN_FROM - 1) return undefined;
  const meant = respell(unit.text);
  return meant === undefined ? undefined : node.next.get(meant);
}

/** The glossary word that a misspelt one is a letter away from (“pasword”, “certifcate”). */
function respell(word: string): string | undefined {
  const direct = SPELLINGS.get(word);
  if (direct !== undefined) return direct;
  for (let i = 0; i < word.length; i += 1) {
    const meant = SPELLINGS.get(word.slice(0, i) + word.slice(i + 1));
    if (meant !== undefined) return meant;
  }
  return undefined;
}

function buildTrie(): Node {
  const root: Node = { next: new Map(), concepts: [] };
  for (const [concept, terms] of GLOSSARY) {
    for (const term of terms) {
      let node = root;
      for (const unit of unitsOf(term)) {
        const next = node.next.get(unit.text) ?? { next: new Map<string, Node>(), concepts: [] };
        node.next.set(unit.text, next);
        node = next;
      }
      if (!node.concepts.includes(concept)) node.concepts.push(concept);
    }
  }
  return root;
}

/** Every glossary word of enough letters, and what it becomes with one letter left out, to the word. */
function buildSpellings(): ReadonlyMap<string, string> {
  const words = new Set<string>();
  for (const terms of GLOSSARY.values()) {
    for (const unit of terms.flatMap((term) => unitsOf(term))) {
      if (unit.kind === 'word' && unit.text.length >= 6 && /^[a-z]+$/u.test(unit.text)) words.add(unit.text);
    }
  }
  const spellings = new Map<string, string>();
  for (const word of words) {
    for (let i = 0; i < word.length; i += 1) {
      const shorter = word.slice(0, i) + word.slice(i + 1);
      if (!words.has(shorter)) spellings.set(shorter, word);
    }
  }
  for (const word of words) spellings.set(word, word);
  return spellings;
}
