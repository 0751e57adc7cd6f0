import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../src/bundle/parse-yaml.js';

function rulesOf(text: string): readonly string[] {
  return parseYaml('a.yaml', text).problems.map(({ rule }) => rule);
}

describe('YAML that a bundle never needs', () => {
  it.each([
    ['a file above 256 KB', `a: ${'x'.repeat(256 * 1024)}`, 'file-too-large'],
    ['more bytes than characters', `a: ${'证'.repeat(100_000)}`, 'file-too-large'],
    ['brackets without end', '['.repeat(50_000), 'yaml-depth'],
    ['keys without end', 'a: 1\n'.repeat(7_000), 'file-too-much'],
    ['one line of colons', 'a: '.repeat(500), 'file-too-much'],
    ['deep nesting', `a: ${'['.repeat(60)}${']'.repeat(60)}`, 'yaml-depth'],
    ['an anchor', 'a: &x 1', 'yaml-alias'],
    ['a merge key', '<<: {a: 1}', 'yaml-merge'],
    ['a tag', 'a: !!js/function x', 'yaml-tag'],
    ['two documents', 'a: 1\n---\nb: 2', 'yaml-documents'],
    ['a NUL', 'a: "\0"', 'file-not-utf8'],
    ['a list as a key', '? [a]\n: b', 'yaml-key'],
  ])('refuses %s', (_what, text, rule) => {
    expect(rulesOf(text)).toContain(rule);
  });

  it('keeps `off`, `no` and dates as the texts they are', () => {
    const { tree } = parseYaml('a.yaml', '{off: no, on: 2027-06-30}');

    expect(tree).toMatchObject({
      entries: [
        { key: 'off', value: { value: 'no' } },
        { key: 'on', value: { value: '2027-06-30' } },
      ],
    });
  });
});
