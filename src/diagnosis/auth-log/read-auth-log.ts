import { readAuthLine, type Attempt } from './read-line.js';

/** A log that somebody pasted or sent, in figures. */
export interface AuthLog {
  readonly lines: number;
  readonly failures: number;
  readonly sources: number;
  readonly accounts: number;
  /** The address most failures came from, where the log names any. */
  readonly busiest?: string;
  /** Critical ones first, at most three of a kind. */
  readonly patterns: readonly AuthPattern[];
}

export type AuthPattern =
  | {
      readonly kind: 'signed-in';
      readonly account: string;
      readonly source: string;
      readonly failures: number;
    }
  | {
      readonly kind: 'spraying';
      readonly source: string;
      readonly accounts: number;
      readonly failures: number;
    }
  | {
      readonly kind: 'brute-force';
      readonly account: string;
      readonly failures: number;
      readonly sources: number;
    };

const MOST_LINES = 4_000;
const MOST_OF_A_KIND = 3;
/** One source, so many accounts. */
const SPRAYED_ACCOUNTS = 5;
/** One account, so many failures in so short a time. */
const FORCED_FAILURES = 10;
const FORCED_MS = 5 * 60_000;
/** A person mistypes twice; whoever guesses fails more often before it works. */
const GUESSED_FAILURES = 3;

/** Reads the last lines of an authentication log; `undefined` when no line tells of signing in. */
export function readAuthLog(text: string): AuthLog | undefined {
  const attempts = text
    .split(/\r\n|\r|\n/u)
    .slice(-MOST_LINES)
    .flatMap((line) => readAuthLine(line) ?? []);
  if (attempts.length === 0) return undefined;
  const failed = withoutEchoes(attempts.filter(({ signedIn }) => !signedIn));
  const bySource = groupedBy(failed, 'source');
  const byAccount = groupedBy(failed, 'account');
  const [busiest] = [...bySource].sort(([, one], [, other]) => sum(other) - sum(one))[0] ?? [];
  return {
    lines: attempts.length,
    failures: sum(failed),
    sources: bySource.size,
    accounts: byAccount.size,
    ...(busiest !== undefined && { busiest }),
    patterns: [
      ...worst(signedInAfter(attempts, failed)),
      ...worst(spraying(bySource)),
      ...worst(forced(byAccount)),
    ],
  };
}

/**
 * Dovecot tells a failure twice, by its `auth` process for each account and by its login process once at the end: of each
 * source those lines that tell more are counted.
 */
function withoutEchoes(failed: readonly Attempt[]): readonly Attempt[] {
  const told = new Map<string, { auth: number; service: number }>();
  for (const { source = '', told: by, count } of failed) {
    const counts = told.get(source) ?? { auth: 0, service: 0 };
    counts[by] += count;
    told.set(source, counts);
  }
  return failed.filter(({ source = '', told: by }) => {
    const { auth = 0, service = 0 } = told.get(source) ?? {};
    return by === (auth >= service ? 'auth' : 'service');
  });
}

function pairOf({ source = '', account = '' }: Attempt): string {
  return `${source} ${account}`;
}

function* signedInAfter(attempts: readonly Attempt[], failed: readonly Attempt[]): Generator<AuthPattern> {
  const counted = new Set(failed);
  const before = new Map<string, number>();
  const told = new Set<string>();
  for (const attempt of attempts) {
    const pair = pairOf(attempt);
    if (counted.has(attempt)) before.set(pair, (before.get(pair) ?? 0) + attempt.count);
    const failures = before.get(pair) ?? 0;
    const { account, source } = attempt;
    if (!attempt.signedIn || failures < GUESSED_FAILURES || told.has(pair)) continue;
    if (account === undefined || source === undefined) continue;
    told.add(pair);
    yield { kind: 'signed-in', account, source, failures };
  }
}

function* spraying(bySource: ReadonlyMap<string, readonly Attempt[]>): Generator<AuthPattern> {
  for (const [source, attempts] of bySource) {
    const accounts = groupedBy(attempts, 'account').size;
    if (accounts >= SPRAYED_ACCOUNTS) yield { kind: 'spraying', source, accounts, failures: sum(attempts) };
  }
}

function* forced(byAccount: ReadonlyMap<string, readonly Attempt[]>): Generator<AuthPattern> {
  for (const [account, attempts] of byAccount) {
    const failures = mostWithin(attempts);
    if (failures < FORCED_FAILURES) continue;
    yield { kind: 'brute-force', account, failures, sources: groupedBy(attempts, 'source').size };
  }
}

/** The most failures that fell into one stretch of five minutes. */
function mostWithin(attempts: readonly Attempt[]): number {
  const timed = attempts.flatMap(({ at, count }) => (at === undefined ? [] : [{ at, count }]));
  timed.sort((one, other) => one.at - other.at);
  let [most, within, first] = [0, 0, 0];
  for (const { at, count } of timed) {
    within += count;
    for (; at - (timed[first]?.at ?? at) > FORCED_MS; first += 1) within -= timed[first]?.count ?? 0;
    most = Math.max(most, within);
  }
  return most;
}

function groupedBy(attempts: readonly Attempt[], key: 'source' | 'account'): Map<string, Attempt[]> {
  const groups = new Map<string, Attempt[]>();
  for (const attempt of attempts) {
    const name = attempt[key];
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group) group.push(attempt);
    else groups.set(name, [attempt]);
  }
  return groups;
}

function sum(attempts: readonly Attempt[]): number {
  return attempts.reduce((total, { count }) => total + count, 0);
}

function worst(patterns: Iterable<AuthPattern>): readonly AuthPattern[] {
  return [...patterns].sort((one, other) => other.failures - one.failures).slice(0, MOST_OF_A_KIND);
}
