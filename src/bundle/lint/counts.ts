import type { BundleProblem, Language, LocalText } from '../../domain/index.js';
import { LANGUAGES } from '../../domain/index.js';
import { remember } from '../remember.js';
import type { Complaint } from '../source.js';
import type { TextUse } from './bundle-texts.js';
import { bundleTexts } from './bundle-texts.js';
import { UNITS, sizeOf } from './text-size.js';
import type { LintWorld } from './world.js';
import { problemIn } from './world.js';

/** How long texts may be. */
const LENGTHS = {
  zh: { text: 120, longest: 200, sentence: 45, line: 40, button: 8 },
  en: { text: 60, longest: 100, sentence: 25, line: 25, button: 4 },
} as const;
/** Question marks a text may hold. */
const QUESTIONS: Readonly<Record<TextUse, number>> = {
  text: 0,
  question: 1,
  'question-with-buttons': 1,
  remind: 1,
  announce: 0,
  progress: 0,
  button: 0,
  title: 1,
  template: 1,
  'for-agents': 1,
};
const LIST_LINE = /^(?:\d+\.|-) /u;

/** Texts are short, ask one thing at a time, and buttons differ. */
export function* countsFit(world: LintWorld): Iterable<BundleProblem> {
  for (const text of bundleTexts(world)) {
    for (const [language, complaint] of countedIn(text.text, text.use)) {
      yield problemIn(world, text.file, [...text.path, language], complaint);
    }
  }
  yield* sameButtons(world);
}

const countedIn = remember((text: LocalText, use: TextUse) =>
  LANGUAGES.flatMap((language) =>
    countIn(text[language], language, use).map((complaint) => [language, complaint] as const),
  ),
);

/** What is too much or too little in one text. */
function countIn(text: string, language: Language, use: TextUse): readonly Complaint[] {
  if (use === 'for-agents' || use === 'template') return [];
  if (use === 'button') return buttonLength(text, language);
  const plain = text.replace(/“[^”]*”/gu, '“”');
  return [
    ...lengths(text, language),
    ...questions(plain, use),
    ...(language === 'zh' ? tooOften(plain, /您/gu, 2) : []),
    ...(language === 'zh' ? tooOften(plain, /请/gu, 2) : tooOften(plain, /\bplease\b/giu, 1)),
    ...sorry(plain),
    ...promises(text, use),
  ];
}

function lengths(text: string, language: Language): readonly Complaint[] {
  const most = LENGTHS[language];
  const unit = UNITS[language];
  const lines = text.split('\n');
  const body = lines.filter((line) => !LIST_LINE.test(line)).join('\n');
  const size = sizeOf(body, language);
  const found: Complaint[] = [];
  if (size > most.text) {
    found.push({
      rule: 'text-long',
      level: size > most.longest ? 'error' : 'warning',
      message: `The text has ${size} ${unit}; people read ${most.text}.`,
      remedy: 'Say what was found and what to do; put the rest behind a button.',
    });
  }
  for (const line of lines.filter((one) => LIST_LINE.test(one))) {
    const long = sizeOf(line.replace(LIST_LINE, ''), language);
    if (long > most.line) found.push(longSentence('A line of the list', long, most.line, unit));
  }
  for (const sentence of body.split(/[。？！；\n]|(?<=[.?!])\s/u)) {
    const long = sizeOf(sentence, language);
    if (long > most.sentence) found.push(longSentence('A sentence', long, most.sentence, unit));
  }
  return found;
}

function longSentence(what: string, size: number, most: number, unit: string): Complaint {
  return {
    rule: 'sentence-long',
    level: 'warning',
    message: `${what} has ${size} ${unit}; ${most} are read at a glance.`,
    remedy: 'Make two of it.',
  };
}

function questions(text: string, use: TextUse): readonly Complaint[] {
  const asked = text.match(/[?？]/gu)?.length ?? 0;
  const most = QUESTIONS[use];
  if (asked > Math.max(1, most)) {
    return [
      {
        rule: 'questions-in-text',
        message: `The text asks ${asked} questions at once.`,
        remedy: 'Ask one; make a step of its own for each of the others.',
      },
    ];
  }
  if (asked > most) {
    return [
      {
        rule: 'question-unheard',
        level: 'warning',
        message: 'The text asks something, but nobody waits for the answer.',
        remedy: 'Make it an `ask` or a `confirm`, or a statement.',
      },
    ];
  }
  if (use === 'question-with-buttons' && asked === 0) {
    return [
      {
        rule: 'question-missing',
        level: 'warning',
        message: 'There are buttons, but the text asks nothing.',
        remedy: 'End the text with the question that the buttons answer.',
      },
    ];
  }
  return [];
}

function tooOften(text: string, word: RegExp, most: number): readonly Complaint[] {
  const found = text.match(word) ?? [];
  if (found.length <= most) return [];
  return [
    {
      rule: 'word-often',
      level: 'warning',
      message: `“${found[0] ?? ''}” stands ${found.length} times in one text; ${most} ${most === 1 ? 'is' : 'are'} enough.`,
      remedy: 'Leave some of them out.',
    },
  ];
}

function sorry(text: string): readonly Complaint[] {
  const found = text.match(/抱歉|\bsorry\b/giu) ?? [];
  if (found.length === 0) return [];
  const promised = /\d|\{/u.test(text.slice(text.search(/抱歉|\bsorry\b/iu)));
  if (found.length === 1 && promised) return [];
  return [
    {
      rule: 'sorry-empty',
      level: 'warning',
      message:
        found.length > 1 ? 'The text apologises more than once.' : 'An apology is followed by no promise.',
      remedy: 'Apologise once, and say by when it will be better: a time or `{ticket}`.',
    },
  ];
}

function promises(text: string, use: TextUse): readonly Complaint[] {
  if (use === 'announce' && !/\d|\{|[一二三四五六七八九十两半]\s?(?:个)?(?:秒|分|小时|天)/u.test(text)) {
    return [
      {
        rule: 'announce-when',
        message: 'The text announces that somebody will be back, but not when.',
        remedy: 'Say when: a time, a duration or a placeholder.',
      },
    ];
  }
  if (use === 'progress' && !/[^…]…$/u.test(text.trim())) {
    return [
      {
        rule: 'progress-end',
        message: 'A text that is shown while something is measured ends with one “…”.',
        remedy: 'Put … at its end, and no other mark.',
      },
    ];
  }
  return [];
}

function buttonLength(label: string, language: Language): readonly Complaint[] {
  const size = sizeOf(label, language);
  const { button } = LENGTHS[language];
  if (size <= button) return [];
  return [
    {
      rule: 'button-long',
      message: `The button “${label}” has ${size} ${UNITS[language]}; ${button} fit.`,
      remedy: 'Shorten it to a verb and its object.',
    },
  ];
}

/** Two buttons of one question that look the same. */
function* sameButtons(world: LintWorld): Iterable<BundleProblem> {
  const seen = new Set<string>();
  for (const { file, path, use, text } of bundleTexts(world)) {
    if (use !== 'button' || path[0] !== 'steps') continue;
    for (const language of LANGUAGES) {
      const key = [file, path[1], path[2], language, text[language].trim().toLowerCase()]
        .map(String)
        .join('\n');
      if (seen.has(key)) {
        yield problemIn(world, file, [...path, language], {
          rule: 'buttons-same',
          message: `Two buttons of this question say “${text[language]}”.`,
          remedy: 'Give each button a label of its own.',
        });
      }
      seen.add(key);
    }
  }
}
