import { describe, expect, it } from 'vitest';

import type { CaseDeed } from '../../../src/api/index.js';
import type { Case, WebUser } from '../../../src/domain/index.js';
import { hindranceOf, isWith } from '../../../src/web/console/deeds.js';
import { answer, NA } from './fixtures.js';

const MINE = { claimedBy: 'Li Na' };
const OTHERS = { claimedBy: 'Lei' };

function why(deed: CaseDeed, changes: Partial<Case>, user: WebUser | undefined = NA): string | undefined {
  return hindranceOf(deed, answer(changes), user)?.kind;
}

describe('what can be done with a case', () => {
  it.each<[Partial<Case>, Record<CaseDeed, string | undefined>]>([
    [{ state: 'requested' }, all(undefined, 'claim-first', 'claim-first')],
    [{ state: 'posted' }, all(undefined, 'claim-first', 'claim-first')],
    [{ state: 'claimed', ...MINE }, all('yours', undefined, undefined)],
    [{ state: 'active', ...MINE }, all('yours', undefined, undefined)],
    [{ state: 'claimed', ...OTHERS }, all('with', 'with', 'with')],
    [{ state: 'active', ...OTHERS }, all('with', 'with', 'with')],
    [{ state: 'returned', ...MINE }, all('returned', 'returned', undefined)],
    [{ state: 'returned', ...OTHERS }, all('returned', 'returned', 'returned')],
    [{ state: 'closed', ...MINE }, all('closed', 'closed', 'closed')],
  ])('%o', (changes, expected) => {
    for (const [deed, kind] of Object.entries(expected)) {
      expect([deed, why(deed as CaseDeed, changes)]).toEqual([deed, kind]);
    }
  });

  it('is nothing without the role, whatever the state', () => {
    const employee: WebUser = { ...NA, roles: ['employee'] };
    expect(why('note', { state: 'active', ...MINE }, employee)).toBe('role');
    expect(why('claim', {}, { ...NA, roles: ['admin'] })).toBeUndefined();
  });

  it('names the colleague who has it', () => {
    expect(hindranceOf('claim', answer({ state: 'claimed', ...OTHERS }), NA)).toEqual({
      kind: 'with',
      who: 'Lei',
    });
  });
});

describe('measuring again', () => {
  it('waits for the measurement that runs', () => {
    expect(why('probe', { state: 'active', ...MINE, probing: 't1' })).toBe('measuring');
  });

  it('needs a server or an address to measure', () => {
    expect(why('probe', { state: 'active', ...MINE, known: {} })).toBe('nothing-to-measure');
    expect(why('probe', { state: 'active', ...MINE, known: { host: '' } })).toBe('nothing-to-measure');
    expect(why('probe', { state: 'active', ...MINE, known: { address: 'a@b.example' } })).toBeUndefined();
  });
});

describe('whose a case is', () => {
  it('is told by name, address or id', () => {
    const user = { ...NA, address: 'li.na@corp.example' };
    expect([user.name, user.address, user.id].map((by) => isWith(user, by))).toEqual([true, true, true]);
    expect(isWith(user, 'Lei')).toBe(false);
  });

  it('is nobody’s when nobody claimed it or nobody is known to be here', () => {
    expect(isWith({ id: 'x', roles: [] }, undefined)).toBe(false);
    expect(isWith(undefined, 'Lei')).toBe(false);
  });
});

function all(
  claim: string | undefined,
  words: string | undefined,
  resolve: string | undefined,
): Record<CaseDeed, string | undefined> {
  return { claim, reply: words, return: words, probe: words, resolve, note: undefined };
}
