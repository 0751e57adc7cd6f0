import type { Entity } from '../../domain/index.js';
import { BEFORE } from './before.js';
import { SETTINGS } from './settings.js';
import type { Telling } from './telling.js';
import { TROUBLE } from './trouble.js';

/** A story tells too much, and quotes others. */
const LONGEST = 400;
const LONGEST_SENTENCE = 240;
const BORDER = /[。!！;；\n]+|\.(?=\s|$)/u;
/** What asks or supposes tells nothing. */
const ASKS =
  /[?？]|[吗么]\s*$|是不是|有没有|能不能|可不可以|会不会|如果|要是|假如|怎么(?!.*[不没])|如何|\b(?:if|whether|how (?:do|can|to)|can i|could you|should i|do i|does it)\b/iu;

const TELLINGS: readonly Telling[] = [...TROUBLE, ...BEFORE, ...SETTINGS];

/** What a message tells beside values, one of a kind; where it tells two of a kind it tells neither. */
export function readTold(text: string): readonly Entity[] {
  if ([...text].length > LONGEST) return [];
  const found = new Map<string, Set<string>>();
  for (const sentence of sentencesOf(text)) {
    for (const [kind, value, ways] of TELLINGS) {
      if (ways.test(sentence)) found.set(kind, (found.get(kind) ?? new Set()).add(value));
    }
  }
  return [...found].flatMap(([kind, values]) => {
    const [value] = values;
    return values.size === 1 && value !== undefined ? [{ kind: kind as Entity['kind'], value }] : [];
  });
}

function sentencesOf(text: string): readonly string[] {
  return text
    .replace(/[’‘`]/gu, "'")
    .split(BORDER)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '' && sentence.length <= LONGEST_SENTENCE && !ASKS.test(sentence));
}
