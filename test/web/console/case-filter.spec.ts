import { describe, expect, it } from 'vitest';

import type { CaseSummary } from '../../../src/api/index.js';
import {
  awaitingMe,
  choicesOf,
  EVERYTHING,
  filterCases,
  groupCases,
  readFilter,
  sortCases,
  writeFilter,
  type CaseFilter,
} from '../../../src/web/console/case-filter.js';
import { summary } from './fixtures.js';

const isMine = ({ claimedBy }: CaseSummary): boolean => claimedBy === 'Li Na';

const CASES = [
  summary({ reference: 'MM-1', createdAt: '2026-11-24T08:00:00.000Z' }),
  summary({ reference: 'MM-2', severity: 'P1', queue: 'security', createdAt: '2026-11-24T09:00:00.000Z' }),
  summary({
    reference: 'MM-3',
    severity: 'P1',
    createdAt: '2026-11-24T08:30:00.000Z',
    claimedBy: 'Lei',
    state: 'claimed',
  }),
  summary({
    reference: 'MM-4',
    severity: 'P2',
    claimedBy: 'Li Na',
    state: 'active',
    cause: '服务器证书问题',
  }),
  summary({ reference: 'MM-5', severity: 'urgent', state: 'returned', claimedBy: 'Li Na' }),
];

function shown(changes: Partial<CaseFilter>): readonly string[] {
  return filterCases(CASES, { ...EVERYTHING, ...changes }, isMine).map(({ reference }) => reference);
}

describe('the order of cases', () => {
  it('is most severe first, then who waited longest; other schemes come after', () => {
    expect(shown({})).toEqual(['MM-3', 'MM-2', 'MM-4', 'MM-1', 'MM-5']);
  });

  it('is newest first among closed ones', () => {
    const closed = CASES.map((one) => ({ ...one, state: 'closed' as const }));
    expect(sortCases(closed, true)[0]?.reference).toBe('MM-2');
  });

  it('stays within a heading, and headings are in order', () => {
    const groups = groupCases(sortCases(CASES), 'queue');
    expect(groups.map(({ key, cases }) => [key, cases.length])).toEqual([
      ['mail', 4],
      ['security', 1],
    ]);
    expect(groupCases(sortCases(CASES), 'severity').map(({ key }) => key)).toEqual([
      'P1',
      'P2',
      'P3',
      'urgent',
    ]);
  });
});

describe('a filter', () => {
  it.each<[Partial<CaseFilter>, readonly string[]]>([
    [{ whose: 'mine' }, ['MM-4', 'MM-5']],
    [{ whose: 'unclaimed' }, ['MM-2', 'MM-1']],
    [{ state: 'waiting' }, ['MM-2', 'MM-1']],
    [{ state: 'returned' }, ['MM-5']],
    [{ state: 'closed' }, []],
    [{ queue: 'security' }, ['MM-2']],
    [{ severity: 'P1' }, ['MM-3', 'MM-2']],
    [{ find: 'MM-4' }, ['MM-4']],
    [{ find: '证书 li' }, ['MM-4', 'MM-5']],
  ])('%o lets through %o', (filter, references) => {
    expect(shown(filter)).toEqual(references);
  });

  it('goes into the address and comes back', () => {
    const filter: CaseFilter = {
      whose: 'mine',
      state: 'closed',
      group: 'queue',
      queue: '邮件 & 安全',
      severity: 'P1',
      find: 'a=b',
    };
    expect(readFilter(writeFilter(filter))).toEqual(filter);
    expect(writeFilter(EVERYTHING)).toBe('');
  });

  it('takes what it does not know as not said', () => {
    expect(readFilter('?whose=theirs&state=odd&group=moon&queue=')).toEqual(EVERYTHING);
  });

  it('offers what occurs, and what is chosen though it no longer does', () => {
    expect(choicesOf(CASES, 'queue', 'gone')).toEqual(['gone', 'mail', 'security']);
    expect(choicesOf(CASES, 'severity', undefined)).toEqual(['P1', 'P2', 'P3', 'urgent']);
  });
});

describe('cases that await a word from me', () => {
  it('are unclaimed or mine, never a colleague’s', () => {
    const waiting = CASES.map((one) => ({ ...one, awaitsAnswer: true }));
    expect(awaitingMe(waiting, isMine)).toBe(4);
    expect(awaitingMe(CASES, isMine)).toBe(0);
  });
});
