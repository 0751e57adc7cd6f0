import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createProver, parseYaml, provePlaybooks, type ParsedYaml } from '../../../src/bundle/index.js';
import { filesOf, hearFor, load } from '../_folder.js';

const SHIPPED = filesOf(join(import.meta.dirname, '../../..'));
const PATHS = [...SHIPPED.keys()];

/** What an author does to a line: most of it breaks something, some of it is fine. */
const edit = fc.record({
  file: fc.nat({ max: PATHS.length - 1 }),
  line: fc.nat({ max: 400 }),
  deed: fc.constantFrom('remove', 'double', 'swap', 'rename', 'comment'),
});

function edited(files: ReadonlyMap<string, string>, { file, line, deed }: Edit): ReadonlyMap<string, string> {
  const path = PATHS[file] ?? '';
  const lines = (files.get(path) ?? '').split('\n');
  const at = line % lines.length;
  const here = lines[at] ?? '';
  const instead = {
    remove: [],
    double: [here, here],
    swap: [lines[at + 1] ?? '', here],
    rename: [here.replace(/(?<=[a-z])(?=[a-z]{3})/u, 'x')],
    comment: [here, '# a remark'],
  }[deed];
  lines.splice(at, deed === 'swap' ? 2 : 1, ...instead);
  return new Map(files).set(path, lines.join('\n'));
}

interface Edit {
  readonly file: number;
  readonly line: number;
  readonly deed: 'remove' | 'double' | 'swap' | 'rename' | 'comment';
}

/** Forgets nothing: the same file and text give the same tree. */
function rememberingParse(): (file: string, text: string) => ParsedYaml {
  const known = new Map<string, ParsedYaml>();
  return (file, text) => {
    const key = `${file}\n${text}`;
    const result = known.get(key) ?? parseYaml(file, text);
    known.set(key, result);
    return result;
  };
}

describe('looking only at what has changed', () => {
  // Memory of all runs together: what one run leaves behind must not mislead the next.
  const parse = rememberingParse();
  const prover = createProver();

  function incrementally(files: ReadonlyMap<string, string>) {
    const { bundle, problems } = load(files, parse);
    const hear = bundle && hearFor(bundle);
    const outcomes = hear && [...bundle.playbooks.keys()].map((id) => prover.prove(bundle, id, { hear }));
    return { hash: bundle?.hash, problems, outcomes };
  }

  function fromScratch(files: ReadonlyMap<string, string>) {
    const { bundle, problems } = load(files, parseYaml);
    return {
      hash: bundle?.hash,
      problems,
      outcomes: bundle && provePlaybooks(bundle, { hear: hearFor(bundle) }),
    };
  }

  it('finds what looking at everything finds, after any edits', { timeout: 300_000 }, () => {
    incrementally(SHIPPED);
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        let files: ReadonlyMap<string, string> = SHIPPED;
        for (const one of edits) {
          files = edited(files, one);
          expect(incrementally(files)).toEqual(fromScratch(files));
        }
        expect(incrementally(SHIPPED).problems.filter(({ level }) => level === 'error')).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });

  it('runs the tests of a changed playbook alone', () => {
    incrementally(SHIPPED);
    const path = 'playbooks/certificate.yaml';
    const files = new Map(SHIPPED).set(path, `${SHIPPED.get(path) ?? ''}# a remark\n`);
    const { bundle: before } = load(SHIPPED, parse);
    const { bundle: after } = load(files, parse);
    const ids = [...(after?.playbooks.keys() ?? [])];
    const ran = new Set<string>();
    const told = new Map(
      ids.map((id) => [id, before && prover.prove(before, id, { hear: hearFor(before) })]),
    );
    for (const id of ids) {
      const outcome = after && prover.prove(after, id, { hear: hearFor(after) });
      if (outcome !== told.get(id)) ran.add(id);
    }
    expect(ran).toEqual(new Set(['certificate']));
  });
});
