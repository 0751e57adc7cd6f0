import type { Entity } from '../../domain/index.js';
import { BEFORE } from './before.js';
import { readDevice } from './device.js';
import { sentencesOf } from './sentences.js';
import { SETTINGS } from './settings.js';
import type { Telling } from './telling.js';
import { TROUBLE } from './trouble.js';

/** A story tells too much, and quotes others. */
const LONGEST = 400;

const TELLINGS: readonly Telling[] = [...TROUBLE, ...BEFORE, ...SETTINGS];

/** What a message tells beside values, one of a kind; where it tells two of a kind it tells neither. */
export function readTold(text: string): readonly Entity[] {
  if ([...text].length > LONGEST) return [];
  const found = new Map<string, Set<string>>();
  const sentences = sentencesOf(text);
  for (const sentence of sentences) {
    for (const [kind, value, ways] of TELLINGS) {
      if (ways.test(sentence)) found.set(kind, (found.get(kind) ?? new Set()).add(value));
    }
  }
  const device = readDevice(sentences);
  if (device !== undefined) found.set('device', new Set([device]));
  return [...found].flatMap(([kind, values]) => {
    const [value] = values;
    return values.size === 1 && value !== undefined ? [{ kind: kind as Entity['kind'], value }] : [];
  });
}
