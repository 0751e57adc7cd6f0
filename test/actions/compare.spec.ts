import { describe, expect, it } from 'vitest';

import { reportRegistered } from '../../src/actions/index.js';
import type { Log } from '../../src/domain/index.js';
import { both, bundleOf } from '../engine/_bundle.js';

function declared(...names: readonly string[]) {
  return new Map(
    names.map((id) => [id, { id, label: both(id), changes: false, outcomes: [], facts: [] }] as const),
  );
}

function linesFor(actions: readonly string[], queues: readonly string[] | undefined): unknown[] {
  const lines: unknown[] = [];
  const nothing = () => undefined;
  const log: Log = { debug: nothing, warn: nothing, error: nothing, info: (...line) => lines.push(line) };
  const door = {
    actions: new Set(actions),
    queues: new Set(queues),
    act: () => Promise.reject(new Error('not called')),
    notify: () => Promise.reject(new Error('not called')),
  };
  const bundle = bundleOf({}, { actions: declared('unlock-account', 'look-up') });
  reportRegistered(queues === undefined ? undefined : door, bundle, log);
  return lines;
}

describe('what is registered', () => {
  it('is told apart from what the bundle declares', () => {
    expect(linesFor(['unlock-account', 'unlok'], ['mial'])).toEqual([
      [expect.stringContaining('answer none'), { actions: ['look-up'] }],
      [expect.stringContaining('not in the bundle'), { actions: ['unlok'], queues: ['mial'] }],
    ]);
  });

  it('is nothing to speak of where both are the same', () => {
    expect(linesFor(['unlock-account', 'look-up'], [])).toEqual([]);
  });

  it('is missing where nothing is set up', () => {
    expect(linesFor([], undefined)).toEqual([
      [expect.any(String), { actions: ['unlock-account', 'look-up'] }],
    ]);
  });
});
