import { describe, expect, it } from 'vitest';

import {
  bodyOf,
  EMPTY_DRAFT,
  isUnsent,
  moveDraft,
  type Draft,
  type DraftStep,
} from '../../../src/web/console/draft.js';

function after(...steps: readonly DraftStep[]): Draft {
  return steps.reduce(moveDraft, EMPTY_DRAFT);
}

const WROTE: DraftStep = { kind: 'wrote', field: 'text', value: 'hello' };

describe('the desk', () => {
  it('keeps the words when the mode changes', () => {
    expect(after(WROTE, { kind: 'mode', mode: 'note' })).toMatchObject({ mode: 'note', text: 'hello' });
    expect(after(WROTE, { kind: 'mode', mode: 'resolve' }, { kind: 'mode', mode: 'reply' }).text).toBe(
      'hello',
    );
  });

  it('is back at the reply after a note, empty, and says what was done', () => {
    const draft = after({ kind: 'mode', mode: 'note' }, WROTE, { kind: 'done', deed: 'note' });
    expect(draft).toMatchObject({ mode: 'reply', text: '', done: 'note' });
  });

  it('no longer says so once something is written or another mode chosen', () => {
    const done: DraftStep = { kind: 'done', deed: 'note' };
    expect(after(done, WROTE)).not.toHaveProperty('done');
    expect(after(done, { kind: 'mode', mode: 'note' })).not.toHaveProperty('done');
  });

  it('keeps a half-written reply when the case was claimed, measured or given back', () => {
    for (const deed of ['claim', 'probe', 'return', 'resolve'] as const) {
      expect(after(WROTE, { kind: 'done', deed }).text).toBe('hello');
    }
  });

  it('takes one cause: a weighed one or one of one’s own', () => {
    const weighed: DraftStep = { kind: 'wrote', field: 'cause', value: 'certificate' };
    const own: DraftStep = { kind: 'wrote', field: 'ownCause', value: 'the proxy' };
    expect(after(own, weighed)).toMatchObject({ cause: 'certificate', ownCause: '' });
    expect(after(weighed, own)).toMatchObject({ cause: '', ownCause: 'the proxy' });
  });
});

describe('what is sent', () => {
  it('is nothing while a field is blank', () => {
    expect(bodyOf({ ...EMPTY_DRAFT, text: ' \n' })).toBeUndefined();
    expect(bodyOf({ ...EMPTY_DRAFT, mode: 'resolve', cause: 'certificate' })).toBeUndefined();
    expect(bodyOf({ ...EMPTY_DRAFT, mode: 'resolve', fix: 'renewed' })).toBeUndefined();
    expect(bodyOf({ ...EMPTY_DRAFT, mode: 'return', text: 'for the person' })).toBeUndefined();
  });

  it('is what its mode asks for', () => {
    const draft: Draft = { ...EMPTY_DRAFT, text: 'a', back: 'b', ownCause: 'c', fix: 'd' };
    expect(bodyOf(draft)).toEqual({ text: 'a' });
    expect(bodyOf({ ...draft, mode: 'note' })).toEqual({ text: 'a' });
    expect(bodyOf({ ...draft, mode: 'return' })).toEqual({ text: 'b' });
    expect(bodyOf({ ...draft, mode: 'resolve' })).toEqual({ cause: 'c', fix: 'd' });
  });
});

describe('words that would be lost', () => {
  it('are any that were written', () => {
    expect(isUnsent(EMPTY_DRAFT)).toBe(false);
    expect(isUnsent({ ...EMPTY_DRAFT, cause: 'certificate', text: ' ' })).toBe(false);
    expect(isUnsent({ ...EMPTY_DRAFT, fix: 'renewed' })).toBe(true);
  });
});
