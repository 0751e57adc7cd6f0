import { useCallback, useEffect, useState } from 'react';

import { readFilter, writeFilter, type CaseFilter } from './case-filter.js';

/** Where in the console somebody is: which case is open, which ones are listed. */
export interface Place {
  readonly reference?: string;
  readonly filter: CaseFilter;
}

const LIST = '/console/cases';

/** Reads `/console/cases[/:reference]?filter`. */
export function readPlace(path: string, query: string): Place {
  const [, reference] = /^\/console\/cases\/([^/]+)\/?$/u.exec(path) ?? [];
  const filter = readFilter(query);
  return reference === undefined ? { filter } : { reference: decode(reference), filter };
}

/** The address of a place. */
export function addressOf({ reference, filter }: Place): string {
  const path = reference === undefined ? LIST : `${LIST}/${encodeURIComponent(reference)}`;
  return `${path}${writeFilter(filter)}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The present place and the way to another one; `replace` leaves no step for the back button. */
export function usePlace(): readonly [Place, (to: Place, replace?: boolean) => void] {
  const [place, setPlace] = useState(() => readPlace(window.location.pathname, window.location.search));

  useEffect(() => {
    function onBack(): void {
      setPlace(readPlace(window.location.pathname, window.location.search));
    }
    window.addEventListener('popstate', onBack);
    return () => window.removeEventListener('popstate', onBack);
  }, []);

  const go = useCallback((to: Place, replace = false) => {
    const address = addressOf(to);
    if (replace) window.history.replaceState(null, '', address);
    else if (address !== window.location.pathname + window.location.search) {
      window.history.pushState(null, '', address);
    }
    setPlace(to);
  }, []);

  return [place, go];
}
