import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { provePlaybooks } from '../../src/bundle/index.js';
import type { BundleProblem } from '../../src/domain/index.js';
import { GOOD, filesOf, hearFor, load } from './_folder.js';

export const FIXTURES = join(import.meta.dirname, 'fixtures');
const good = filesOf(GOOD);

/** One kind of mistake: what it puts into a good bundle, and all that is said about it. */
export interface Fixture {
  readonly name: string;
  readonly files: ReadonlyMap<string, string>;
  readonly expected: readonly string[];
}

/** Every fixture of the folder. */
export function fixtures(): readonly Fixture[] {
  return readdirSync(FIXTURES).sort().map(readFixture);
}

/**
 * A fixture is YAML that stands for one file of the bundle or several, each below its line `# file: <path>`. Its last
 * comments say what is expected, three lines for each problem: place, step, level and rule; message; remedy.
 */
function readFixture(name: string): Fixture {
  const text = readFileSync(join(FIXTURES, name), 'utf8');
  const files = new Map<string, string>();
  for (const part of text.split(/^(?=# file: )/mu)) {
    const file = /^# file: (\S+)\n/u.exec(part)?.[1];
    if (file !== undefined) files.set(file, part);
  }
  return { name, files, expected: text.split('\n').filter((line) => line.startsWith('#! ')) };
}

/** The good bundle with the fixture's files in it. */
export function bundleWith({ files }: Pick<Fixture, 'files'>): ReadonlyMap<string, string> {
  return new Map([...good, ...files]);
}

/** Everything that is said about the fixture; its tests are run where nothing else is wrong and it has some. */
export function problemsOf(fixture: Pick<Fixture, 'files'>): readonly BundleProblem[] {
  const { bundle, problems } = load(bundleWith(fixture));
  const [id] = [...fixture.files.keys()].map((file) => /^playbooks\/(.+)\.yaml$/u.exec(file)?.[1]);
  const hasTests = [...fixture.files.values()].some((text) => /^tests:/mu.test(text));
  const proofs = bundle && hasTests ? provePlaybooks(bundle, { hear: hearFor(bundle) }, id) : [];
  return [...problems, ...proofs.flatMap((proof) => proof.problems)];
}

/** The three lines of a problem. */
export function linesOf({ file, line, column, step, level, rule, message, remedy }: BundleProblem) {
  const where = step === undefined ? '' : ` step ${step}`;
  return [`#! ${file}:${line}:${column}${where} ${level} ${rule}`, `#! ${message}`, `#! ${remedy}`];
}
