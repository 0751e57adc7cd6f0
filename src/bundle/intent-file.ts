import { z } from 'zod';
import type { Intent } from '../domain/index.js';
import { id, schemaVersion } from './pieces.js';
import { readShape } from './shape.js';
import type { Read, Source } from './source.js';

const example = z.string().trim().min(1).max(500);

const schema = z.strictObject({
  schema: schemaVersion,
  id,
  examples: z.strictObject({ zh: z.array(example).min(1), en: z.array(example).min(1) }),
  not: z.array(example).optional(),
  patterns: z.array(example).optional(),
});

/** `intents/<id>.yaml`: what people say when this is the cause. */
export function readIntent(source: Source): Read<Intent> {
  const { value, problems } = readShape(source, schema);
  if (!value) return { problems };
  return {
    value: { id: value.id, examples: value.examples, not: value.not ?? [], patterns: value.patterns ?? [] },
    problems,
  };
}
