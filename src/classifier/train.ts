import { mailmedicError, type Intent } from '../domain/index.js';
import { calibrate } from './calibrate.js';
import { OUT_OF_SCOPE, UNCLEAR } from './decide.js';
import { makeExample, trainMembers, type Example } from './members.js';
import { roundMembers, type Model } from './model.js';
import type { Pattern } from './patterns.js';
import { cleanText } from './text.js';

/**
 * Trains the classifier on the examples of the intents. Pure and deterministic: equal intents give an equal
 * model, byte for byte. Takes a few seconds, so call it in a worker. Throws `MM_MODEL_TRAINING` when
 * `out-of-scope`, `unclear` or the causes to tell apart are missing.
 */
export function trainModel(intents: ReadonlyMap<string, Intent>): Model {
  const sorted = [...intents.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const examples = examplesOf(sorted);
  const labels = sorted.map((intent) => intent.id).filter((id) => examples.some(({ label }) => label === id));
  requireLabels(labels);
  const patterns = sorted.flatMap(({ id, patterns: fragments }) =>
    fragments
      .map((fragment) => ({ fragment: cleanText(fragment).plain.trim(), label: id }))
      .filter(({ fragment }) => fragment !== ''),
  );
  return fitModel(examples, labels, patterns);
}

/** The training itself, for labels of any meaning: public test sets have no `unclear`. */
export function fitModel(
  examples: readonly Example[],
  labels: readonly string[],
  patterns: readonly Pattern[],
): Model {
  const { stack, gates } = calibrate(examples, labels);
  return { members: roundMembers(trainMembers(examples, labels)), stack, gates, patterns };
}

/** The training sentences in file order, near misses last. */
export function examplesOf(intents: readonly Intent[]): Example[] {
  const labelled = intents.flatMap(({ id, examples }) =>
    [...examples.zh, ...examples.en].map((text) => makeExample(cleanText(text).plain, id)),
  );
  const missed = intents.flatMap(({ id, not }) =>
    not.map((text) => makeExample(cleanText(text).plain, undefined, id)),
  );
  return [...labelled, ...missed].filter(({ names }) => names.length > 0);
}

function requireLabels(labels: readonly string[]): void {
  const missing = [OUT_OF_SCOPE, UNCLEAR].filter((id) => !labels.includes(id));
  const causes = labels.length - (2 - missing.length);
  if (missing.length === 0 && causes >= 2) return;
  const reason =
    missing.length > 0 ? `no examples for ${missing.join(' and ')}` : 'there must be at least two causes';
  throw mailmedicError(
    'MM_MODEL_TRAINING',
    { reason },
    'Add examples in both languages to the files in intents/; out-of-scope and unclear are always needed.',
  );
}
