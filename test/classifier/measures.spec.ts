import { describe, expect, it } from 'vitest';
import {
  areaUnderCurve,
  calibrationError,
  calibrationNoise,
  recallAt,
  reliability,
} from '../../src/classifier/measures.js';

function stated(count: number, confidence: number, rightOnes: number) {
  return Array.from({ length: count }, (_, i) => ({ confidence, right: i < rightOnes }));
}

describe('calibration', () => {
  it('is the gap between what was said and what held, weighed by rows', () => {
    const answers = [...stated(10, 0.85, 6), ...stated(30, 0.55, 15)];
    expect(calibrationError(answers)).toBeCloseTo((0.25 * 10 + 0.05 * 30) / 40, 10);
    expect(reliability(answers).map(({ from, rows }) => [from, rows])).toEqual([
      [0.5, 30],
      [0.8, 10],
    ]);
  });

  it('puts full confidence into the last bin and gives nothing for no answers', () => {
    expect(reliability(stated(2, 1, 2))).toEqual([{ from: 0.9, rows: 2, said: 1, held: 1 }]);
    expect(calibrationError([])).toBe(0);
  });

  it('has a noise that shrinks with the number of answers and is none where nothing is left to chance', () => {
    const few = calibrationNoise(stated(40, 0.7, 28));
    expect(few).toBeGreaterThan(0.03);
    expect(calibrationNoise(stated(4000, 0.7, 2800))).toBeLessThan(few / 5);
    expect(calibrationNoise(stated(40, 1, 40))).toBe(0);
  });
});

describe('telling two kinds apart', () => {
  it('is 1 when all lie apart, 0.5 when nothing tells, 0 when turned round', () => {
    expect(areaUnderCurve([3, 4], [1, 2])).toBe(1);
    expect(areaUnderCurve([1, 1], [1, 1])).toBe(0.5);
    expect(areaUnderCurve([1, 2], [3, 4])).toBe(0);
    expect(areaUnderCurve([2, 4], [1, 3])).toBe(0.75);
  });

  it('recalls what lies above all but the allowed share of the others', () => {
    const low = Array.from({ length: 20 }, (_, i) => i / 20);
    // One of twenty, the one at 0.95, may be exceeded, so the threshold is the next one: 0.9.
    expect(recallAt([0.92, 0.91, 0.9, 0.1], low, 0.05)).toBe(0.5);
    expect(recallAt([0.92, 0.96], low, 0)).toBe(0.5);
  });
});
