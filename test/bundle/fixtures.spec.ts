import { describe, expect, it } from 'vitest';
import { fixtures, linesOf, problemsOf } from './_fixture.js';

const all = fixtures();

/** Every kind of mistake, with every word that its author reads: `test/bundle/fixtures/`. */
describe('what an author is told', () => {
  it.each(all.map((fixture) => [fixture.name, fixture] as const))('%s', (_name, fixture) => {
    expect(problemsOf(fixture).flatMap(linesOf)).toEqual(fixture.expected);
  });

  it('knows at least sixty kinds of mistakes', () => {
    expect(all.length).toBeGreaterThanOrEqual(60);
  });
});
