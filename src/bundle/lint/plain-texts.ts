import type { BundleProblem, LocalText } from '../../domain/index.js';
import { LANGUAGES } from '../../domain/index.js';
import { placeholdersIn } from '../../engine/index.js';
import { remember } from '../remember.js';
import type { Complaint } from '../source.js';
import type { TextUse } from './bundle-texts.js';
import { LONGEST_TEXT, bundleTexts } from './bundle-texts.js';
import type { LintWorld } from './world.js';
import { problemIn } from './world.js';

/**
 * What chat platforms take: a section of a Slack message holds 3,000 characters, a button or entry of a menu 75, a header 150; a ticket's
 * title 255.
 */
const LIMITS: Readonly<Record<TextUse, number>> = {
  text: LONGEST_TEXT,
  question: LONGEST_TEXT,
  'question-with-buttons': LONGEST_TEXT,
  remind: LONGEST_TEXT,
  announce: LONGEST_TEXT,
  progress: LONGEST_TEXT,
  button: 75,
  title: 150,
  template: LONGEST_TEXT,
  'for-agents': 255,
};
/** A value fills its placeholder with at most so many characters. */
const LONGEST_VALUE = 200;
const PLACEHOLDER = /\{[A-Za-z][\w.-]*(?:\|[^{}]*)?\}/gu;
/** Anything that begins or ends like a placeholder, one after the other. */
const BRACES = /\{+[^{}]*\}*|\}+/gu;
/** Control and direction characters, zero-width ones: what is read would not be what is written. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/u;
/** Markup that not every chat platform can show. */
const MARKUP: readonly (readonly [RegExp, string])[] = [
  [/<\/?[A-Za-z][^<>]{0,80}>/u, 'an HTML tag'],
  [/!\[/u, 'an image'],
  [/^#{1,6} /mu, 'a heading'],
  [/^ {0,3}>/mu, 'a quotation'],
  [/^ {0,3}\|.*\|/mu, 'a table'],
  [/~~/u, 'struck-out text'],
  [/^ {0,3}(?:-{3,}|\*{3,}|_{3,}) *$/mu, 'a line across'],
];

/** Every text can be shown as it stands: no broken placeholders, no strange markup, nothing invisible, not too long. */
export function* textsPlain(world: LintWorld): Iterable<BundleProblem> {
  for (const { file, path, use, text } of bundleTexts(world, { alsoTooLong: true })) {
    for (const [language, complaint] of faultsIn(text, use)) {
      yield problemIn(world, file, [...path, language], complaint);
    }
  }
}

const faultsIn = remember((text: LocalText, use: TextUse) =>
  LANGUAGES.flatMap((language) =>
    complaintsAbout(text[language], use).map((complaint) => [language, complaint] as const),
  ),
);

function complaintsAbout(text: string, use: TextUse): readonly Complaint[] {
  const size = [...text.replace(PLACEHOLDER, '')].length + placeholdersIn(text).length * LONGEST_VALUE;
  const own = [...text].length;
  if (own > LIMITS[use] || (use !== 'button' && use !== 'for-agents' && size > LONGEST_TEXT)) {
    return [
      {
        rule: 'text-limit',
        message: `The text has ${own} characters${size > own ? `, up to ${size} with its values` : ''}; chat platforms take ${LIMITS[use]}.`,
        remedy: 'Shorten it, or make several steps of it.',
      },
    ];
  }
  const found: Complaint[] = [];
  const invisible = INVISIBLE.exec(text.replace(/[\n\u200D\uFE0F]/gu, ''));
  if (invisible) {
    const code = (invisible[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    found.push({
      rule: 'text-invisible',
      message: `The text holds an invisible character (U+${code}).`,
      remedy: 'Type the text again; it was probably pasted from a document.',
    });
  }
  const [brace] = (text.match(BRACES) ?? []).filter((one) => one.replace(PLACEHOLDER, '') !== '');
  if (brace !== undefined) {
    found.push({
      rule: 'placeholder-form',
      message: `\`${brace.slice(0, 30).trim()}\` is no placeholder, so people would read it as it stands.`,
      remedy: 'Write it like `{host}` or `{host|the server}`: one pair of braces, no spaces inside.',
    });
  }
  const [, what] = MARKUP.find(([pattern]) => pattern.test(text)) ?? [];
  if (what !== undefined) {
    found.push({
      rule: 'markup',
      message: `The text holds ${what}, which not every chat can show.`,
      remedy: 'Use **bold**, lists, `code` and links only.',
    });
  }
  return found;
}
