import { authLogIn, FINDINGS, type AuthPattern } from '../../diagnosis/index.js';
import type { Finding, Heard } from '../../domain/index.js';
import type { StepWorld } from '../verb.js';

/** Stands for probe and target: a log that is pasted later replaces the one before. */
export const PASTED_LOG = 'pasted-log';

/** What the words hold: the log in one line of figures, and what it shows. */
export interface LogInWords {
  readonly value: string;
  readonly findings: readonly Finding[];
}

/** The authentication log that a person pasted or sent; `undefined` where no line tells of signing in. */
export function logInWords(heard: Heard, { context }: StepWorld): LogInWords | undefined {
  const log = authLogIn(heard.text);
  if (!log) return undefined;
  const { lines, failures, accounts, sources } = log;
  const value = `${lines} lines, ${failures} failures, ${accounts} accounts, ${sources} sources`;
  const evidence = [
    { label: 'Authentication log', value },
    ...(log.busiest === undefined ? [] : [{ label: 'Most failures from', value: log.busiest }]),
  ];
  const finding = (code: string, facts: Readonly<Record<string, string>>): Finding => ({
    code,
    severity: FINDINGS.get(code)?.severity ?? 'warning',
    facts,
    evidence,
    probe: PASTED_LOG,
    target: PASTED_LOG,
    measuredAt: context.now,
    seenFrom: 'person',
  });
  if (failures === 0) return { value, findings: [finding('log.quiet', {})] };
  const counts = { 'log.times': String(failures), 'log.users': String(accounts) };
  return {
    value,
    findings: [
      ...log.patterns.map((pattern) => finding(...codeOf(pattern))),
      finding('log.failures', counts),
    ],
  };
}

function codeOf(pattern: AuthPattern): readonly [code: string, facts: Readonly<Record<string, string>>] {
  const times = { 'log.times': String(pattern.failures) };
  switch (pattern.kind) {
    case 'signed-in':
      return [
        'log.signed-in-after-failures',
        { ...times, 'log.user': pattern.account, 'log.from': pattern.source },
      ];
    case 'spraying':
      return [
        'log.spraying',
        { ...times, 'log.from': pattern.source, 'log.users': String(pattern.accounts) },
      ];
    case 'brute-force':
      return ['log.brute-force', { ...times, 'log.user': pattern.account }];
  }
}
