import type { Finding, Language } from '../domain/index.js';
import { FINDINGS } from './findings/index.js';

const PLACEHOLDER = /\{([\w.]+)\}/gu;
const LONGEST_VALUE = 120;

/** What a finding means, in one sentence of the person's language. A code that nobody knows is shown as it is. */
export function findingSentence(finding: Pick<Finding, 'code' | 'facts'>, language: Language): string {
  const sentence = FINDINGS.get(finding.code)?.sentence[language];
  if (sentence === undefined) return finding.code;
  const filled = sentence.replace(PLACEHOLDER, (_whole, name: string) => show(finding.facts[name], language));
  // A placeholder between Han characters leaves no gap: “2026 年 1 月 2 日过期”.
  return filled.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** A fact as inert text; dates in the words of the language. */
function show(value: string | undefined, language: Language): string {
  if (value === undefined) return '…';
  const date = /^(\d{4})-(\d{2})-(\d{2})(?:T|$)/u.exec(value);
  if (date) {
    const [year, month, day] = date.slice(1).map(Number);
    if (language === 'zh') return `${year ?? 0} 年 ${month ?? 0} 月 ${day ?? 0} 日`;
    return `${day ?? 0} ${MONTHS[(month ?? 1) - 1] ?? ''} ${year ?? 0}`;
  }
  return value
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .slice(0, LONGEST_VALUE)
    .replace(/[\\*_`[\]<>]/gu, (mark) => `\\${mark}`);
}
