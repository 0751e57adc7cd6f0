import type { CaseState } from '../../domain/index.js';
import type { CaseSummary } from '../../api/index.js';

const WHOSE = ['all', 'mine', 'unclaimed'] as const;
const STATES = ['open', 'waiting', 'claimed', 'active', 'returned', 'closed'] as const;
const GROUPINGS = ['severity', 'queue'] as const;

export type Whose = (typeof WHOSE)[number];

/** `open`: all that are not closed · `waiting`: nobody has taken it yet · the others: that {@link CaseState}. */
export type StateFilter = (typeof STATES)[number];

export type Grouping = (typeof GROUPINGS)[number];

/** Which cases are listed, and under which headings. Lives in the address bar. */
export interface CaseFilter {
  readonly whose: Whose;
  readonly state: StateFilter;
  readonly group: Grouping;
  readonly queue?: string;
  readonly severity?: string;
  /** Words to look for. */
  readonly find?: string;
}

export const EVERYTHING: CaseFilter = { whose: 'all', state: 'open', group: 'severity' };

export const STATE_FILTERS: readonly StateFilter[] = STATES;

/** Reads a filter from the query; what it does not know counts as not said. */
export function readFilter(query: string): CaseFilter {
  const said = new URLSearchParams(query);
  const queue = said.get('queue') ?? '';
  const severity = said.get('severity') ?? '';
  const find = said.get('find') ?? '';
  return {
    whose: oneOf(WHOSE, said.get('whose')) ?? EVERYTHING.whose,
    state: oneOf(STATES, said.get('state')) ?? EVERYTHING.state,
    group: oneOf(GROUPINGS, said.get('group')) ?? EVERYTHING.group,
    ...(queue === '' ? {} : { queue }),
    ...(severity === '' ? {} : { severity }),
    ...(find === '' ? {} : { find }),
  };
}

/** The query of a filter with its `?`, or nothing where all is as usual. */
export function writeFilter(filter: CaseFilter): string {
  const query = new URLSearchParams();
  for (const key of ['whose', 'queue', 'severity', 'state', 'find', 'group'] as const) {
    const value = filter[key];
    if (value !== undefined && value !== EVERYTHING[key]) query.set(key, value);
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

function oneOf<Value extends string>(values: readonly Value[], given: string | null): Value | undefined {
  return values.find((value) => value === given);
}

/** The cases a filter lets through, in the order in which they want to be worked on. */
export function filterCases(
  cases: readonly CaseSummary[],
  filter: CaseFilter,
  isMine: (one: CaseSummary) => boolean,
): readonly CaseSummary[] {
  const found = cases.filter(
    (one) =>
      inState(one.state, filter.state) &&
      ofWhom(one, filter.whose, isMine) &&
      (filter.queue === undefined || one.queue === filter.queue) &&
      (filter.severity === undefined || one.severity === filter.severity) &&
      mentions(one, filter.find),
  );
  return sortCases(found, filter.state === 'closed');
}

function inState(state: CaseState, wanted: StateFilter): boolean {
  if (wanted === 'open') return state !== 'closed';
  if (wanted === 'waiting') return state === 'requested' || state === 'posted';
  return state === wanted;
}

function ofWhom(one: CaseSummary, whose: Whose, isMine: (one: CaseSummary) => boolean): boolean {
  if (whose === 'all') return true;
  if (whose === 'unclaimed') return one.claimedBy === undefined && one.state !== 'closed';
  return isMine(one);
}

function mentions(one: CaseSummary, find: string | undefined): boolean {
  if (find === undefined) return true;
  const text = [one.reference, one.who, one.summary.zh, one.summary.en, one.cause, one.claimedBy, one.queue]
    .filter((part) => part !== undefined)
    .join('\n')
    .toLowerCase();
  return find
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => text.includes(word));
}

/** Most severe first, then who has waited longest; closed ones newest first. */
export function sortCases(cases: readonly CaseSummary[], newestFirst = false): readonly CaseSummary[] {
  return [...cases].sort((one, other) => {
    const byAge = one.createdAt.localeCompare(other.createdAt);
    if (newestFirst) return -byAge;
    return compareSeverity(one.severity, other.severity) || byAge;
  });
}

/** `P1` before `P2`; names that follow another scheme come after, by name. */
export function compareSeverity(one: string, other: string): number {
  return rank(one) - rank(other) || one.localeCompare(other);
}

function rank(severity: string): number {
  const digits = /^P(\d)$/u.exec(severity)?.[1];
  return digits === undefined ? 10 : Number(digits);
}

export interface CaseGroup {
  readonly key: string;
  readonly cases: readonly CaseSummary[];
}

/** Puts sorted cases under headings; the order within a heading stays. */
export function groupCases(cases: readonly CaseSummary[], by: Grouping): readonly CaseGroup[] {
  const groups = new Map<string, CaseSummary[]>();
  for (const one of cases) {
    const group = groups.get(one[by]);
    if (group) group.push(one);
    else groups.set(one[by], [one]);
  }
  const compare = by === 'severity' ? compareSeverity : (a: string, b: string) => a.localeCompare(b);
  return [...groups]
    .sort(([one], [other]) => compare(one, other))
    .map(([key, members]) => ({ key, cases: members }));
}

/** What can be chosen for a filter: the values that occur, and the one that is chosen even if it does not. */
export function choicesOf(
  cases: readonly CaseSummary[],
  of: 'queue' | 'severity',
  chosen: string | undefined,
): readonly string[] {
  const values = new Set(cases.map((one) => one[of]));
  if (chosen !== undefined) values.add(chosen);
  return [...values].sort(of === 'severity' ? compareSeverity : (a, b) => a.localeCompare(b));
}

/** Cases in which a person waits for a word from us: unclaimed, or mine. What a colleague has is theirs. */
export function awaitingMe(cases: readonly CaseSummary[], isMine: (one: CaseSummary) => boolean): number {
  return cases.filter(
    (one) => one.awaitsAnswer && one.state !== 'closed' && (one.claimedBy === undefined || isMine(one)),
  ).length;
}
