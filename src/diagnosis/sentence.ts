import { dateInWords, type Finding, type Language } from '../domain/index.js';
import { FINDINGS } from './findings/index.js';

const PLACEHOLDER = /\{([\w.]+)\}/gu;
const LONGEST_VALUE = 120;

/**
 * What a finding means, in one sentence of the person's language, with dates as their time zone has them. A code that
 * nobody knows is shown as it is.
 */
export function findingSentence(
  finding: Pick<Finding, 'code' | 'facts'>,
  language: Language,
  timeZone = 'UTC',
): string {
  const known = FINDINGS.get(finding.code);
  if (!known) return finding.code;
  const isMeasured = [...known.sentence[language].matchAll(PLACEHOLDER)].every(
    ([, name = '']) => factOf(finding, name) !== undefined,
  );
  const sentence = (isMeasured ? known.sentence : (known.read ?? known.sentence))[language];
  const filled = sentence.replace(PLACEHOLDER, (_whole, name: string) =>
    show(factOf(finding, name), language, timeZone),
  );
  // A placeholder between Han characters leaves no gap: “2026 年 1 月 2 日过期”.
  return filled.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
}

/** Facts are read from elsewhere; what every object has is none. */
function factOf({ facts }: Pick<Finding, 'facts'>, name: string): string | undefined {
  return Object.hasOwn(facts, name) ? facts[name] : undefined;
}

/** A fact as inert text; dates in the words of the language. */
function show(value: string | undefined, language: Language, timeZone: string): string {
  if (value === undefined) return '…';
  return dateInWords(value, language, timeZone) ?? inertText(value);
}

/** Text from elsewhere, on one line, bounded, with its Markdown made harmless. */
export function inertText(value: string): string {
  const line = value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return [...line]
    .slice(0, LONGEST_VALUE)
    .join('')
    .replace(/[\\*_`[\]<>]/gu, (mark) => `\\${mark}`);
}
