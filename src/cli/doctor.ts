import type { Command } from 'commander';
import pc from 'picocolors';
import type { Settings } from '../config/index.js';
import { examine, type DoctorWorld, type Examined, type Mark } from './doctor/index.js';

/** What `mailmedic doctor` needs of the house. */
export interface DoctorPorts {
  readonly settings: () => Settings;
  readonly world: (settings: Settings) => DoctorWorld;
  readonly out: { write(text: string): unknown; readonly isTTY?: boolean };
}

/** `mailmedic doctor`: what works and what does not, with what to do. Exit code 1 when anything does not work. */
export function addDoctorCommand(program: Command, ports: DoctorPorts): void {
  program
    .command('doctor')
    .description('check settings, store, bundle, clock, network, Slack and Teams; exit code 1 on any ✗')
    .option('--json', 'as JSON')
    .action(async (options: { json?: boolean }) => {
      process.exitCode = await runDoctorCommand(options, ports);
    });
}

/** Looks, prints, returns the exit code. */
export async function runDoctorCommand(
  options: { readonly json?: boolean },
  ports: DoctorPorts,
): Promise<number> {
  const examined = await examine(ports.settings, ports.world);
  const isWell = !examined.some(({ lines }) => lines.some(({ mark }) => mark === 'error'));
  ports.out.write(
    options.json === true
      ? `${JSON.stringify({ ok: isWell, checks: examined.map(rowsOf) }, null, 2)}\n`
      : draw(examined, ports.out.isTTY === true && pc.isColorSupported),
  );
  return isWell ? 0 : 1;
}

/** Always the same keys in the same order, for diffs and monitors; `remedy` is null where nothing is to be done. */
function rowsOf({ id, lines }: Examined) {
  return { id, lines: lines.map(({ mark, text, remedy }) => ({ mark, text, remedy: remedy ?? null })) };
}

function draw(examined: readonly Examined[], colours: boolean): string {
  const paint = pc.createColors(colours);
  const marks: Readonly<Record<Mark, string>> = {
    ok: paint.green('✓'),
    warning: paint.yellow('!'),
    error: paint.red('✗'),
  };
  const indent = ' '.repeat(14);
  return examined
    .flatMap(({ id, lines }) =>
      lines.flatMap(({ mark, text, remedy }) => [
        `${marks[mark]} ${paint.bold(id.padEnd(11))} ${plain(text)}`,
        ...(remedy === undefined ? [] : [`${indent}${paint.cyan('→')} ${plain(remedy)}`]),
      ]),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** What others named, such as a workspace, must not steer the terminal. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, ' ');
}
