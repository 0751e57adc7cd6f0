import type { z } from 'zod';
import { knownKeys } from './known-keys.js';
import { nearest } from './nearest.js';
import { problemAt, type Read, type Source } from './source.js';
import { plainOf } from './tree.js';

/** Checks a file against its schema; every issue becomes a problem at its place, in words. */
export function readFile<Shape extends z.ZodType>(source: Source, schema: Shape): Read<z.output<Shape>> {
  const parsed = schema.safeParse(plainOf(source.tree));
  if (parsed.success) return { value: parsed.data, problems: [] };
  return { problems: parsed.error.issues.map((issue) => explain(source, schema, issue)) };
}

function explain(source: Source, schema: z.ZodType, issue: z.core.$ZodIssue) {
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    const near = nearest(key, knownKeys(schema, issue.path));
    return problemAt(source, [...issue.path, key], {
      rule: 'unknown-key',
      message: `The key \`${key}\` is not known here.`,
      remedy: near === undefined ? 'Remove it.' : `Did you mean \`${near}\`?`,
    });
  }
  const where = issue.path.map(String).join('.') || 'the file';
  return problemAt(source, issue.path, {
    rule: 'schema',
    message: `\`${where}\` can’t be read: ${issue.message}.`,
    remedy: 'Compare it with the description of this file in the playbook language.',
  });
}
