import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { provePlaybooks } from '../../src/bundle/index.js';
import { parseYaml } from '../../src/bundle/parse-yaml.js';
import { GOOD, filesOf, hearFor, load } from './_folder.js';

const good = filesOf(GOOD);
const playbook = good.get('playbooks/certificate.yaml') ?? '';

describe('floods that the YAML parser would take minutes for', () => {
  it.each([
    ['closing brackets', ' ]'.repeat(60_000)],
    ['closing braces', '}'.repeat(100_000)],
    ['double quotes', '"'.repeat(100_000)],
    ['single quotes', " '".repeat(60_000)],
    ['commas', `[${'-,'.repeat(60_000)}`],
    ['aliases', ' *a'.repeat(40_000)],
    ['anchors', '&a '.repeat(60_000)],
    ['tags', '!a '.repeat(60_000)],
    ['dashes with tabs', ' -\t'.repeat(60_000)],
    ['keys', 'k: 1\n'.repeat(40_000)],
    ['brackets', '['.repeat(100_000)],
    ['backslashes', '"' + '\\q'.repeat(3_000) + '"'],
  ])('%s are refused before it sees them', (_what, text) => {
    const [problem] = parseYaml('a.yaml', `a: ${text}`).problems;

    expect(['file-too-much', 'yaml-depth', 'yaml-bracket']).toContain(problem?.rule);
  });

  it('lets a large honest file through', () => {
    const examples = Array.from({ length: 2_000 }, (_, index) => `  - "第 ${index} 句, 收不到信"`).join('\n');

    expect(parseYaml('a.yaml', `zh:\n${examples}\n`).problems).toEqual([]);
  });
});

/** Pieces that change what YAML or the playbook language makes of a line. */
const PIECE = fc.constantFrom(
  ...[
    '',
    ' ',
    ': ',
    '- ',
    '[',
    ']',
    '{',
    '}',
    '#',
    '"',
    "'",
    '\t',
    '\n',
    '&a ',
    '*a',
    '!t ',
    '| ',
    '> ',
    '? ',
  ],
  ...[
    '163',
    'null',
    '~',
    '__proto__',
    'on',
    'otherwise: x',
    'end:',
    'playbook:certificate',
    'parts/',
    '{host}',
    '{{',
    '}}',
  ],
  ...[
    'at_most: -1',
    'test',
    'call: parts/server-settings',
    'check: finding',
    'bot: []',
    'after: 9999999d',
    '😀',
    '\u202E',
  ],
);

describe('a good playbook with pieces changed', () => {
  it('is told what is wrong in sentences, and its tests come to an end', () => {
    const cut = fc.record({
      at: fc.integer({ min: 0, max: playbook.length }),
      length: fc.integer({ min: 0, max: 60 }),
      piece: PIECE,
    });
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 4 }), (cuts) => {
        const text = cuts.reduce(
          (changed, { at, length, piece }) => changed.slice(0, at) + piece + changed.slice(at + length),
          playbook,
        );
        const { bundle, problems } = load(new Map([...good, ['playbooks/certificate.yaml', text]]));
        for (const { line, column, message, remedy } of problems) {
          expect(line).toBeGreaterThan(0);
          expect(column).toBeGreaterThan(0);
          expect(message).toMatch(/\.$/u);
          expect(remedy).not.toBe('');
        }
        if (bundle) provePlaybooks(bundle, { hear: hearFor(bundle) });
      }),
      { numRuns: 120 },
    );
  });
});
