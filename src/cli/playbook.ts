import type { Command } from 'commander';
import pc from 'picocolors';
import type { BundleProblem } from '../domain/index.js';

/** What the authoring commands need of the house. */
export interface PlaybookPorts {
  readonly defaultDir: () => string;
  readonly check: (dir: string) => Promise<readonly BundleProblem[]>;
}

/** `mailmedic playbook lint`: what is wrong with a bundle, where, and what to do about it. */
export function addPlaybookCommands(program: Command, ports: PlaybookPorts): void {
  const playbook = program.command('playbook').description('write and check playbooks');
  playbook
    .command('lint')
    .description('check a bundle; exit code 1 on any error')
    .option('--bundle <dir>', 'folder that holds intents/ and playbooks/')
    .option('--json', 'as JSON')
    .action(async (options: { bundle?: string; json?: boolean }) => {
      const problems = await ports.check(options.bundle ?? ports.defaultDir());
      process.stdout.write(options.json === true ? `${JSON.stringify(problems, null, 2)}\n` : draw(problems));
      if (problems.some(({ level }) => level === 'error')) process.exitCode = 1;
    });
}

function draw(problems: readonly BundleProblem[]): string {
  const errors = problems.filter(({ level }) => level === 'error').length;
  const lines = problems.map(({ file, line, column, level, rule, message, remedy }) =>
    [
      `${pc.bold(`${file}:${line}:${column}`)} ${level === 'error' ? pc.red('error') : pc.yellow('warning')} ${message} ${pc.dim(rule)}`,
      `  ${remedy}`,
    ].join('\n'),
  );
  const close =
    errors === 0 ? pc.green('No errors.') : pc.red(`${errors} ${errors === 1 ? 'error' : 'errors'}.`);
  return `${[...lines, close].join('\n')}\n`;
}
