import type { CaseAnswer, CaseDeed, CaseSummary, MeAnswer, ProbeRunAnswer } from '../../api/index.js';
import { EMPTY_DRAFT, moveDraft, type Draft, type DraftStep } from './draft.js';
import type { Trouble } from './trouble.js';
import { without } from './without.js';

/** Open cases are always here, for the title counts them; closed ones once somebody looks at them. */
export type ListName = 'open' | 'closed';

/** Something fetched: what was answered last, and what went wrong with the latest request. */
export interface Fetched<Answer> {
  readonly answer?: Answer;
  readonly trouble?: Trouble;
  /** Number of the request that the answer belongs to; an answer to an earlier one comes too late. */
  readonly request: number;
}

/** All that the page knows. Where it is and in which language is kept beside it. */
export interface ConsoleState {
  readonly me?: MeAnswer;
  readonly lists: Readonly<Record<ListName, Fetched<readonly CaseSummary[]>>>;
  readonly cases: Readonly<Record<string, Fetched<CaseAnswer>>>;
  /** Measurements of cases, by id; `gone` once the server no longer has them. */
  readonly runs: Readonly<Record<string, ProbeRunAnswer | 'gone'>>;
  readonly drafts: Readonly<Record<string, Draft>>;
  /** Deeds on their way, by reference. */
  readonly doing: Readonly<Record<string, CaseDeed>>;
  /** Why the latest deed did not happen, by reference. */
  readonly failed: Readonly<Record<string, { readonly deed: CaseDeed; readonly trouble: Trouble }>>;
  /** Whether changes arrive by themselves. `starting`: not known yet. */
  readonly live: 'starting' | 'on' | 'off';
}

export const FIRST_STATE: ConsoleState = {
  lists: { open: { request: 0 }, closed: { request: 0 } },
  cases: {},
  runs: {},
  drafts: {},
  doing: {},
  failed: {},
  live: 'starting',
};

export type ConsoleAction =
  | { readonly kind: 'me'; readonly me: MeAnswer }
  | {
      readonly kind: 'list';
      readonly list: ListName;
      readonly request: number;
      readonly cases: readonly CaseSummary[];
    }
  | {
      readonly kind: 'list-trouble';
      readonly list: ListName;
      readonly request: number;
      readonly trouble: Trouble;
    }
  | { readonly kind: 'case'; readonly request: number; readonly answer: CaseAnswer }
  | {
      readonly kind: 'case-trouble';
      readonly reference: string;
      readonly request: number;
      readonly trouble: Trouble;
    }
  | { readonly kind: 'run'; readonly id: string; readonly run: ProbeRunAnswer | 'gone' }
  | { readonly kind: 'draft'; readonly reference: string; readonly step: DraftStep }
  | { readonly kind: 'doing'; readonly reference: string; readonly deed: CaseDeed }
  | { readonly kind: 'did'; readonly reference: string; readonly deed: CaseDeed }
  | {
      readonly kind: 'did-not';
      readonly reference: string;
      readonly deed: CaseDeed;
      readonly trouble: Trouble;
    }
  | { readonly kind: 'live'; readonly live: 'on' | 'off' };

/** The next state. Pure; an answer that comes too late changes nothing. */
export function reduce(state: ConsoleState, action: ConsoleAction): ConsoleState {
  switch (action.kind) {
    case 'me':
      return { ...state, me: action.me };
    case 'list': {
      const { list, request, cases } = action;
      if (request < state.lists[list].request) return state;
      return { ...state, lists: { ...state.lists, [list]: { answer: cases, request } } };
    }
    case 'list-trouble': {
      const { list, request, trouble } = action;
      if (request < state.lists[list].request) return state;
      return { ...state, lists: { ...state.lists, [list]: { ...state.lists[list], trouble, request } } };
    }
    case 'case': {
      const { request, answer } = action;
      const { reference } = answer.case;
      if (request < requestOf(state, reference)) return state;
      return { ...state, cases: { ...state.cases, [reference]: { answer, request } } };
    }
    case 'case-trouble': {
      const { reference, request, trouble } = action;
      if (request < requestOf(state, reference)) return state;
      const present = state.cases[reference];
      return { ...state, cases: { ...state.cases, [reference]: { ...present, trouble, request } } };
    }
    case 'run':
      return { ...state, runs: { ...state.runs, [action.id]: action.run } };
    case 'draft':
      return withDraft(state, action.reference, action.step);
    case 'doing': {
      const { reference, deed } = action;
      const failed = without(state.failed, reference);
      return { ...state, failed, doing: { ...state.doing, [reference]: deed } };
    }
    case 'did': {
      const { reference, deed } = action;
      const doing = without(state.doing, reference);
      return withDraft({ ...state, doing }, reference, { kind: 'done', deed });
    }
    case 'did-not': {
      const { reference, deed, trouble } = action;
      const doing = without(state.doing, reference);
      return { ...state, doing, failed: { ...state.failed, [reference]: { deed, trouble } } };
    }
    case 'live':
      return { ...state, live: action.live };
  }
}

/** The draft of a case; an empty one where nothing was written. */
export function draftOf(state: ConsoleState, reference: string): Draft {
  return state.drafts[reference] ?? EMPTY_DRAFT;
}

function requestOf(state: ConsoleState, reference: string): number {
  return state.cases[reference]?.request ?? 0;
}

function withDraft(state: ConsoleState, reference: string, step: DraftStep): ConsoleState {
  const draft = moveDraft(draftOf(state, reference), step);
  return { ...state, drafts: { ...state.drafts, [reference]: draft } };
}
