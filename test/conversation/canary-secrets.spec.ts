import { describe, expect, it } from 'vitest';
import { maskSecrets } from '../../src/conversation/mask.js';
import { canariesIn, LABELLED_SHAPES, UNLABELLED_SHAPES } from '../fakes/canaries.js';

function leaked(shapes: readonly string[]): { readonly lost: readonly string[]; readonly total: number } {
  const texts = canariesIn(shapes);
  const lost = texts.filter(({ secret, text }) => maskSecrets(text).text.includes(secret));
  return { lost: lost.map(({ text }) => text), total: texts.length };
}

describe('canary secrets', () => {
  it('500 behind labels in 25 shapes: none comes through', () => {
    expect(leaked(LABELLED_SHAPES)).toEqual({ lost: [], total: 500 });
  });

  it('without a label, alone, behind an address or a verb: at most 5 in 100 come through', () => {
    const { lost, total } = leaked(UNLABELLED_SHAPES);
    expect(total).toBe(140);
    expect(lost.length / total, lost.join('\n')).toBeLessThanOrEqual(0.05);
  });
});
