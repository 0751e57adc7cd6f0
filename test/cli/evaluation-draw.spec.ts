import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../src/classifier/index.js';
import { drawEvaluation, drawMasking } from '../../src/cli/_evaluation-draw.js';

const accuracy = { rows: 8, accuracy: 0.75, lenient: 0.875, topThree: 1 };
const found: Evaluation = {
  all: accuracy,
  inScope: accuracy,
  languages: { zh: accuracy, en: accuracy },
  macroF1: { value: 0.8123, causes: 3 },
  outOfScope: { recall: 0.8, precision: 0.9, recallAtFivePercent: 0.85, auroc: 0.9666 },
  calibration: { ece: 0.041, noise: 0.035, bins: [{ from: 0.9, rows: 8, said: 0.95, held: 0.75 }] },
  scenarios: [
    { scenario: 'certificate', rows: 4, predicted: 5, right: 3, recall: 0.75, precision: 0.6, f1: 0.667 },
  ],
  confusions: [{ from: 'unclear', to: 'certificate', count: 2 }],
  errors: [
    {
      text: `line one\nline two ${'x'.repeat(200)}`,
      wanted: 'unclear',
      got: 'certificate',
      confidence: 0.93,
      because: ['证书'],
    },
  ],
};

describe('an evaluation for people', () => {
  const drawn = drawEvaluation(found, false);

  it('shows every figure with its name', () => {
    expect(drawn).toMatch(/in scope +8 +75\.0 % +87\.5 % +100\.0 %/u);
    expect(drawn).toMatch(/macro-F1 +0\.812 over 3 causes/u);
    expect(drawn).toContain('recall at 5 % false rejection  85.0 %');
    expect(drawn).toContain('0.041, of which chance alone explains 0.035');
    expect(drawn).toMatch(/certificate +4 +75\.0 % +60\.0 % +0\.667/u);
    expect(drawn).toContain('2  unclear taken for certificate');
  });

  it('keeps each error on lines of its own, cut short', () => {
    const line = drawn.split('\n').find((one) => one.includes('line one'));
    expect(line).toContain('line one line two');
    expect(line).toMatch(/…$/u);
    expect([...(line ?? '')].length).toBeLessThan(100);
    expect(drawn).toContain('93 %, because 证书');
  });

  it('shows how many texts the mask takes words from', () => {
    const line = drawMasking({ texts: 200, masked: 1, maskedWhereAsked: 3 }, false);
    expect(line).toMatch(/masked +1 \(0\.5 %\); where a password was just spoken of 3 \(1\.5 %\)\n/u);
    expect(drawMasking({ texts: 0, masked: 0, maskedWhereAsked: 0 }, false)).toContain('0 (0.0 %)');
  });

  it('has no colour codes without colours', () => {
    expect(drawn.includes('\u001b')).toBe(false);
    expect(drawEvaluation(found, true).includes('\u001b')).toBe(true);
  });
});
