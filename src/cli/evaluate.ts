import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import pc from 'picocolors';
import { z } from 'zod';
import { mailmedicError } from '../domain/index.js';
import { evaluate, type LabelledText, type Model } from '../classifier/index.js';
import { drawEvaluation } from './_evaluation-draw.js';

const row = z.looseObject({ text: z.string(), scenario: z.string(), second: z.string().nullish() });

/** `mailmedic evaluate`: how right the classifier is on a labelled file. */
export function addEvaluateCommand(
  program: Command,
  loadModel: (bundleDir: string | undefined) => Promise<Model>,
): void {
  program
    .command('evaluate <file.jsonl>')
    .description('accuracy of the classifier on labelled texts {text, scenario, second?}')
    .option('--bundle <dir>', 'folder that holds intents/ and playbooks/')
    .option('--json', 'as JSON')
    .action(async (file: string, options: { bundle?: string; json?: boolean }) => {
      const rows = readRows(await readFile(file, 'utf8'), file);
      const found = evaluate(await loadModel(options.bundle), rows);
      const colours = process.stdout.isTTY && pc.isColorSupported;
      process.stdout.write(
        options.json === true ? `${JSON.stringify(found)}\n` : drawEvaluation(found, colours),
      );
    });
}

function readRows(text: string, file: string): LabelledText[] {
  return text.split('\n').flatMap((raw, index) => {
    if (raw.trim() === '') return [];
    const parsed = row.safeParse(parse(raw));
    if (parsed.success) return [parsed.data];
    throw mailmedicError(
      'MM_INPUT',
      { reason: `${file}:${index + 1} is not an object with text and scenario` },
      'Write one JSON object a line: {"text": "…", "scenario": "certificate"}.',
    );
  });
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
