import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import pc from 'picocolors';
import { z } from 'zod';
import { reasonOf, type Classify, type IntentMatch } from '../domain/index.js';

/** Loads the classifier of a bundle folder (the clone's own when none is told). */
export type LoadClassify = (bundleDir: string | undefined) => Promise<Classify>;

/** `mailmedic classify`: which cause a text points to. */
export function addClassifyCommand(program: Command, load: LoadClassify): void {
  program
    .command('classify [text]')
    .description('which cause a text points to, and the words that decided')
    .option('--jsonl', 'one JSON object {text} a line on standard input, one answer a line')
    .option('--bundle <dir>', 'folder that holds intents/ and playbooks/')
    .action(async (text: string | undefined, options: { jsonl?: boolean; bundle?: string }) => {
      const classify = await load(options.bundle);
      if (options.jsonl === true) await classifyLines(classify);
      else print(classify(text ?? (await firstLine())));
    });
}

/** The documented shape: text, language, scenario, confidence, alternatives, because. */
function publicMatch({ text, language, scenario, confidence, alternatives, because }: IntentMatch) {
  return { text, language, scenario, confidence, alternatives, because };
}

function print(match: IntentMatch): void {
  if (!process.stdout.isTTY) {
    process.stdout.write(`${JSON.stringify(publicMatch(match))}\n`);
    return;
  }
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const others = match.alternatives.map(({ scenario, confidence }) => `${scenario} ${percent(confidence)}`);
  process.stdout.write(
    [
      `${pc.bold(match.scenario)} ${percent(match.confidence)}`,
      `${pc.dim('because')} ${match.because.join(', ')}`,
      `${pc.dim('or')} ${others.join(', ')}`,
      '',
    ].join('\n'),
  );
}

const line = z.looseObject({ text: z.string() });

/** One answer a line in the order of the input; a line that can't be read is answered by an error. */
async function classifyLines(classify: Classify): Promise<void> {
  for await (const raw of createInterface({ input: process.stdin })) {
    if (raw.trim() === '') continue;
    try {
      const { text } = line.parse(JSON.parse(raw));
      process.stdout.write(`${JSON.stringify(publicMatch(classify(text)))}\n`);
    } catch (error) {
      process.exitCode = 1;
      const reason = error instanceof SyntaxError ? reasonOf(error) : 'not an object with a text';
      process.stdout.write(`${JSON.stringify({ error: reason })}\n`);
    }
  }
}

async function firstLine(): Promise<string> {
  for await (const text of createInterface({ input: process.stdin })) return text;
  return '';
}
