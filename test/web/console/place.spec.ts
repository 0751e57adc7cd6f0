import { describe, expect, it } from 'vitest';

import { EVERYTHING } from '../../../src/web/console/case-filter.js';
import { addressOf, readPlace } from '../../../src/web/console/place.js';

describe('a place in the console', () => {
  it.each(['/console/cases', '/console', '/console/cases/'])('is the list at %s', (path) => {
    expect(readPlace(path, '')).toEqual({ filter: EVERYTHING });
  });

  it('names a case and keeps the filter', () => {
    const place = { reference: 'MM#1', filter: { ...EVERYTHING, whose: 'mine' as const } };
    expect(addressOf(place)).toBe('/console/cases/MM%231?whose=mine');
    expect(readPlace('/console/cases/MM%231', '?whose=mine')).toEqual(place);
  });

  it('survives a broken escape', () => {
    expect(readPlace('/console/cases/%E4', '').reference).toBe('%E4');
  });
});
