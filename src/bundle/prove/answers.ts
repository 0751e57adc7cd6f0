import type {
  Effect,
  Finding,
  FindingSeverity,
  Mailbox,
  PlaybookTest,
  ProbeRequest,
  ProbeResult,
  RunEvent,
  SignInOutcome,
} from '../../domain/index.js';
import { domainOf } from '../../domain/index.js';

/** How severe a finding code is, by the registry of findings. */
export type SeverityOf = (code: string) => FindingSeverity;

/** What a test answers in the place of the world: one after the other, by step or by verb. */
export class Answers {
  private readonly left: Map<string, unknown[]>;

  constructor(test: PlaybookTest) {
    this.left = new Map(Object.entries(test.results).map(([key, answers]) => [key, [...answers]]));
  }

  /** The next answer for a step: its own before its verb's. `undefined` when there is none left. */
  next(step: string, verb: string): unknown {
    for (const key of [step, verb]) {
      const answers = this.left.get(key);
      if (answers) return answers.shift();
    }
    return undefined;
  }

  /** Keys with answers that nothing has asked for, and how many of them. */
  get unused(): readonly (readonly [key: string, count: number])[] {
    return [...this.left].flatMap(([key, answers]) =>
      answers.length > 0 ? [[key, answers.length] as const] : [],
    );
  }
}

/** Findings that a test gives as known before it starts: a code, a list of codes, or `{codes, facts}`. */
export function givenFindings(given: unknown, now: string, severityOf: SeverityOf): readonly Finding[] {
  const { codes, facts } = read(given);
  return codes.map((code) => findingOf(code, facts, { target: facts['target'] ?? 'given', now, severityOf }));
}

/** What the probes of a request answer, from one entry of `results: {probe: […]}`. */
export function probeResults(
  answer: unknown,
  request: ProbeRequest,
  now: string,
  severityOf: SeverityOf,
): readonly ProbeResult[] {
  const { codes, facts } = read(answer);
  const status = codes.includes('failed') ? 'failed' : codes.includes('refused') ? 'refused' : 'measured';
  const target = targetOf(request, facts);
  const findings = codes
    .filter((code) => code.includes('.'))
    .map((code) => findingOf(code, facts, { target, now, severityOf, probes: request.probes }));
  return request.probes.map((probe) => {
    const mailbox = probe === 'discover' ? mailboxOf(request, facts) : undefined;
    return {
      probe,
      target,
      status,
      findings: findings.filter((finding) => finding.probe === probe),
      phases: [],
      startedAt: now,
      ms: 1,
      ...(mailbox && { mailbox }),
    };
  });
}

/** Outcomes of a sign-in that tell nothing of the server. */
const UNTRIED: readonly Exclude<SignInOutcome, 'tried'>[] = ['expired', 'declined', 'refused', 'failed'];

/** What becomes of a sign-in, from one entry of `results: {sign_in: […]}`: an outcome, codes, or `{codes, facts}`. */
export function signInAnswer(
  answer: unknown,
  effect: Extract<Effect, { kind: 'sign-in' }>,
  now: string,
  severityOf: SeverityOf,
): RunEvent {
  const { token, request } = effect;
  const { codes, facts } = read(answer);
  const outcome = UNTRIED.find((one) => codes.includes(one)) ?? 'tried';
  const { retry_after: retryAfter } = facts;
  const target = `${request.host ?? domainOf(request.address) ?? ''}:${request.port ?? 993}`;
  const findings = codes
    .filter((code) => code.includes('.'))
    .map((code) => findingOf(code, facts, { target, now, severityOf, probes: ['sign-in'] }));
  const result: ProbeResult = {
    probe: 'sign-in',
    target,
    status: 'measured',
    findings,
    phases: [],
    startedAt: now,
    ms: 1,
  };
  return {
    kind: 'signed-in',
    token,
    outcome,
    results: outcome === 'tried' ? [result] : [],
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

/** What an action answers, from one entry of `results: {act: […]}`: an outcome, or `{outcome, facts}`. */
export function actAnswer(answer: unknown, token: string): Extract<RunEvent, { kind: 'acted' }> {
  if (typeof answer !== 'object' || answer === null) {
    return { kind: 'acted', token, outcome: String(answer) };
  }
  const { outcome, ...rest } = answer as Readonly<Record<string, unknown>>;
  const facts = Object.entries(rest).filter((fact): fact is [string, string] => typeof fact[1] === 'string');
  return { kind: 'acted', token, outcome: String(outcome), facts: Object.fromEntries(facts) };
}

function read(answer: unknown): {
  readonly codes: readonly string[];
  readonly facts: Record<string, string>;
} {
  if (typeof answer === 'string') return { codes: [answer], facts: {} };
  if (Array.isArray(answer)) return { codes: answer.map(String), facts: {} };
  if (typeof answer !== 'object' || answer === null) return { codes: [], facts: {} };
  const { codes, ...facts } = answer as Readonly<Record<string, unknown>>;
  const known = Object.entries(facts).filter((fact): fact is [string, string] => typeof fact[1] === 'string');
  const listed = Array.isArray(codes) ? codes.map(String) : typeof codes === 'string' ? [codes] : [];
  return { codes: listed, facts: Object.fromEntries(known) };
}

function findingOf(
  code: string,
  facts: Readonly<Record<string, string>>,
  of: {
    readonly target: string;
    readonly now: string;
    readonly severityOf: SeverityOf;
    readonly probes?: readonly string[];
  },
): Finding {
  const family = code.split('.')[0] ?? code;
  const own = of.probes?.includes(family) ? family : undefined;
  return {
    code,
    severity: of.severityOf(code),
    facts,
    evidence: [],
    // `net.*` comes from whichever probe opened a connection.
    probe: own ?? of.probes?.at(-1) ?? family,
    target: of.target,
    measuredAt: of.now,
    seenFrom: 'bot',
  };
}

function targetOf(request: ProbeRequest, facts: Readonly<Record<string, string>>): string {
  const { host, address } = request.with;
  return facts['discover.host'] ?? host ?? domainOf(address ?? '') ?? address ?? 'unknown';
}

function mailboxOf(request: ProbeRequest, facts: Readonly<Record<string, string>>): Mailbox | undefined {
  const address = request.with['address'];
  const host = facts['discover.host'];
  if (address === undefined || host === undefined) return undefined;
  const provider = facts['discover.provider'];
  const port = Number(facts['discover.port'] ?? 993);
  return {
    address,
    domain: domainOf(address) ?? '',
    ...(provider !== undefined && { provider }),
    servers: [{ protocol: 'imap', host, port, tls: 'implicit', source: 'given' }],
  };
}
