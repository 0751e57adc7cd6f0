import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Intent } from '../../src/domain/index.js';

const FOLDER = new URL('../../intents/', import.meta.url);

interface RawIntent {
  readonly id: string;
  readonly examples: Intent['examples'];
  readonly not?: readonly string[];
  readonly patterns?: readonly string[];
}

/** Training takes five seconds of a processor that others may be using too; in ms. */
export const PATIENCE = 120_000;

/** The shipped intents. */
export function shippedIntents(): ReadonlyMap<string, Intent> {
  return new Map(
    readdirSync(FOLDER)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => parse(readFileSync(new URL(name, FOLDER), 'utf8')) as RawIntent)
      .map(({ id, examples, not = [], patterns = [] }) => [id, { id, examples, not, patterns }]),
  );
}
