import type { CaseDeed } from '../../api/index.js';
import { without } from './without.js';

/** What the desk under a case is set to. `reply` is where it starts and where it goes back to. */
export type DraftMode = 'reply' | 'note' | 'resolve' | 'return';

/** What an agent is writing about one case. It stays while they look at other cases. */
export interface Draft {
  readonly mode: DraftMode;
  /** Of a reply or a note: changing the mode keeps the words. */
  readonly text: string;
  /** The note to the bot. */
  readonly back: string;
  /** Id of a cause of the differential; empty while `ownCause` is used. */
  readonly cause: string;
  readonly ownCause: string;
  readonly fix: string;
  /** The deed just done, shown beside the desk until something is written. */
  readonly done?: CaseDeed;
}

export const EMPTY_DRAFT: Draft = { mode: 'reply', text: '', back: '', cause: '', ownCause: '', fix: '' };

export type DraftField = 'text' | 'back' | 'cause' | 'ownCause' | 'fix';

export type DraftStep =
  | { readonly kind: 'wrote'; readonly field: DraftField; readonly value: string }
  | { readonly kind: 'mode'; readonly mode: DraftMode }
  | { readonly kind: 'done'; readonly deed: CaseDeed };

/**
 * Moves a draft on. After any deed the desk is back at the reply, with the deed named in `done`: a mode that
 * stayed behind unseen would send the next words to the wrong people.
 */
export function moveDraft(draft: Draft, step: DraftStep): Draft {
  switch (step.kind) {
    case 'wrote': {
      const other =
        step.field === 'cause' ? { ownCause: '' } : step.field === 'ownCause' ? { cause: '' } : {};
      return { ...without(draft, 'done'), ...other, [step.field]: step.value };
    }
    case 'mode': {
      return { ...without(draft, 'done'), mode: step.mode };
    }
    case 'done':
      return { ...draft, ...emptied(step.deed), done: step.deed };
  }
}

function emptied(deed: CaseDeed): Partial<Draft> {
  switch (deed) {
    case 'reply':
    case 'note':
      return { mode: 'reply', text: '' };
    case 'return':
      return { mode: 'reply', back: '' };
    case 'resolve':
      return { mode: 'reply', cause: '', ownCause: '', fix: '' };
    case 'claim':
    case 'probe':
      return {};
  }
}

/** What a mode sends, or `undefined` while something is missing. */
export function bodyOf(draft: Draft): Readonly<Record<string, string>> | undefined {
  switch (draft.mode) {
    case 'reply':
    case 'note':
      return filled({ text: draft.text });
    case 'return':
      return filled({ text: draft.back });
    case 'resolve':
      return filled({ cause: draft.cause || draft.ownCause, fix: draft.fix });
  }
}

function filled<Body extends Record<string, string>>(body: Body): Body | undefined {
  return Object.values(body).every((value) => value.trim() !== '') ? body : undefined;
}

/** True when words would be lost if the page went away. */
export function isUnsent({ text, back, ownCause, fix }: Draft): boolean {
  return [text, back, ownCause, fix].some((value) => value.trim() !== '');
}
