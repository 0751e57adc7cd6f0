import { foldText, type Folded } from './folded.js';
import { playbookIn } from './playbook-text.js';
import { expectedSecrets } from './secrets/expected.js';
import { findSecrets } from './secrets/find.js';
import type { Span } from './secrets/tokens.js';
import { secretsInTraces } from './secrets/traces.js';

/** What stands in place of a secret. */
export const MASK = '●●●';

/** A text without its secrets. */
export interface Masked {
  readonly text: string;
  readonly masked: boolean;
}

/**
 * Where a playbook leads to, what is filled in and how strong a sign is: `app-password: glossary:app-password` gives
 * nothing away. A mask there would be a mistake of its own to the linter.
 */
const REFERENCE =
  /^(?:(?:playbook|glossary|question|aside|end):[a-z][a-z0-9-]*|strong|medium|weak|against)$/u;
const PLACEHOLDER = /^[a-z]+\.[a-z_]+$/u;
/** A key below `steps:`, by which other steps lead to it. */
const STEP = /^ {1,8}([a-z][a-z0-9-]*):/gmu;

/**
 * Replaces passwords, authorization codes and other secrets in a typed text by {@link MASK}; the label and
 * everything else stay exactly as typed. Call it on every text, edit and card value before the first write.
 * Matching sees through full-width letters, invisible characters and spaced-out values. `isKnown` is given where the
 * last thing said was about a password: then a bare word is one too, unless it is known (in lower case).
 */
export function maskSecrets(text: string, isKnown?: (word: string) => boolean): Masked {
  return covered(text, secretSpans(text, isKnown));
}

/**
 * Both ways of {@link maskSecrets} from one look at the text: where nothing was said about a password before, and
 * (`careful`) where it was.
 */
export function maskBothWays(
  text: string,
  isKnown: (word: string) => boolean,
): { readonly sure: Masked; readonly careful: Masked } {
  const folded = foldText(text);
  const found = findSecrets(folded.text);
  const expected = expectedSecrets(folded.text, isKnown);
  const sure = covered(text, asTyped(found, folded, text));
  if (expected.length === 0) return { sure, careful: sure };
  return { sure, careful: covered(text, asTyped([...found, ...expected], folded, text)) };
}

/** Where the secrets stand in the text as typed: in order, not overlapping. */
export function secretSpans(text: string, isKnown?: (word: string) => boolean): readonly Span[] {
  const folded = foldText(text);
  const found = findSecrets(folded.text);
  const expected = isKnown === undefined ? [] : expectedSecrets(folded.text, isKnown);
  return asTyped([...found, ...expected], folded, text);
}

/** What only a protocol trace gives away, in a text too long to be looked at word by word. */
export function maskTraces(text: string): string {
  return covered(text, merged(secretsInTraces(text))).text;
}

/** Spans of a folded text as spans of the text as typed: in order, not overlapping. */
function asTyped(spans: readonly Span[], folded: Folded, text: string): readonly Span[] {
  const typed = merged(spans.map(folded.typed));
  const playbook = typed.length === 0 ? undefined : playbookIn(text);
  if (playbook === undefined) return typed;
  const steps = new Set([...playbook.matchAll(STEP)].map(([, name]) => name));
  return typed.filter(({ start, end }) => {
    const word = text.slice(start, end).replace(/^[[{'"]+|[\]}'",]+$/gu, '');
    const isFilledIn = text[start - 1] === '{' && text[end] === '}' && PLACEHOLDER.test(word);
    return !isFilledIn && !REFERENCE.test(word) && !steps.has(word);
  });
}

function covered(text: string, spans: readonly Span[]): Masked {
  let masked = '';
  let from = 0;
  for (const span of spans) {
    masked += text.slice(from, span.start) + MASK;
    from = span.end;
  }
  return { text: masked + text.slice(from), masked: spans.length > 0 };
}

function merged(spans: readonly Span[]): readonly Span[] {
  const inOrder = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const result: Span[] = [];
  for (const span of inOrder) {
    const last = result.at(-1);
    if (last && span.start < last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else result.push(span);
  }
  return result;
}
