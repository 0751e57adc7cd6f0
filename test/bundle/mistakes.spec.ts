import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { provePlaybooks } from '../../src/bundle/index.js';
import { GOOD, filesOf, hearFor, load } from './_folder.js';

const FOLDER = join(import.meta.dirname, 'mistakes');
const good = filesOf(GOOD);

/** Each file is put into a good bundle (`# file:` says where); its last comments are all that is said about it. */
describe('what an author is told', () => {
  it.each(readdirSync(FOLDER))('%s', (name) => {
    const text = readFileSync(join(FOLDER, name), 'utf8');
    const file = /^# file: (\S+)$/mu.exec(text)?.[1] ?? '';
    const expected = text.split('\n').filter((line) => line.startsWith('#! '));

    const told = problemsOf(file, text);

    expect(told).toEqual(expected);
  });
});

function problemsOf(file: string, text: string): readonly string[] {
  const { bundle, problems } = load(new Map([...good, [file, text]]));
  const proofs = bundle ? provePlaybooks(bundle, { hear: hearFor(bundle) }, 'mistake') : [];
  const isTestOfTests = text.includes('#! ') && /#! \S+ \S+ (?:test|step-untested)/u.test(text);
  const all = [...problems, ...(isTestOfTests ? proofs.flatMap((proof) => proof.problems) : [])];
  return all.flatMap(({ line, column, level, rule, message, remedy }) => [
    `#! ${line}:${column} ${level} ${rule}`,
    `#! ${message}`,
    `#! ${remedy}`,
  ]);
}
