import { describe, expect, it } from 'vitest';
import { patternProblem, patternTakes } from '../../../src/engine/verbs/_pattern.js';

describe('a pattern of accept: regex', () => {
  it.each([
    '[A-Z]{2}\\d{4,6}',
    '\\d+\\.\\d+',
    'MM-\\d+',
    '工号\\d{6}',
    '(?:abc|def)x?',
    '(a|b)c',
    '.{3}',
    '[^@]+@x',
  ])('%s may be used', (pattern) => {
    expect(patternProblem(pattern)).toBeUndefined();
  });

  it.each([
    '',
    'a'.repeat(121),
    '(a+)+',
    '(?:ab)*',
    '(a|a){2}',
    '(?=a)b',
    '(?<name>a)',
    '(a)\\1',
    'a**',
    '+a',
    'a*b*c*d*',
    'a?a?a?a?a?',
    '(a',
    'a\\',
    '[z-a]',
    'a|*',
    '\\p{L}',
  ])('%s may not', (pattern) => {
    expect(patternProblem(pattern)).toBeTypeOf('string');
  });

  it('must match the whole of a short answer', () => {
    expect(patternTakes('\\d+', '123')).toBe(true);
    expect(patternTakes('\\d+', 'x123')).toBe(false);
    expect(patternTakes('a|b', 'ab')).toBe(false);
    expect(patternTakes('\\d+', '1'.repeat(101))).toBe(false);
  });
});
