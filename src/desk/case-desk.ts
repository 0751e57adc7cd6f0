import type { CaseAnswer, CasesAnswer, CaseSummary, DeedOf } from '../api/index.js';
import {
  isWithPeople,
  mailmedicError,
  type Bundle,
  type Case,
  type CaseChange,
  type LocalText,
  type Store,
  type TranscriptLine,
  type WebUser,
} from '../domain/index.js';
import {
  claim,
  giveBack,
  note,
  probeKnown,
  probeRequestOf,
  reply,
  resolve,
  type Deed,
} from '../handoff/index.js';
import { withSentence } from './explain-run.js';

const MOST_LINES = 400;
const MOST_RUNS = 10;

/** The cases as people work on them: on a page now, on cards of a chat platform too. */
export interface CaseDesk {
  /** Most severe first, then oldest first. */
  list(state: 'open' | 'closed'): Promise<CasesAnswer>;
  /** @throws MM_CASE_UNKNOWN */
  show(reference: string): Promise<CaseAnswer>;
  /** @throws MM_CASE_UNKNOWN, MM_CASE_TAKEN, MM_CASE_STATE, MM_INPUT */
  act(reference: string, agent: WebUser, deed: DeedOf): Promise<void>;
  /** Differs after any case changed. */
  version(): Promise<string>;
}

export interface CaseDeskPorts {
  readonly store: Pick<
    Store,
    | 'cases'
    | 'case'
    | 'caseEvents'
    | 'changeCase'
    | 'transcript'
    | 'conversation'
    | 'probeRuns'
    | 'casesVersion'
  >;
  readonly bundle: () => Bundle;
  readonly randomId: () => string;
}

export function createCaseDesk({ store, bundle, randomId }: CaseDeskPorts): CaseDesk {
  return {
    async list(state) {
      const cases = await store.cases({ open: state === 'open' });
      return { cases: [...cases].sort(bySeverityThenAge).map(summaryOf) };
    },

    async show(reference) {
      const found = await store.case(reference);
      if (!found) throw mailmedicError('MM_CASE_UNKNOWN', { reference }, 'Look it up in the list of cases.');
      const [events, lines, openedAt, runs] = await Promise.all([
        store.caseEvents(found.id),
        store.transcript(found.conversation),
        problemOpenedAt(found),
        store.probeRuns.ofConversation(found.conversation, MOST_RUNS),
      ]);
      const { differential, findings, ...rest } = withoutToken(found);
      return {
        case: rest,
        differential,
        findings: findings.map((finding) => withSentence(finding)),
        events,
        transcript: since(lines, openedAt),
        tried: triedInWords(found, bundle()),
        probeRuns: runs.map(({ id, at }) => ({ id, at })),
        canProbe: probeRequestOf(found) !== undefined,
      };
    },

    async act(reference, agent, deed) {
      const who = { by: agent.name ?? agent.address ?? agent.id, byId: agent.id };
      const eventId = randomId();
      await store.changeCase(reference, (present, now) => change(present, { ...who, now, eventId }, deed));
    },

    version: () => store.casesVersion(),
  };

  async function problemOpenedAt(found: Case): Promise<string> {
    const conversation = await store.conversation(found.conversation);
    const problems = [conversation?.problem, ...(conversation?.parked ?? [])];
    return problems.find((problem) => problem?.id === found.problem)?.openedAt ?? '';
  }
}

function change(present: Case, deed: Deed, what: DeedOf): CaseChange {
  switch (what.deed) {
    case 'claim':
      return claim(present, deed);
    case 'reply':
      return reply(present, deed, what.text);
    case 'note':
      return note(present, deed, what.text);
    case 'return':
      return giveBack(present, deed, what.text);
    case 'resolve':
      return resolve(present, deed, what);
    case 'probe':
      return probeKnown(present, deed);
  }
}

/** The token answers the run that waits; nobody needs it outside. */
function withoutToken(found: Case): Omit<Case, 'token'> {
  const { token, ...rest } = found;
  void token;
  return rest;
}

function bySeverityThenAge(one: Case, other: Case): number {
  return one.severity.localeCompare(other.severity) || one.createdAt.localeCompare(other.createdAt);
}

function summaryOf(found: Case): CaseSummary {
  const { id, reference, state, queue, severity, summary, person, known, createdAt, claimedBy } = found;
  const cause = found.differential.find(({ standing }) => standing !== 'ruled-out')?.title;
  return {
    id,
    reference,
    state,
    queue,
    severity,
    summary,
    who: person.name ?? person.address ?? known['address'] ?? '',
    createdAt,
    ...(claimedBy === undefined ? {} : { claimedBy }),
    ...(cause === undefined ? {} : { cause }),
    awaitsAnswer: (isWithPeople(state) || state === 'requested') && found.awaitsAnswer !== false,
  };
}

/** A conversation never ends; people want the part that is about this problem. */
function since(lines: readonly TranscriptLine[], openedAt: string): readonly TranscriptLine[] {
  return lines.filter(({ at }) => at >= openedAt).slice(-MOST_LINES);
}

/** Which playbooks were walked, by their titles; a step has no title of its own. */
function triedInWords({ tried }: Case, bundle: Bundle): readonly LocalText[] {
  const walked = new Set(tried.map((step) => step.slice(0, step.lastIndexOf('/'))));
  return [...walked].map((id) => bundle.playbooks.get(id)?.title ?? { zh: id, en: id });
}
