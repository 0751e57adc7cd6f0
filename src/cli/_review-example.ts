import { addExample } from '../bundle/index.js';
import { hasIdentity } from '../conversation/index.js';
import {
  mailmedicError,
  type Bundle,
  type Classify,
  type Intent,
  type KeptMisunderstood,
  type Language,
} from '../domain/index.js';

/** A text whose scenario another training changes. */
export interface ChangedText {
  /** `kept 12` or `intents/certificate.yaml`. */
  readonly from: string;
  readonly text: string;
  readonly before: string;
  readonly after: string;
}

/** A kept text that is to become an example. */
export interface NewExample {
  readonly scenario: string;
  readonly language: Language;
  readonly words: string;
}

/** Throws `MM_INPUT` for what can't be an example. */
export function checkExample({ scenario, words }: NewExample, intents: ReadonlyMap<string, Intent>): void {
  if (!intents.has(scenario)) {
    throw refusal(`there is no scenario “${scenario}”`, `Use one of: ${[...intents.keys()].join(', ')}.`);
  }
  if (hasIdentity(words)) {
    throw refusal(
      'the words hold something personal: a secret, an address, a server, a number or a name, or its placeholder',
      `Write a sentence like it into intents/${scenario}.yaml by hand, and drop this one.`,
    );
  }
  const there = [...intents.values()].find((intent) => textsOf(intent).some((text) => same(text, words)));
  if (there) throw refusal(`intents/${there.id}.yaml has this example already`, 'Drop this one.');
}

/** The intents with the example among them. */
export function withExample(
  intents: ReadonlyMap<string, Intent>,
  { scenario, language, words }: NewExample,
): ReadonlyMap<string, Intent> {
  return new Map(
    [...intents].map(([id, intent]) => {
      if (id !== scenario) return [id, intent];
      const { examples } = intent;
      return [id, { ...intent, examples: { ...examples, [language]: [...examples[language], words] } }];
    }),
  );
}

/** The file's text with the example in it. Throws `MM_INPUT` where it can't be put there. */
export function textWithExample(text: string | undefined, { scenario, language, words }: NewExample): string {
  const written = text === undefined ? undefined : addExample(text, language, words);
  if (written !== undefined) return written;
  throw refusal(`intents/${scenario}.yaml has no list of examples`, 'Write the example by hand.');
}

/** Which of the kept texts and of the examples are understood otherwise after another training. */
export function changesBetween(
  before: Classify,
  after: Classify,
  kept: readonly KeptMisunderstood[],
  { intents }: Pick<Bundle, 'intents'>,
): readonly ChangedText[] {
  const texts = [
    ...kept.map(({ id, words }) => ({ from: `kept ${id}`, text: words })),
    ...[...intents.values()].flatMap(({ id, examples }) =>
      [...examples.zh, ...examples.en].map((text) => ({ from: `intents/${id}.yaml`, text })),
    ),
  ];
  return texts
    .map((one) => ({ ...one, before: before(one.text).scenario, after: after(one.text).scenario }))
    .filter((one) => one.before !== one.after);
}

function textsOf({ examples, not }: Intent): readonly string[] {
  return [...examples.zh, ...examples.en, ...not];
}

function same(one: string, other: string): boolean {
  const bare = (text: string): string => text.toLowerCase().replace(/[\s\p{P}]+/gu, '');
  return bare(one) === bare(other);
}

function refusal(reason: string, remedy: string) {
  return mailmedicError('MM_INPUT', { reason }, remedy);
}
