import { useSyncExternalStore } from 'react';

import { FIRST_STATE, reduce, type ConsoleAction, type ConsoleState } from './model.js';

/** Holds the state of the page and tells those who listen. */
export interface ConsoleStore {
  get(): ConsoleState;
  dispatch(action: ConsoleAction): void;
  subscribe(listener: () => void): () => void;
}

export function createStore(): ConsoleStore {
  let state = FIRST_STATE;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    dispatch(action) {
      const next = reduce(state, action);
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The state, and a new rendering whenever it changes. */
export function useConsole(store: ConsoleStore): ConsoleState {
  return useSyncExternalStore(
    (listener) => store.subscribe(listener),
    () => store.get(),
  );
}
