import type { BundleProblem, Language, LocalText } from '../../domain/index.js';
import { LANGUAGES } from '../../domain/index.js';
import { remember } from '../remember.js';
import type { BundleText, TextUse } from './bundle-texts.js';
import { bundleTexts } from './bundle-texts.js';
import type { WordPattern } from './word-pattern.js';
import { ANY_PATTERNS } from './words-any.js';
import { EN_PATTERNS } from './words-en.js';
import { ZH_PATTERNS } from './words-zh.js';
import type { LintWorld } from './world.js';
import { problemIn } from './world.js';

/** Every pattern of words that the bot does not use. */
export const WORD_PATTERNS: readonly WordPattern[] = [...ANY_PATTERNS, ...ZH_PATTERNS, ...EN_PATTERNS];

/** For a house that says 你: the same rule the other way round. */
const INFORMAL: Pick<WordPattern, 'pattern' | 'fault' | 'remedy'> = {
  pattern: /您|亲[，,]|亲爱的|尊敬的|小主|贵司/u,
  fault: 'people are addressed as 你, or not at all',
  remedy: 'Write 你, or leave the word out; `address:` in `bundle.yaml` decides.',
};
const SENTENCE = /(?<=[。？！?!;；\n]|\.(?=\s))/u;

/** The bot speaks as it should: calm, concrete, without blame, greetings or risky advice. */
export function* wordsFit(world: LintWorld): Iterable<BundleProblem> {
  for (const text of bundleTexts(world)) {
    const address = world.read.settings?.address === '你' ? '你' : '您';
    for (const [language, { pattern, words }] of wordsIn[address](text.text, text.use)) {
      yield problemIn(world, text.file, [...text.path, language], {
        rule: pattern.id,
        level: pattern.level,
        message: `\`${words}\`: ${pattern.fault}.`,
        remedy: pattern.remedy,
      });
    }
  }
}

/** By the way the house addresses people. */
const wordsIn = { 您: rememberWords('您'), 你: rememberWords('你') };

function rememberWords(address: string) {
  return remember((text: LocalText, use: TextUse) =>
    LANGUAGES.flatMap((language) =>
      findWords(text[language], language, use, address).map((found) => [language, found] as const),
    ),
  );
}

/** The patterns that a text matches, each with the words that it found. */
export function findWords(
  text: string,
  language: Language,
  use: BundleText['use'],
  address: string | undefined = '您',
): readonly { readonly pattern: WordPattern; readonly words: string }[] {
  const quoted = readable(text);
  const plain = quoted.replace(/“[^”]*”/gu, '“”');
  return WORD_PATTERNS.filter((pattern) => applies(pattern, language, use)).flatMap((known) => {
    const pattern = known.id === 'zh-address' && address === '你' ? { ...known, ...INFORMAL } : known;
    const words = firstMatch(pattern, pattern.scope === 'quoted-too' ? quoted : plain);
    return words === undefined ? [] : [{ pattern, words }];
  });
}

function applies(pattern: WordPattern, language: Language, use: BundleText['use']): boolean {
  if (pattern.language !== '*' && pattern.language !== language) return false;
  if (use === 'for-agents' || use === 'template') return pattern.typography === true;
  if (use === 'button') return pattern.scope === 'button' || pattern.scope === 'all';
  if (use === 'title') return pattern.scope === 'all';
  return pattern.scope !== 'button';
}

function firstMatch({ pattern, unless }: WordPattern, text: string): string | undefined {
  const parts = unless ? text.split(SENTENCE) : [text];
  for (const part of parts) {
    const words = pattern.exec(part)?.[0];
    if (words !== undefined && !unless?.test(part)) return words.trim();
  }
  return undefined;
}

/** Without what is no language: code, names of placeholders, emphasis, addresses of links. */
function readable(text: string): string {
  return text
    .replace(/`[^`]*`/gu, 'x')
    .replace(/\{[A-Za-z][\w.-]*(?:\|[^{}]*)?\}/gu, '{x}')
    .replace(/\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .replace(/\*\*/gu, '');
}
