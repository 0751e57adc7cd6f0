import type { Case, Effect, Finding, LocalText, Problem } from '../domain/index.js';
import { handedOverBecause } from '../engine/index.js';
import { openCase } from '../handoff/index.js';
import { differentialFor } from './differential.js';
import type { TurnDraft } from './draft.js';
import { watchForCase } from './incidents/report.js';

/** Case numbers follow the inbox row that opened the case, so that a turn computed again gives the same one. */
const FIRST_NUMBER = 1_000;

type Escalation = Extract<Effect, { kind: 'escalate' }>;

/**
 * Writes a case for the open problem and the task that posts it. The person is told only when a place of
 * people has it. A conversation has one open case: a second escalation joins it.
 */
export function openCaseFor(draft: TurnDraft, effect: Escalation): void {
  if (draft.openCase) {
    draft.sayPhrase('case-waiting', { ticket: draft.openCase.reference });
    return;
  }
  const problem = draft.conversation.problem;
  writeCase(draft, {
    problem,
    token: effect.token,
    queue: effect.queue,
    severity: effect.severity,
    summary: effect.summary,
    reason: reasonOf(effect.step),
    tried: problem ? Object.keys(problem.run.arrivals) : [],
  });
}

interface CaseFacts {
  readonly problem: Problem | undefined;
  readonly token: string;
  readonly queue: string;
  readonly severity: string;
  readonly summary: LocalText;
  readonly reason: Case['reason'];
  readonly tried: readonly string[];
  /** Of no single person: what is known of the incident. */
  readonly incident?: {
    readonly findings: readonly Finding[];
    readonly known: Readonly<Record<string, string>>;
  };
}

/** Writes a case, its first event and the task that posts it. */
export function writeCase(draft: TurnDraft, facts: CaseFacts): void {
  const id = draft.nextId('case');
  const { problem, incident } = facts;
  const opened = openCase({
    id,
    number: FIRST_NUMBER + (draft.row?.id ?? 0),
    conversation: draft.snapshot.key,
    problem: problem?.id ?? draft.snapshot.key,
    token: facts.token,
    queue: facts.queue,
    severity: facts.severity,
    summary: facts.summary,
    reason: facts.reason,
    person: personOf(draft, incident?.known['host']),
    language: draft.language,
    findings: incident?.findings ?? problem?.run.findings ?? [],
    differential: problem ? differentialFor(draft, problem, problem.run.findings, draft.language) : [],
    known: incident?.known ?? knownOf(problem),
    tried: facts.tried,
    now: draft.now,
  });
  draft.newCase = opened.case;
  draft.openCase = opened.case;
  draft.caseEvents.push(opened.event);
  draft.tasks.push({ id: `${id}:post`, token: facts.token, work: { kind: 'post-case', caseId: id } });
  if (!problem) return;
  draft.setProblem({ ...problem, caseId: id });
  watchForCase(draft, problem, opened.case.reference);
}

/** An incident is nobody's own: its case goes by the server's name. */
function personOf(draft: TurnDraft, host: string | undefined): Case['person'] {
  const id = draft.snapshot.key;
  return host === undefined ? (draft.conversation.speaker ?? { id }) : { id, name: host };
}

function knownOf(problem: Problem | undefined): Case['known'] {
  const slots = Object.entries(problem?.run.slots ?? {});
  return Object.fromEntries(slots.map(([slot, { value }]) => [slot, value]));
}

/** Why the engine handed over: a step of a playbook, or the engine by itself. */
function reasonOf(step: string): Case['reason'] {
  const because = handedOverBecause(step);
  if (because === undefined) return 'playbook';
  return because === 'not-it' ? 'stuck' : because;
}
