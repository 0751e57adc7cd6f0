import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import pc from 'picocolors';
import { z } from 'zod';
import { mailmedicError } from '../domain/index.js';
import { evaluate, type LabelledText, type Model } from '../classifier/index.js';
import { maskSecrets } from '../conversation/index.js';
import { drawEvaluation, drawMasking, type Masking } from './_evaluation-draw.js';

const row = z.looseObject({ text: z.string(), scenario: z.string(), second: z.string().nullish() });

/** `mailmedic evaluate`: how right the classifier is on a labelled file. */
export function addEvaluateCommand(
  program: Command,
  loadModel: (bundleDir: string | undefined) => Promise<Model>,
  loadKnownWords: (bundleDir: string | undefined) => Promise<(word: string) => boolean>,
): void {
  program
    .command('evaluate <file.jsonl>')
    .description('accuracy of the classifier on labelled texts {text, scenario, second?}')
    .option('--bundle <dir>', 'folder that holds intents/ and playbooks/')
    .option('--json', 'as JSON')
    .action(async (file: string, options: { bundle?: string; json?: boolean }) => {
      const rows = readRows(await readFile(file, 'utf8'), file);
      const found = evaluate(await loadModel(options.bundle), rows);
      const masking = maskingOf(rows, await loadKnownWords(options.bundle));
      const colours = process.stdout.isTTY && pc.isColorSupported;
      process.stdout.write(
        options.json === true
          ? `${JSON.stringify({ ...found, masking })}\n`
          : `${drawEvaluation(found, colours)}${drawMasking(masking, colours)}`,
      );
    });
}

/** How many of the texts would lose words to the mask: as they are, and right after talk of a password. */
function maskingOf(rows: readonly LabelledText[], isKnown: (word: string) => boolean): Masking {
  return {
    texts: rows.length,
    masked: rows.filter(({ text }) => maskSecrets(text).masked).length,
    maskedWhereAsked: rows.filter(({ text }) => maskSecrets(text, isKnown).masked).length,
  };
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
