import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Option, type Command } from 'commander';
import {
  mailmedicError,
  type Bundle,
  type Classify,
  type Intent,
  type KeptMisunderstood,
  type Language,
} from '../domain/index.js';
import { changesBetween, checkExample, textWithExample, withExample } from './_review-example.js';
import type { WithStore } from './cases.js';

/** What the commands need of the house. */
export interface ReviewTools {
  readonly withStore: WithStore;
  readonly defaultDir: () => string;
  readonly load: (dir: string) => Promise<Bundle>;
  readonly read: (dir: string) => Promise<ReadonlyMap<string, string>>;
  /** Takes a few seconds. */
  readonly train: (intents: ReadonlyMap<string, Intent>) => Classify;
  readonly print: (line: string) => void;
}

/** `mailmedic intents review`: what was not understood, and how it becomes an example. */
export function addIntentsCommand(program: Command, tools: ReviewTools): void {
  const { print } = tools;
  const review = program
    .command('intents')
    .description('what people say: learn from what was not understood')
    .command('review')
    .description('first words that were not understood, and what they turned out to be');

  review
    .command('list', { isDefault: true })
    .description('everything kept, oldest first')
    .option('--json', 'as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const kept = await tools.withStore(({ misunderstood }) => misunderstood.list());
      if (json === true) print(JSON.stringify(kept, null, 2));
      else print(kept.length === 0 ? 'Nothing to review.' : kept.map(drawKept).join('\n'));
    });

  review
    .command('add <id>')
    .description('make one an example of a scenario; shows the effect, and writes only with --yes')
    .requiredOption('--scenario <scenario>', 'whose example it becomes')
    .addOption(new Option('--language <language>', 'of the example').choices(['zh', 'en']))
    .option('--bundle <dir>', 'folder that holds intents/ and playbooks/')
    .option('--yes', 'write it')
    .action(async (id: string, options: AddOptions) => {
      const kept = await tools.withStore(({ misunderstood }) => misunderstood.list());
      const one = kept.find((each) => String(each.id) === id);
      if (!one) throw unknownId(id);
      await addAsExample(one, kept, options, tools);
    });

  review
    .command('drop <id>')
    .description('forget one')
    .action(async (id: string) => {
      const dropped = await tools.withStore(({ misunderstood }) => dropIn(misunderstood, id));
      if (!dropped) throw unknownId(id);
      print(`Dropped ${id}.`);
    });
}

interface AddOptions {
  readonly scenario: string;
  readonly language?: Language;
  readonly bundle?: string;
  readonly yes?: boolean;
}

async function addAsExample(
  one: KeptMisunderstood,
  kept: readonly KeptMisunderstood[],
  options: AddOptions,
  tools: ReviewTools,
): Promise<void> {
  const { print } = tools;
  const dir = options.bundle ?? tools.defaultDir();
  const bundle = await tools.load(dir);
  const { scenario } = options;
  const example = { scenario, language: options.language ?? one.language, words: one.words };
  checkExample(example, bundle.intents);
  const file = `intents/${scenario}.yaml`;
  const text = textWithExample((await tools.read(dir)).get(file), example);

  const before = tools.train(bundle.intents);
  const after = tools.train(withExample(bundle.intents, example));
  const now = after(one.words);
  print(`${file}: “${one.words}”, now ${now.scenario} ${percent(now.confidence)}`);
  const others = kept.filter(({ id }) => id !== one.id);
  const changed = changesBetween(before, after, others, bundle);
  print(changed.length === 0 ? 'Nothing else changes.' : 'What else would be understood otherwise:');
  for (const { from, text: words, before: was, after: is } of changed) {
    print(`  ${from}: ${was} → ${is}  ${words}`);
  }
  if (options.yes !== true) {
    print('Nothing is written yet. To write it, say it again with --yes.');
    return;
  }
  await writeFile(join(dir, file), text);
  await tools.withStore(({ misunderstood }) => misunderstood.drop(one.id));
  print(`Written to ${file}.`);
}

function dropIn(store: { drop(id: number): Promise<boolean> }, id: string): Promise<boolean> {
  return /^\d{1,15}$/u.test(id) ? store.drop(Number(id)) : Promise.resolve(false);
}

function drawKept({
  id,
  day,
  language,
  words,
  guessed,
  confidence,
  turnedOut,
  by,
}: KeptMisunderstood): string {
  const truth = turnedOut === undefined ? 'unknown' : `${turnedOut} (${by ?? ''})`;
  const guess = `${guessed} ${percent(confidence)}`;
  return `${String(id).padStart(5)}  ${day}  ${language}  ${guess.padEnd(26)}  ${truth.padEnd(28)}  ${words.replace(/\s+/gu, ' ')}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function unknownId(id: string) {
  return mailmedicError(
    'MM_INPUT',
    { reason: `nothing is kept under “${id}”` },
    'List what is kept with: mailmedic intents review',
  );
}
