import { z } from 'zod';
import { mailmedicError, reasonOf, type Intent } from '../domain/index.js';
import type { Gates, Stack } from './decide.js';
import type { Members } from './members.js';
import type { Pattern } from './patterns.js';
import { makeVocabulary } from './vocabulary.js';

/** Raised whenever features, learners or this file's shape change, so that stored models are trained anew. */
export const MODEL_VERSION = 3;

/** Everything that classifying needs. Made by `trainModel` or {@link readModel}; never changed. */
export interface Model {
  readonly members: Members;
  readonly stack: Stack;
  readonly gates: Gates;
  readonly patterns: readonly Pattern[];
}

const numbers = z.array(z.number());
const logistic = z.object({ means: numbers, scales: numbers, weights: numbers, bias: z.number() });
const packed = z.object({ peak: z.number(), bytes: z.base64() });

const modelSchema = z.object({
  version: z.literal(MODEL_VERSION),
  labels: z.array(z.string()).min(2),
  names: z.array(z.string()),
  idf: packed,
  svm: packed,
  svmBias: numbers,
  bayes: packed,
  stack: z.object({ svm: z.number(), bayes: z.number() }),
  gates: z.object({ inScope: logistic, clear: logistic }),
  patterns: z.array(z.object({ fragment: z.string().min(1), label: z.string() })),
});

/**
 * Rounds the tables to one byte a number. Done once at the end of training, so that a model and what is read
 * back from its JSON are the same to the last bit.
 */
export function roundMembers(members: Members): Members {
  return {
    ...members,
    vocabulary: makeVocabulary(members.vocabulary.names, unpack(pack(members.vocabulary.idf))),
    svm: unpack(pack(members.svm)),
    bayes: unpack(pack(members.bayes)),
  };
}

/** The model as JSON, about a megabyte for the shipped intents. */
export function serialiseModel(model: Model): string {
  const { members, stack, gates, patterns } = model;
  const stored: z.infer<typeof modelSchema> = {
    version: MODEL_VERSION,
    labels: [...members.labels],
    names: [...members.vocabulary.names],
    idf: pack(members.vocabulary.idf),
    svm: pack(members.svm),
    svmBias: [...members.svmBias],
    bayes: pack(members.bayes),
    stack,
    gates: JSON.parse(JSON.stringify(gates)) as z.infer<typeof modelSchema>['gates'],
    patterns: [...patterns],
  };
  return JSON.stringify(stored);
}

/** Reads what {@link serialiseModel} wrote. Throws `MM_STORE_CORRUPT` for anything else. */
export function readModel(json: string): Model {
  const stored = parseModel(json);
  const idf = unpack(stored.idf);
  const svm = unpack(stored.svm);
  const bayes = unpack(stored.bayes);
  const cells = stored.names.length * stored.labels.length;
  if (idf.length !== stored.names.length || svm.length !== cells || bayes.length !== cells) {
    throw corrupt('its tables do not fit its vocabulary');
  }
  return {
    members: {
      labels: stored.labels,
      vocabulary: makeVocabulary(stored.names, idf),
      svm,
      svmBias: Float32Array.from(stored.svmBias),
      bayes,
    },
    stack: stored.stack,
    gates: stored.gates,
    patterns: stored.patterns,
  };
}

/**
 * A key under which a trained model may be kept: equal for equal intents and the same way of training.
 * `sha256` gives the hex digest of a text; hashing is done outside the pure rooms.
 */
export function modelKey(intents: ReadonlyMap<string, Intent>, sha256: (text: string) => string): string {
  const content = [...intents.values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, examples, not, patterns }) => [id, examples.zh, examples.en, not, patterns]);
  return sha256(JSON.stringify([MODEL_VERSION, content]));
}

function parseModel(json: string): z.infer<typeof modelSchema> {
  try {
    return modelSchema.parse(JSON.parse(json));
  } catch (error) {
    throw corrupt(reasonOf(error), error);
  }
}

function corrupt(reason: string, cause?: unknown): Error {
  return mailmedicError(
    'MM_STORE_CORRUPT',
    { what: 'classifier model', reason },
    'Delete the stored model; it is trained again from the intents.',
    cause,
  );
}

/** One signed byte a number, spaced by the square root: most weights are small, and small ones matter. */
function pack(table: Float32Array): { peak: number; bytes: string } {
  let peak = 0;
  for (const value of table) peak = Math.max(peak, Math.abs(value));
  let binary = '';
  for (const value of table) {
    const share = peak === 0 ? 0 : Math.sqrt(Math.abs(value) / peak);
    binary += String.fromCharCode(Math.round(Math.sign(value) * share * 127) & 0xff);
  }
  return { peak, bytes: btoa(binary) };
}

function unpack({ peak, bytes }: { peak: number; bytes: string }): Float32Array {
  const binary = atob(bytes);
  const table = new Float32Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) {
    const step = ((binary.charCodeAt(i) << 24) >> 24) / 127;
    table[i] = Math.sign(step) * step * step * peak;
  }
  return table;
}
