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

  it('needs something that can be measured', () => {
    const mine = answer({ state: 'active', ...MINE }, { canProbe: false });
    expect(hindranceOf('probe', mine, NA)).toEqual({ kind: 'nothing-to-measure' });
  });
});

describe('whose a case is', () => {
  it('is told by who they are, though another one has the same name', () => {
    expect(isWith(NA, { claimedBy: 'Li Na', claimedById: NA.id })).toBe(true);
    expect(isWith(NA, { claimedBy: 'Li Na', claimedById: 'https://idp.example|8' })).toBe(false);
  });

  it('is told by the name where nothing else is known', () => {
    expect(isWith(NA, { claimedBy: 'Li Na' })).toBe(true);
    expect(isWith({ id: '7', roles: [], address: 'a@b.example' }, { claimedBy: 'a@b.example' })).toBe(true);
    expect(isWith(NA, { claimedBy: 'Lei' })).toBe(false);
  });

  it('is nobody’s when nobody claimed it or nobody is known to be here', () => {
    expect(isWith(NA, {})).toBe(false);
    expect(isWith(undefined, { claimedBy: 'Lei' })).toBe(false);
  });
});

function all(
  claim: string | undefined,
  words: string | undefined,
  resolve: string | undefined,
): Record<CaseDeed, string | undefined> {
  return { claim, reply: words, return: words, probe: words, resolve, note: undefined };
}
