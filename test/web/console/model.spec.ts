import { describe, expect, it } from 'vitest';

import {
  draftOf,
  FIRST_STATE,
  reduce,
  type ConsoleAction,
  type ConsoleState,
} from '../../../src/web/console/model.js';
import type { Trouble } from '../../../src/web/console/trouble.js';
import { answer, summary } from './fixtures.js';

const TROUBLE: Trouble = { code: 'MM_UNAVAILABLE', status: 503, message: 'm', remedy: 'r' };

function after(...actions: readonly ConsoleAction[]): ConsoleState {
  return actions.reduce(reduce, FIRST_STATE);
}

describe('answers that come too late', () => {
  it('do not undo what a deed changed', () => {
    const state = after(
      { kind: 'case', request: 5, answer: answer({ state: 'claimed' }) },
      { kind: 'case', request: 4, answer: answer({ state: 'posted' }) },
    );
    expect(state.cases['MM-1']?.answer?.case.state).toBe('claimed');
  });

  it('do not bring an old list back, nor an old trouble', () => {
    const state = after(
      { kind: 'list', list: 'open', request: 2, cases: [summary()] },
      { kind: 'list', list: 'open', request: 1, cases: [] },
      { kind: 'list-trouble', list: 'open', request: 1, trouble: TROUBLE },
    );
    expect(state.lists.open).toEqual({ answer: [summary()], request: 2 });
  });
});

describe('a trouble with fetching', () => {
  it('stands beside what is known, until an answer comes', () => {
    const shown: ConsoleAction = { kind: 'case', request: 1, answer: answer() };
    const broken = after(shown, { kind: 'case-trouble', reference: 'MM-1', request: 2, trouble: TROUBLE });
    expect(broken.cases['MM-1']).toMatchObject({ trouble: TROUBLE, answer: { case: { reference: 'MM-1' } } });
    const mended = reduce(broken, { kind: 'case', request: 3, answer: answer() });
    expect(mended.cases['MM-1']).not.toHaveProperty('trouble');
  });
});

describe('a deed', () => {
  const write: ConsoleAction = {
    kind: 'draft',
    reference: 'MM-1',
    step: { kind: 'wrote', field: 'text', value: 'on its way' },
  };
  const doing: ConsoleAction = { kind: 'doing', reference: 'MM-1', deed: 'reply' };

  it('that failed keeps the words and says why, until the next try', () => {
    const failed = after(write, doing, {
      kind: 'did-not',
      reference: 'MM-1',
      deed: 'reply',
      trouble: TROUBLE,
    });
    expect(draftOf(failed, 'MM-1').text).toBe('on its way');
    expect(failed.failed['MM-1']).toEqual({ deed: 'reply', trouble: TROUBLE });
    expect(failed.doing).toEqual({});
    expect(reduce(failed, doing).failed).toEqual({});
  });

  it('that happened empties the desk of its case only', () => {
    const other: ConsoleAction = { ...write, reference: 'MM-2' };
    const state = after(write, other, doing, { kind: 'did', reference: 'MM-1', deed: 'reply' });
    expect(draftOf(state, 'MM-1')).toMatchObject({ text: '', done: 'reply' });
    expect(draftOf(state, 'MM-2').text).toBe('on its way');
    expect(state.doing).toEqual({});
  });
});

describe('news of a case', () => {
  it('leave what is being written alone', () => {
    const state = after(
      { kind: 'draft', reference: 'MM-1', step: { kind: 'wrote', field: 'text', value: 'half' } },
      { kind: 'case', request: 1, answer: answer({ state: 'claimed', claimedBy: 'Lei' }) },
    );
    expect(draftOf(state, 'MM-1').text).toBe('half');
  });
});
