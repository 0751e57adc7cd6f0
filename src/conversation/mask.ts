import { foldText } from './folded.js';
import { playbookIn } from './playbook-text.js';
import { expectedSecrets } from './secrets/expected.js';
import { findSecrets } from './secrets/find.js';
import type { Span } from './secrets/tokens.js';
import { secretsInTraces } from './secrets/traces.js';

/** What stands in place of a secret. */
export const MASK = '●●●';

/** Where a playbook leads to: `app-password: glossary:app-password` gives nothing away. */
const REFERENCE = /^[[{'"]*(?:playbook|glossary|question|aside|end):[a-z][a-z0-9-]*[\]}'",]*$/u;

/**
 * Replaces passwords, authorization codes and other secrets in a typed text by {@link MASK}; the label and
 * everything else stay exactly as typed. Call it on every text, edit and card value before the first write.
 * Matching sees through full-width letters, invisible characters and spaced-out values. `isKnown` is given where the
 * last thing said was about a password: then a bare word is one too, unless it is known (in lower case).
 */
export function maskSecrets(
  text: string,
  isKnown?: (word: string) => boolean,
): { readonly text: string; readonly masked: boolean } {
  const spans = secretSpans(text, isKnown);
  let masked = '';
  let from = 0;
  for (const span of spans) {
    masked += text.slice(from, span.start) + MASK;
    from = span.end;
  }
  return { text: masked + text.slice(from), masked: spans.length > 0 };
}

/** Where the secrets stand in the text as typed: in order, not overlapping. */
export function secretSpans(text: string, isKnown?: (word: string) => boolean): readonly Span[] {
  const folded = foldText(text);
  const found = findSecrets(folded.text);
  const expected = isKnown === undefined ? [] : expectedSecrets(folded.text, isKnown);
  const spans = merged(
    [...found, ...expected].map((span) => ({
      start: folded.starts[span.start] ?? 0,
      end: folded.ends[span.end - 1] ?? text.length,
    })),
  );
  if (spans.length === 0 || playbookIn(text) === undefined) return spans;
  return spans.filter(({ start, end }) => !REFERENCE.test(text.slice(start, end)));
}

/** What only a protocol trace gives away, in a text too long to be looked at word by word. */
export function maskTraces(text: string): string {
  let masked = '';
  let from = 0;
  for (const span of merged(secretsInTraces(text))) {
    masked += text.slice(from, span.start) + MASK;
    from = span.end;
  }
  return masked + text.slice(from);
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
