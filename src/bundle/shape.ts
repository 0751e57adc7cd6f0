import type { z } from 'zod';
import type { BundleProblem } from '../domain/index.js';
import { explainIssue } from './explain-issue.js';
import type { Read, Source } from './source.js';
import { problemAt } from './source.js';
import type { YamlPath, YamlTree } from './tree.js';
import { keysOf, plainOf, valueAt } from './tree.js';

/**
 * Checks a part of a file against a schema. `input` is what the schema sees of the tree at `path`, when that is
 * not its plain values. Every issue becomes a problem at its own place, but for
 * what a slip of typing brings about elsewhere.
 */
export function readShape<Value>(
  source: Source,
  schema: z.ZodType<Value>,
  path: YamlPath = [],
  input?: unknown,
): Read<Value> {
  const tree = valueAt(source.tree, path);
  const seen = input === undefined && tree ? plainOf(tree) : input;
  const result = schema.safeParse(seen);
  if (result.success) return { value: result.data, problems: [] };
  const problems: BundleProblem[] = [];
  for (const issue of result.error.issues) {
    const complaints = explainIssue(issue, schema, (below) => plainAt(tree, below));
    for (const { path: below, ...complaint } of complaints) {
      problems.push(problemAt(source, [...path, ...below], complaint));
    }
  }
  const slips = problems.filter(({ rule }) => rule === 'yaml-full-width');
  return { problems: slips.length > 0 ? slips : problems };
}

/** The entries of a checked record in the order of the file, which an object can't keep for keys such as `163`. */
export function inFileOrder<Value>(
  record: Readonly<Record<string, Value>> | undefined,
  tree: YamlTree | undefined,
): ReadonlyMap<string, Value> {
  const entries = new Map(Object.entries(record ?? {}));
  const ordered = new Map<string, Value>();
  for (const key of keysOf(tree)) {
    const value = entries.get(key);
    if (value !== undefined) ordered.set(key, value);
  }
  return ordered;
}

function plainAt(tree: YamlTree | undefined, path: YamlPath): unknown {
  const here = valueAt(tree, path);
  return here && plainOf(here);
}
