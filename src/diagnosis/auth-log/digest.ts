import { readAuthLog, type AuthLog, type AuthPattern } from './read-auth-log.js';

/** Shorter texts are read as they are. */
const SHORTEST = 2_000;
const HEAD =
  /^auth log: (\d{1,7}) lines, (\d{1,9}) failures, (\d{1,7}) accounts, (\d{1,7}) sources(?:, most from ([0-9a-f.:%]{2,60}))?$/mu;
const SPRAYING = /^spraying: ([0-9a-f.:%]{2,60}) tried (\d{1,7}) accounts, (\d{1,9}) failures$/gmu;
const FORCED =
  /^brute force: ([\w.+@-]{1,320}), (\d{1,9}) failures within 5 minutes from (\d{1,7}) sources$/gmu;
const SIGNED_IN =
  /^signed in after failures: ([\w.+@-]{1,320}) from ([0-9a-f.:%]{2,60}), (\d{1,9}) failures$/gmu;

/**
 * What a long authentication log says, in a few lines that {@link authLogIn} reads again: more than a message is ever
 * looked at. `undefined` for short texts and for what is no such log.
 */
export function authLogDigest(text: string): string | undefined {
  if (text.length <= SHORTEST) return undefined;
  const log = readAuthLog(text);
  return log && log.lines > 1 ? digestOf(log) : undefined;
}

/** The authentication log in a message, or its digest. */
export function authLogIn(text: string): AuthLog | undefined {
  const head = HEAD.exec(text);
  if (!head) return readAuthLog(text);
  const [, lines, failures, accounts, sources, busiest] = head;
  const patterns: readonly AuthPattern[] = [
    ...[...text.matchAll(SIGNED_IN)].map(([, account = '', source = '', count]): AuthPattern => {
      return { kind: 'signed-in', account, source, failures: Number(count) };
    }),
    ...[...text.matchAll(SPRAYING)].map(([, source = '', tried, count]): AuthPattern => {
      return { kind: 'spraying', source, accounts: Number(tried), failures: Number(count) };
    }),
    ...[...text.matchAll(FORCED)].map(([, account = '', count, from]): AuthPattern => {
      return { kind: 'brute-force', account, failures: Number(count), sources: Number(from) };
    }),
  ];
  return {
    lines: Number(lines),
    failures: Number(failures),
    accounts: Number(accounts),
    sources: Number(sources),
    ...(busiest !== undefined && { busiest }),
    patterns,
  };
}

function digestOf({ lines, failures, accounts, sources, busiest, patterns }: AuthLog): string {
  const most = busiest === undefined ? '' : `, most from ${busiest}`;
  return [
    `auth log: ${lines} lines, ${failures} failures, ${accounts} accounts, ${sources} sources${most}`,
    ...patterns.map(lineOf),
  ].join('\n');
}

function lineOf(pattern: AuthPattern): string {
  const { failures } = pattern;
  switch (pattern.kind) {
    case 'signed-in':
      return `signed in after failures: ${pattern.account} from ${pattern.source}, ${failures} failures`;
    case 'spraying':
      return `spraying: ${pattern.source} tried ${pattern.accounts} accounts, ${failures} failures`;
    case 'brute-force':
      return `brute force: ${pattern.account}, ${failures} failures within 5 minutes from ${pattern.sources} sources`;
  }
}
