import { useCallback, useEffect, useState } from 'react';

import type { ProbeRunAnswer } from '../../api/index.js';
import { call, ServerError } from '../shared/call.js';

/** How far the page is with its measurement. */
export type RunState =
  | { readonly kind: 'loading' | 'gone' | 'sign-in' | 'trouble' }
  | { readonly kind: 'here'; readonly run: ProbeRunAnswer };

/** Fetches one measurement; it never changes. The function fetches again. */
export function useRun(id: string): readonly [RunState, () => void] {
  const [state, setState] = useState<RunState>({ kind: 'loading' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let isOver = false;
    call<ProbeRunAnswer>(`/api/probe-runs/${encodeURIComponent(id)}`)
      .then((run): RunState => ({ kind: 'here', run }), stateOf)
      .then((next) => {
        if (!isOver) setState(next);
      })
      .catch(() => undefined);
    return () => {
      isOver = true;
    };
  }, [id, attempt]);

  const again = useCallback(() => {
    setState({ kind: 'loading' });
    setAttempt((last) => last + 1);
  }, []);
  return [state, again];
}

function stateOf(error: unknown): RunState {
  const status = error instanceof ServerError ? error.status : 0;
  if (status === 404) return { kind: 'gone' };
  return { kind: status === 401 ? 'sign-in' : 'trouble' };
}
