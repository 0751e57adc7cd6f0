import type { Classify, IntentMatch, ScoredScenario } from '../domain/index.js';
import { judge, OUT_OF_SCOPE } from './decide.js';
import { wordsFor } from './explain.js';
import { featuresOf, type FeatureSet } from './features.js';
import { detectLanguage } from './language.js';
import { askMembers, type Opinion } from './members.js';
import type { Model } from './model.js';
import { matchPatterns, type Pattern } from './patterns.js';
import { cleanText, type CleanText } from './text.js';

/** What a literal error code makes of the probability: near one, because a code can be quoted by mistake. */
const CERTAIN = 0.98;
const MOST_ALTERNATIVES = 4;
/** Less likely causes are not worth naming. */
const WORTH_NAMING = 0.01;

/** Makes the function that classifies one text: pure, well under a millisecond for a chat message. */
export function makeClassify(model: Model): Classify {
  return function classify(text: string): IntentMatch {
    const clean = cleanText(text);
    const language = detectLanguage(clean.shown) ?? 'en';
    const thought = consider(model, clean);
    if (thought === undefined) return nothingSaid(text, language);
    const { features, opinion, pattern } = thought;
    const [best, ...others] = rank(model.members.labels, thought.chances);
    if (best === undefined) return nothingSaid(text, language);
    const spoke = wordsFor(model.members, model.stack, features, opinion, best.column, clean.shown);
    return {
      text,
      language,
      scenario: best.scenario,
      confidence: best.confidence,
      alternatives: others
        .slice(0, MOST_ALTERNATIVES)
        .filter(({ confidence }) => confidence >= WORTH_NAMING)
        .map(({ scenario, confidence }) => ({ scenario, confidence })),
      because: pattern === undefined ? spoke : [pattern.fragment, ...spoke].slice(0, 5),
      certain: pattern !== undefined,
    };
  };
}

/** The probability of every scenario, for measuring. They sum to 1; a text that says nothing is out of scope. */
export function chancesOf(model: Model, text: string): ReadonlyMap<string, number> {
  const thought = consider(model, cleanText(text));
  return new Map(
    model.members.labels.map((label, k) => [
      label,
      thought === undefined ? Number(label === OUT_OF_SCOPE) : (thought.chances[k] ?? 0),
    ]),
  );
}

interface Thought {
  readonly features: FeatureSet;
  readonly opinion: Opinion;
  readonly pattern: Pattern | undefined;
  readonly chances: Float64Array;
}

/** What the model makes of a text; undefined where there is no word in it. */
function consider(model: Model, clean: CleanText): Thought | undefined {
  const features = featuresOf(clean.plain);
  if (!features.units.some((unit) => unit.kind !== 'mark')) return undefined;
  const { labels } = model.members;
  const opinion = askMembers(
    model.members,
    features,
    features.hits.map((hit) => hit.name),
  );
  const pattern = matchPatterns(model.patterns, clean.plain);
  const chances = withPattern(judge(opinion, labels, model.stack, model.gates), labels, pattern?.label);
  return { features, opinion, pattern, chances };
}

function nothingSaid(text: string, language: IntentMatch['language']): IntentMatch {
  return {
    text,
    language,
    scenario: OUT_OF_SCOPE,
    confidence: 1,
    alternatives: [],
    because: [],
    certain: false,
  };
}

/** Gives the label of a literal fragment its due and shrinks the others in proportion. */
function withPattern(
  chances: Float64Array,
  labels: readonly string[],
  label: string | undefined,
): Float64Array {
  const column = label === undefined ? -1 : labels.indexOf(label);
  if (column < 0) return chances;
  const own = chances[column] ?? 0;
  const raised = Math.max(own, CERTAIN);
  const rest = own >= 1 ? 0 : (1 - raised) / (1 - own);
  return chances.map((chance, k) => (k === column ? raised : chance * rest));
}

function rank(
  labels: readonly string[],
  chances: Float64Array,
): (ScoredScenario & { readonly column: number })[] {
  return labels
    .map((scenario, column) => ({ scenario, column, confidence: round(chances[column] ?? 0) }))
    .sort((a, b) => b.confidence - a.confidence);
}

/** Four digits are what the calibration is worth. */
function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
