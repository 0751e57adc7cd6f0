import { join } from 'node:path';
import { Option, type Command } from 'commander';
import pc from 'picocolors';
import type { Loaded, TestOutcome } from '../bundle/index.js';
import {
  didYouMean,
  diffBundles,
  mermaidOf,
  playbookGraph,
  playbookJsonSchema,
  provePlaybooks,
  svgOf,
} from '../bundle/index.js';
import type { Bundle, BundleProblem, Hear, Language, Playbook } from '../domain/index.js';
import { mailmedicError } from '../domain/index.js';
import type { Publishing } from '../publishing/index.js';
import { drawChanges } from './_change-draw.js';
import type { DrawWorld } from './_problem-draw.js';
import { writeNewPlaybook } from './_new-playbook.js';
import { counted, drawProblems } from './_problem-draw.js';
import { drawOutcomeOf, drawPublished, type PublishedRow } from './_published-draw.js';

/** What the authoring commands need of the house. */
export interface PlaybookPorts {
  /** Folder that is used without `--bundle`. */
  readonly defaultDir: () => string;
  readonly read: (dir: string) => Promise<ReadonlyMap<string, string>>;
  readonly load: (files: ReadonlyMap<string, string>) => Loaded | Promise<Loaded>;
  /** What was published, newest first; nothing where there is no store yet. */
  readonly published: () => Promise<readonly PublishedRow[]>;
  /** Makes files live in the store; a running server takes them within seconds. */
  readonly publish: (files: ReadonlyMap<string, string>) => Promise<Publishing>;
  /** Files of a published bundle by its number; the live one where none is named. Errors: `MM_NOT_FOUND`. */
  readonly filesOf: (number?: number) => Promise<ReadonlyMap<string, string>>;
  /** Makes what was published before live again, under a new number. */
  readonly rollback: (number?: number) => Promise<Publishing>;
  /** Writes a file; its folder must be there. */
  readonly write: (file: string, text: string) => Promise<void>;
  /** Understands the words in a bundle's tests; trains its classifier, so it takes a moment. */
  readonly hearFor: (bundle: Bundle) => Promise<Hear>;
}

const LIST = 'List the playbooks with: mailmedic playbook list';

interface Options {
  readonly bundle?: string;
  readonly json?: boolean;
}

/**
 * `mailmedic playbook lint | test | list | publish | rollback | diff | graph | new | schema`: what is wrong with a bundle, whether
 * its tests pass, what it holds and which ones were published, what differs, a picture, a playbook to begin with, the schema for
 * editors. Exit code 1 on any error. Files narrow down what is shown;
 * all of the bundle is checked.
 */
export function addPlaybookCommands(program: Command, ports: PlaybookPorts): void {
  const playbook = program.command('playbook').description('write and check playbooks');

  authoring('lint', 'check a bundle; exit code 1 on any error', async (names, options) => {
    const { dir, files, loaded } = await open(options);
    const chosen = choose(names, [...files.keys()]);
    // Tests are part of what a bundle must pass before it is published, those of other files too.
    const proofs = loaded.bundle ? await prove(loaded.bundle, files, () => true) : [];
    const problems = [...loaded.problems, ...proofs.flatMap((proof) => proof.problems)];
    report(
      problems.filter(({ file }) => chosen(file)),
      options,
      { dir, files },
    );
    const elsewhere = problems.filter(({ file, level }) => level === 'error' && !chosen(file));
    if (options.json !== true && elsewhere.length > 0) print(drawElsewhere(elsewhere, options));
  });

  authoring('test', 'check a bundle and run the tests in its playbooks', async (names, options) => {
    const { dir, files, loaded } = await open(options);
    const chosen = choose(names, [...files.keys()]);
    const { bundle } = loaded;
    // What is wrong elsewhere keeps the tests from running, so it is shown too.
    if (!bundle) return report(loaded.problems, options, { dir, files });
    const outcomes = await prove(bundle, files, chosen);
    if (options.json !== true) print(outcomes.map(drawOutcome).join('\n'));
    const warnings = loaded.problems.filter(({ file }) => chosen(file));
    report([...warnings, ...outcomes.flatMap(({ problems }) => problems)], options, { dir, files });
  });

  authoring('list', 'the playbooks of a bundle, and which bundles were published', async (names, options) => {
    const { dir, files, loaded } = await open(options);
    const chosen = choose(names, [...files.keys()]);
    const { bundle, problems } = loaded;
    if (!bundle) return report(problems, options, { dir, files });
    const found = [...bundle.playbooks.values()].filter(({ file }) => chosen(file));
    // Another folder has nothing to do with what is live here.
    const published = options.bundle === undefined ? await ports.published() : [];
    print(
      options.json === true
        ? JSON.stringify({ playbooks: found.map(summaryOf), bundles: published }, null, 2)
        : [...found.map((one) => drawPlaybook(one, today())), ...drawPublished(published, inColour())].join(
            '\n',
          ),
    );
  });

  playbook
    .command('publish')
    .description('make a bundle live, here and on every replica, without a restart')
    .option('--bundle <dir>', 'folder that holds intents/ and playbooks/')
    .option('--json', 'as JSON')
    .action(async (options: Options) => {
      const dir = options.bundle ?? ports.defaultDir();
      const files = await ports.read(dir);
      const outcome = await ports.publish(files);
      if (outcome.kind === 'broken') return report(outcome.problems, options, { dir, files });
      print(options.json === true ? JSON.stringify(outcome.version, null, 2) : drawOutcomeOf(outcome));
    });

  playbook
    .command('rollback [number]')
    .description(
      'make an earlier bundle live again, the one before the live one unless a number says otherwise',
    )
    .option('--json', 'as JSON')
    .action(async (number: string | undefined, options: Options) => {
      const outcome = await ports.rollback(number === undefined ? undefined : readNumber(number));
      if (outcome.kind === 'broken') {
        return report(outcome.problems, options, { dir: ports.defaultDir(), files: new Map() });
      }
      print(options.json === true ? JSON.stringify(outcome.version, null, 2) : drawOutcomeOf(outcome));
    });

  playbook
    .command('diff')
    .description('what a folder says and does otherwise than a published bundle')
    .option('--bundle <dir>', 'folder that holds intents/ and playbooks/')
    .option('--against <number or dir>', 'a published bundle or another folder; the live bundle unless told')
    .option('--json', 'as JSON')
    .action(async (options: Options & { readonly against?: string }) => {
      const { dir, files, loaded } = await open(options);
      const { against } = options;
      const before = await ports.load(
        against === undefined || /^\d+$/u.test(against)
          ? await ports.filesOf(against === undefined ? undefined : Number(against))
          : await ports.read(against),
      );
      if (!loaded.bundle) return report(loaded.problems, options, { dir, files });
      if (!before.bundle) return report(before.problems, options, { dir: against ?? '', files: new Map() });
      const changes = diffBundles(before.bundle, loaded.bundle);
      print(options.json === true ? JSON.stringify(changes, null, 2) : drawChanges(changes, inColour()));
    });

  playbook
    .command('graph <id>')
    .description('draw a playbook: as Mermaid, or as a picture with --svg FILE')
    .option('--bundle <dir>', 'folder that holds intents/ and playbooks/')
    .option('--svg <file>', 'write an SVG picture')
    .addOption(new Option('--language <language>', 'of the texts in it').choices(['zh', 'en']).default('en'))
    .action(async (id: string, options: Options & { readonly svg?: string; readonly language: Language }) => {
      const { dir, files, loaded } = await open(options);
      const { bundle } = loaded;
      if (!bundle) return report(loaded.problems, options, { dir, files });
      const found = bundle.playbooks.get(id);
      if (!found) {
        throw mailmedicError('MM_NOT_FOUND', { path: id }, didYouMean(id, bundle.playbooks.keys(), LIST));
      }
      const graph = playbookGraph(found, options.language);
      if (options.svg === undefined) return print(mermaidOf(graph));
      await ports.write(options.svg, svgOf(graph));
      print(options.svg);
    });

  playbook
    .command('new <id>')
    .description('write a playbook and its intent that work, to be changed')
    .option('--bundle <dir>', 'folder that holds intents/ and playbooks/')
    .action(async (id: string, options: Options) => {
      const dir = options.bundle ?? ports.defaultDir();
      const written = await writeNewPlaybook(dir, id, new Date());
      print(
        [
          ...written.map((file) => join(dir, file)),
          `Next: npx mailmedic playbook lint ${id}${bundleOption(options)}`,
          `      npx mailmedic chat --playbook ${id}${bundleOption(options)}`,
        ].join('\n'),
      );
    });

  playbook
    .command('schema')
    .description('the JSON Schema of a playbook, for editors')
    .action(() => print(JSON.stringify(playbookJsonSchema(), null, 2)));

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
    const dir = options.bundle ?? ports.defaultDir();
    const files = await ports.read(dir);
    return { dir, files, loaded: await ports.load(files) };
  }

  async function prove(
    bundle: Bundle,
    files: ReadonlyMap<string, string>,
    chosen: (file: string) => boolean,
  ): Promise<readonly TestOutcome[]> {
    const hear = await ports.hearFor(bundle);
    return [...bundle.playbooks.values()]
      .filter(({ file }) => files.has(file) && chosen(file))
      .flatMap(({ id }) => provePlaybooks(bundle, { hear }, id));
  }
}

/** Errors: `MM_INPUT`. */
function readNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/u.test(text)) return Number(text);
  throw mailmedicError(
    'MM_INPUT',
    { reason: `\`${text}\` is no number of a bundle` },
    'The numbers: npx mailmedic playbook list',
  );
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
      const ids = files.flatMap((file) => /^playbooks\/(.+)\.yaml$/u.exec(file)?.[1] ?? []);
      const remedy = didYouMean(path, [...ids, ...files], LIST);
      throw mailmedicError('MM_NOT_FOUND', { path: name }, remedy);
    }
    chosen.add(match);
  }
  return (file) => chosen.has(file);
}

function report(
  problems: readonly BundleProblem[],
  { json }: Options,
  world: Pick<DrawWorld, 'dir' | 'files'>,
): void {
  print(
    json === true
      ? JSON.stringify(problems.map(rowOf), null, 2)
      : drawProblems(problems, { ...world, colours: inColour() }),
  );
  if (problems.some(({ level }) => level === 'error')) process.exitCode = 1;
}

/** Always the same keys in the same order, for diffs and for editors; `step` is null outside of steps. */
function rowOf({ file, line, column, step, rule, level, message, remedy }: BundleProblem) {
  return { file, line, column, step: step ?? null, rule, level, message, remedy };
}

function drawOutcome({ playbook, tests, steps, reached }: TestOutcome): string {
  const paint = pc.createColors(inColour());
  const passed = tests.filter((test) => test.passed).length;
  const fine = passed === tests.length && reached === steps;
  const mark = fine ? paint.green('✓') : paint.red('✗');
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

function drawPlaybook({ id, title, owner, reviewBy, steps, tests }: Playbook, day: string): string {
  const paint = pc.createColors(inColour());
  const about = `${counted(steps.length, 'step')}, ${counted(tests.length, 'test')}, ${owner}`;
  const head = `${paint.bold(id.padEnd(24))} ${title.zh} · ${title.en}  `;
  if (reviewBy === undefined) return head + paint.dim(about);
  // Days of one form compare as texts.
  if (reviewBy < day)
    return `${head}${paint.dim(`${about}, `)}${paint.yellow(`review overdue since ${reviewBy}`)}`;
  return head + paint.dim(`${about}, review by ${reviewBy}`);
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Files that were not asked for keep the bundle from being published all the same. */
function drawElsewhere(errors: readonly BundleProblem[], options: Options): string {
  const files = [...new Set(errors.map(({ file }) => file))];
  const shown = files.slice(0, 3).join(', ') + (files.length > 3 ? ' …' : '');
  return `Other files have ${counted(errors.length, 'error')} (${shown}), so the bundle can’t be published. All of them: npx mailmedic playbook lint${bundleOption(options)}`;
}

/** ` --bundle DIR` for commands that go on with the same folder. */
function bundleOption({ bundle }: Options): string {
  if (bundle === undefined) return '';
  return ` --bundle ${/^[\w./~-]+$/u.test(bundle) ? bundle : `'${bundle}'`}`;
}

/** A file or another program that reads along gets plain text. */
function inColour(): boolean {
  return process.stdout.isTTY && pc.isColorSupported;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
