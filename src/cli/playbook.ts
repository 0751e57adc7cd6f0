import type { Command } from 'commander';
import pc from 'picocolors';
import type { Loaded, TestOutcome } from '../bundle/index.js';
import { provePlaybooks } from '../bundle/index.js';
import type { Bundle, BundleProblem, Hear, Playbook } from '../domain/index.js';
import { mailmedicError } from '../domain/index.js';

/** What the authoring commands need of the house. */
export interface PlaybookPorts {
  /** Folder that is used without `--bundle`. */
  readonly defaultDir: () => string;
  readonly read: (dir: string) => Promise<ReadonlyMap<string, string>>;
  readonly load: (files: ReadonlyMap<string, string>) => Loaded;
  /** Understands the words in a bundle's tests; trains its classifier, so it takes a moment. */
  readonly hearFor: (bundle: Bundle) => Promise<Hear>;
}

interface Options {
  readonly bundle?: string;
  readonly json?: boolean;
}

/**
 * `mailmedic playbook lint | test | list`: what is wrong with a bundle, whether its tests pass, what it holds.
 * Exit code 1 on any error. Files narrow down what is shown; all of the bundle is checked.
 */
export function addPlaybookCommands(program: Command, ports: PlaybookPorts): void {
  const playbook = program.command('playbook').description('write and check playbooks');

  authoring('lint', 'check a bundle; exit code 1 on any error', async (names, options) => {
    const { files, loaded } = await open(options);
    const chosen = choose(names, [...files.keys()]);
    report(
      loaded.problems.filter(({ file }) => chosen(file)),
      options,
    );
  });

  authoring('test', 'check a bundle and run the tests in its playbooks', async (names, options) => {
    const { files, loaded } = await open(options);
    const chosen = choose(names, [...files.keys()]);
    const { bundle } = loaded;
    // What is wrong elsewhere keeps the tests from running, so it is shown too.
    if (!bundle) return report(loaded.problems, options);
    const hear = await ports.hearFor(bundle);
    const outcomes = [...bundle.playbooks.values()]
      .filter(({ file }) => chosen(file))
      .flatMap(({ id }) => provePlaybooks(bundle, { hear }, id));
    if (options.json !== true) print(outcomes.map(drawOutcome).join('\n'));
    const warnings = loaded.problems.filter(({ file }) => chosen(file));
    report([...warnings, ...outcomes.flatMap(({ problems }) => problems)], options);
  });

  authoring('list', 'the playbooks of a bundle', async (names, options) => {
    const { files, loaded } = await open(options);
    const chosen = choose(names, [...files.keys()]);
    const { bundle, problems } = loaded;
    if (!bundle) return report(problems, options);
    const found = [...bundle.playbooks.values()].filter(({ file }) => chosen(file));
    print(
      options.json === true
        ? JSON.stringify(found.map(summaryOf), null, 2)
        : found.map(drawPlaybook).join('\n'),
    );
  });

  function authoring(
    name: string,
    description: string,
    action: (names: readonly string[], options: Options) => Promise<void>,
  ): void {
    playbook
      .command(`${name} [file...]`)
      .description(description)
      .option('--bundle <dir>', 'folder that holds intents/ and playbooks/')
      .option('--json', 'as JSON')
      .action(async (names: readonly string[], options: Options) => action(names, options));
  }

  async function open(options: Options) {
    const files = await ports.read(options.bundle ?? ports.defaultDir());
    return { files, loaded: ports.load(files) };
  }
}

/** Which files are meant: by path, by the end of a path, or by the id of a playbook. Errors: `MM_NOT_FOUND`. */
function choose(names: readonly string[], files: readonly string[]): (file: string) => boolean {
  if (names.length === 0) return () => true;
  const chosen = new Set<string>();
  for (const name of names) {
    const path = name.replaceAll('\\', '/');
    const match = files.find(
      (file) => path === file || path.endsWith(`/${file}`) || file === `playbooks/${path}.yaml`,
    );
    if (match === undefined) {
      throw mailmedicError('MM_NOT_FOUND', { path: name }, 'List the files with: mailmedic playbook list');
    }
    chosen.add(match);
  }
  return (file) => chosen.has(file);
}

function report(problems: readonly BundleProblem[], { json }: Options): void {
  print(json === true ? JSON.stringify(problems.map(rowOf), null, 2) : drawProblems(problems));
  if (problems.some(({ level }) => level === 'error')) process.exitCode = 1;
}

/** The keys in a fixed order, for diffs and for people. */
function rowOf({ file, line, column, step, rule, level, message, remedy }: BundleProblem) {
  return { file, line, column, ...(step !== undefined && { step }), rule, level, message, remedy };
}

function drawProblems(problems: readonly BundleProblem[]): string {
  const lines = problems.map(({ file, line, column, level, rule, message, remedy }) => {
    const mark = level === 'error' ? pc.red('error') : pc.yellow('warning');
    return `${pc.bold(`${file}:${line}:${column}`)} ${mark} ${message} ${pc.dim(rule)}\n  ${remedy}`;
  });
  return [...lines, drawCount(problems)].join('\n');
}

function drawCount(problems: readonly BundleProblem[]): string {
  const errors = problems.filter(({ level }) => level === 'error').length;
  const warnings = problems.length - errors;
  const also = warnings > 0 ? `, ${counted(warnings, 'warning')}` : '';
  return errors === 0 ? pc.green(`No errors${also}.`) : pc.red(`${counted(errors, 'error')}${also}.`);
}

function drawOutcome({ playbook, tests, steps, reached }: TestOutcome): string {
  const passed = tests.filter((test) => test.passed).length;
  const fine = passed === tests.length && reached === steps;
  const mark = fine ? pc.green('✓') : pc.red('✗');
  return `${mark} ${playbook.padEnd(24)} ${passed} of ${counted(tests.length, 'test')} passed, ${reached} of ${counted(steps, 'step')} reached`;
}

function summaryOf({ id, title, owner, reviewBy, opensOn, steps, tests }: Playbook) {
  return {
    id,
    title,
    owner,
    ...(reviewBy !== undefined && { reviewBy }),
    ...(opensOn.intent !== undefined && { intent: opensOn.intent }),
    findings: Object.fromEntries(opensOn.findings),
    steps: steps.length,
    tests: tests.length,
  };
}

function drawPlaybook({ id, title, owner, reviewBy, steps, tests }: Playbook): string {
  const review = reviewBy === undefined ? '' : `, review by ${reviewBy}`;
  const about = `${counted(steps.length, 'step')}, ${counted(tests.length, 'test')}, ${owner}${review}`;
  return `${pc.bold(id.padEnd(24))} ${title.zh} · ${title.en}  ${pc.dim(about)}`;
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
