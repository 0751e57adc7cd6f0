import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../src/bundle/index.js';
import { parseApart } from '../../src/publishing/index.js';

const WILD = { program: join(import.meta.dirname, '_wild-child.mjs'), fileMs: 500, heapMb: 32 };

function filesNamed(...names: readonly string[]): Map<string, string> {
  return new Map(names.map((name) => [name, 'a: 1']));
}

async function rulesOf(names: readonly string[], settings = {}) {
  const parse = await parseApart(filesNamed(...names), { ...WILD, ...settings });
  return names.map((name) => parse(name, 'a: 1').problems[0]?.rule ?? 'fine');
}

describe('parsing in a process apart', () => {
  it('gives what parsing right here gives', async () => {
    const files = new Map([
      ['good.yaml', 'schema: 1\n163: [a, {__proto__: b}]\n'],
      ['bad.yaml', 'a: [b\n'],
      ['flood.yaml', '['.repeat(100_000)],
    ]);

    const parse = await parseApart(files);

    for (const [file, text] of files) expect(parse(file, text)).toEqual(parseYaml(file, text));
  });

  it('kills a child that takes too long, and goes on with the other files', async () => {
    expect(await rulesOf(['one', 'hang', 'two'])).toEqual(['fine', 'file-unreadable', 'fine']);
  });

  it('goes on when a file ends the child or eats its memory', async () => {
    const rules = await rulesOf(['crash', 'one', 'eat', 'two'], { fileMs: 20_000 });

    expect(rules).toEqual(['file-unreadable', 'fine', 'file-unreadable', 'fine']);
  });

  it('goes on when a child is killed from outside', async () => {
    expect(await rulesOf(['killed', 'one'], { fileMs: 60_000 })).toEqual(['file-unreadable', 'fine']);
  });

  it('gives a child no more than 96 MB unless told', async () => {
    const parse = await parseApart(filesNamed('eat', 'one'), { program: WILD.program, fileMs: 60_000 });

    expect(parse('eat', 'a: 1').problems[0]?.rule).toBe('file-unreadable');
    expect(parse('one', 'a: 1').problems).toEqual([]);
  });

  it('stops trying after a few lost children', async () => {
    expect(await rulesOf(['crash', 'crash2', 'one'], { lostChildren: 1 })).toEqual([
      'file-unreadable',
      'file-unreadable',
      'file-unreadable',
    ]);
  });

  it('names the file and what to do', async () => {
    const parse = await parseApart(filesNamed('crash'), WILD);

    expect(parse('crash', 'a: 1').problems).toEqual([
      {
        file: 'crash',
        line: 1,
        column: 1,
        rule: 'file-unreadable',
        level: 'error',
        message: 'The file makes the YAML parser run wild, so it was left alone.',
        remedy: 'Undo the last change, or split the file; something in it is repeated or nested without end.',
      },
    ]);
  });

  it('says nothing about a text that it has not seen', async () => {
    const parse = await parseApart(filesNamed('one'), WILD);

    expect(parse('one', 'b: 2').problems[0]?.rule).toBe('file-unreadable');
  });
});
