import type { Language, LocalText } from '../domain/index.js';
import { ALL_INVISIBLE } from './characters.js';

const PLACEHOLDER = /\{([A-Za-z][\w.-]*)(?:\|([^{}]*))?\}/gu;
const LONGEST_VALUE = 200;

/**
 * One of the bot's own phrases with its placeholders filled: `{ticket}`, `{agent.name|IT}`.
 * Values are inert: on one line, without invisible characters, Markdown escaped, at most 200 code points. A name
 * that has no value becomes its fallback, else `—`. The space that a placeholder leaves between two Han
 * characters is dropped.
 */
export function fillPhrase(
  text: LocalText,
  language: Language,
  values: Readonly<Record<string, string>>,
): string {
  const template = text[language];
  let filled = '';
  let from = 0;
  for (const match of template.matchAll(PLACEHOLDER)) {
    const [whole, name = '', fallback] = match;
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    filled = join(filled, template.slice(from, match.index));
    filled = join(filled, value ? inert(value) : (fallback ?? '—'));
    from = match.index + whole.length;
  }
  return join(filled, template.slice(from));
}

function inert(value: string): string {
  const line = value
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(ALL_INVISIBLE, '')
    .trim();
  const characters = [...line];
  const short =
    characters.length > LONGEST_VALUE ? `${characters.slice(0, LONGEST_VALUE - 1).join('')}…` : line;
  return short.replace(/[\\*_`[\]<>]/gu, (mark) => `\\${mark}`);
}

function join(left: string, right: string): string {
  if (/\p{Script=Han} $/u.test(left) && /^\p{Script=Han}/u.test(right)) return left.slice(0, -1) + right;
  if (/\p{Script=Han}$/u.test(left) && /^ \p{Script=Han}/u.test(right)) return left + right.slice(1);
  return left + right;
}
