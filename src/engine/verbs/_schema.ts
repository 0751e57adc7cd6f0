import { z } from 'zod';
import { readDuration } from '../../domain/index.js';
import { DONE_BUTTON, HUMAN_BUTTON } from '../says.js';

const MINUTE = 60_000;

const texts = { zh: z.string().trim().min(1), en: z.string().trim().min(1) };

/** One text in every language. The loader may hand over YAML maps as `Map`, which keep integer-like keys in order. */
export const localText = z.preprocess(plainMap, z.strictObject(texts));

const buttonLabel = z.preprocess(
  plainMap,
  z.strictObject({ ...texts, means: z.enum(['yes', 'no']).optional() }),
);

/** Name of a slot, button, queue … */
export const name = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u, 'a name holds letters, digits, and . _ - between them');

/** A map of settings for machines, such as `with:`; numbers come out as they are written. */
export const settings = z.preprocess(
  plainMap,
  z.record(name, z.union([z.string().min(1), z.number().int()]).transform(String)),
);

/** A map from id to text that keeps the order of the file. */
export const labels = z
  .preprocess(orderedMap, z.map(name, localText))
  .refine((map) => map.size > 0, 'at least one is needed')
  .refine(
    (map) => !map.has(HUMAN_BUTTON) && !map.has(DONE_BUTTON),
    `"${HUMAN_BUTTON}" and "${DONE_BUTTON}" are buttons that the engine adds to questions: choose another id`,
  );

/**
 * The labels of buttons. `means: "yes"` or `means: "no"`: what people answer when they type a yes or a no instead of
 * pressing; a button whose id is `yes` or `no` means that anyway.
 */
export const buttonLabels = z
  .preprocess(orderedMap, z.map(name, buttonLabel))
  .refine((map) => map.size > 0, 'at least one is needed')
  .refine(
    (map) => !map.has(HUMAN_BUTTON) && !map.has(DONE_BUTTON),
    `"${HUMAN_BUTTON}" and "${DONE_BUTTON}" are buttons that the engine adds to questions: choose another id`,
  )
  .refine((map) => {
    const meant = [...map].flatMap(([id, { means }]) => means ?? (id === 'yes' || id === 'no' ? id : []));
    return new Set(meant).size === meant.length;
  }, 'two buttons mean the same; a typed yes or no can mean one of them only');

/** A duration such as `30m`, `2h`, `1d`, of at least a minute; comes out as it was written. */
export const duration = z
  .string()
  .refine(
    (text) => (readDuration(text) ?? 0) >= MINUTE,
    'a duration of at least a minute, such as 30m, 2h or 1d',
  );

/** The keys of a step with this verb; unknown ones are errors. */
export function stepSchema<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.preprocess(plainMap, z.strictObject(shape));
}

/** YAML maps arrive as `Map` where their order counts; schemas of objects want objects. */
export function plainMap(input: unknown): unknown {
  return input instanceof Map ? Object.fromEntries(input as Map<string, unknown>) : input;
}

function orderedMap(input: unknown): unknown {
  if (input instanceof Map || typeof input !== 'object' || input === null || Array.isArray(input))
    return input;
  return new Map(Object.entries(input));
}
