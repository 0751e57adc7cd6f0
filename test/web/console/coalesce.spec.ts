import { describe, expect, it } from 'vitest';

import { coalesced } from '../../../src/web/console/coalesce.js';

describe('coalesced work', () => {
  it('is never under way twice, and runs once more when asked for meanwhile', async () => {
    const ends: (() => void)[] = [];
    let begun = 0;
    const work = coalesced(() => {
      begun += 1;
      return new Promise((resolve) => ends.push(resolve));
    });
    const first = work();
    void work();
    void work();
    expect(begun).toBe(1);
    ends[0]?.();
    await Promise.resolve();
    await Promise.resolve();
    expect(begun).toBe(2);
    ends[1]?.();
    await first;
    expect(begun).toBe(2);
  });

  it('can be asked for again afterwards, also when it failed', async () => {
    let begun = 0;
    const work = coalesced(() => {
      begun += 1;
      return begun === 1 ? Promise.reject(new TypeError('lost')) : Promise.resolve();
    });
    await expect(work()).rejects.toThrow('lost');
    await work();
    expect(begun).toBe(2);
  });
});
