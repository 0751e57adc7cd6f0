import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import type { Command } from 'commander';
import pc from 'picocolors';
import { z } from 'zod';
import { ERROR_PROTOCOLS, type ErrorReading, type ErrorText } from '../diagnosis/index.js';
import { mailmedicError, reasonOf, type Bundle, type LocalText } from '../domain/index.js';

/** What the command needs from outside. */
export interface ReadErrorWorld {
  /** The bundle of a folder (the clone's own when none is told); its provider files name their own refusals. */
  readonly load: (bundleDir: string | undefined) => Promise<Pick<Bundle, 'providers'>>;
  readonly read: (error: ErrorText) => ErrorReading | undefined;
  readonly sentence: (code: string, language: keyof LocalText) => string;
  readonly mask: (text: string) => string;
  readonly in: Readable;
  readonly out: { readonly isTTY?: boolean; readonly write: (text: string) => unknown };
}

interface Options {
  readonly jsonl?: boolean;
  readonly json?: boolean;
  readonly protocol?: string;
  readonly provider?: string;
  readonly bundle?: string;
}

const line = z.object({
  text: z.string(),
  protocol: z.enum(ERROR_PROTOCOLS).nullish(),
  provider: z.string().nullish(),
});
type Line = z.output<typeof line>;

/** `mailmedic read-error`: what the error text of a server or a mail app means. */
export function addReadErrorCommand(program: Command, world: ReadErrorWorld): void {
  program
    .command('read-error [text]')
    .description(
      'what the error text of a server or a mail app means; without TEXT it is read from standard input',
    )
    .option('--protocol <protocol>', `where it was said: ${ERROR_PROTOCOLS.join(', ')}`)
    .option('--provider <id>', 'whose server or which mail app said it')
    .option('--json', 'one JSON object instead of sentences')
    .option(
      '--jsonl',
      'one JSON object {text, protocol?, provider?} a line on standard input, one answer a line',
    )
    .option('--bundle <dir>', 'folder that holds intents/ and playbooks/')
    .action(async (text: string | undefined, options: Options) => {
      const { providers } = await world.load(options.bundle);
      const read = (given: Line) => readLine(given, providers, world);
      if (options.jsonl === true) {
        await readLines(read, world);
        return;
      }
      const given = lineOf({ text: text ?? (await textOf(world.in)), ...asked(options) });
      if (typeof given === 'string') {
        throw mailmedicError('MM_INPUT', { reason: given }, 'See: npx mailmedic read-error --help');
      }
      const reading = read(given);
      const isPlain = options.json === true || world.out.isTTY !== true;
      world.out.write(isPlain ? `${JSON.stringify(publicReading(reading))}\n` : drawn(reading, world));
    });
}

function asked({ protocol, provider }: Options) {
  return { ...(protocol !== undefined && { protocol }), ...(provider !== undefined && { provider }) };
}

function readLine(
  { text, protocol, provider }: Line,
  providers: Bundle['providers'],
  { read, mask }: ReadErrorWorld,
): ErrorReading | undefined {
  const known = providers.get(provider ?? '');
  return read({
    text: mask(text),
    ...(protocol && { protocol }),
    ...(provider && { provider }),
    ...(known && { refusals: known.refusals, credential: known.credential }),
  });
}

/** The documented shape; `finding` is null where the text tells nothing. */
function publicReading(reading: ErrorReading | undefined) {
  if (!reading)
    return { finding: null, scenario: 'unclear', alternatives: [], confidence: 'low', because: [] };
  const { finding, scenario, alternatives, confidence, because } = reading;
  return { finding, scenario, alternatives, confidence, because };
}

function drawn(reading: ErrorReading | undefined, { sentence }: ReadErrorWorld): string {
  if (!reading) return 'That text says nothing about signing in or connecting.\n';
  const { finding, scenario, alternatives, confidence, because } = reading;
  return [
    `${pc.bold(scenario)} ${pc.dim(`confidence ${confidence}`)}`,
    sentence(finding, 'zh'),
    sentence(finding, 'en'),
    `${pc.dim('because')} ${because.join(', ')}`,
    ...(alternatives.length > 0 ? [`${pc.dim('or')} ${alternatives.join(', ')}`] : []),
    '',
  ].join('\n');
}

/** One answer a line in the order of the input; a line that can't be read is answered by an error. */
async function readLines(
  read: (given: Line) => ErrorReading | undefined,
  { in: input, out }: ReadErrorWorld,
): Promise<void> {
  for await (const raw of createInterface({ input })) {
    if (raw.trim() === '') continue;
    const given = lineIn(raw);
    if (typeof given === 'string') process.exitCode = 1;
    out.write(
      `${JSON.stringify(typeof given === 'string' ? { error: given } : publicReading(read(given)))}\n`,
    );
  }
}

function lineIn(raw: string): Line | string {
  try {
    return lineOf(JSON.parse(raw));
  } catch (error) {
    return `not JSON: ${reasonOf(error)}`;
  }
}

function lineOf(value: unknown): Line | string {
  const checked = line.safeParse(value);
  if (checked.success) return checked.data;
  const [first] = checked.error.issues;
  if (first?.path[0] === 'protocol') return `protocol is none of ${ERROR_PROTOCOLS.join(', ')}`;
  return first?.path[0] === 'provider' ? 'provider is no text' : 'not an object with a text';
}
