import { beforeEach, describe, expect, it } from 'vitest';
import { parseYaml } from '../../src/bundle/index.js';
import { createRememberingParser } from '../../src/publishing/index.js';

let asked: string[][];
let parser: ReturnType<typeof createRememberingParser>;

beforeEach(() => {
  asked = [];
  parser = createRememberingParser((files) => {
    asked.push([...files.keys()]);
    return Promise.resolve(parseYaml);
  });
});

describe('a parser that remembers', () => {
  it('parses only what has changed, and gives the very same trees for the rest', async () => {
    const files = new Map([
      ['a', 'x: 1'],
      ['b', 'x: 1'],
    ]);
    const first = await parser(files);
    const before = [first('a', 'x: 1'), first('b', 'x: 1')];
    const second = await parser(new Map(files).set('b', 'x: 2'));
    expect(asked).toEqual([['a', 'b'], ['b']]);
    expect(second('a', 'x: 1')).toBe(before[0]);
    expect(second('b', 'x: 2')).toEqual(parseYaml('b', 'x: 2'));
  });

  it('starts nothing where nothing has changed', async () => {
    await parser(new Map([['a', 'x: 1']]));
    await parser(new Map([['a', 'x: 1']]));
    expect(asked).toHaveLength(1);
  });

  it('forgets what is gone', async () => {
    await parser(new Map([['a', 'x: 1']]));
    await parser(new Map());
    await parser(new Map([['a', 'x: 1']]));
    expect(asked).toEqual([['a'], ['a']]);
  });
});
