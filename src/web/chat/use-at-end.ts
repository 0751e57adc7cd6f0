import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';

/** Nearer than this to the end counts as reading along. */
const NEAR_PX = 120;

export interface AtEnd {
  readonly isAtEnd: boolean;
  /** Something came while the reader was further up. */
  readonly hasNews: boolean;
  /** Goes to the end and stays there. */
  readonly follow: () => void;
}

/** Keeps the newest line in sight for those who read along, and leaves the others where they are. */
export function useAtEnd(count: number): AtEnd {
  const isEmpty = useRef(true);
  const [isAtEnd, setAtEnd] = useState(true);
  const [seen, setSeen] = useState(count);
  const sticks = useRef(true);

  useEffect(() => {
    function look(): void {
      const { scrollHeight } = document.documentElement;
      const left = scrollHeight - window.innerHeight - window.scrollY;
      sticks.current = left < NEAR_PX;
      setAtEnd(sticks.current);
    }
    window.addEventListener('scroll', look, { passive: true });
    return () => {
      window.removeEventListener('scroll', look);
    };
  }, []);

  useLayoutEffect(() => {
    isEmpty.current = count === 0;
    if (count > 0 && sticks.current) toEnd();
  }, [count]);

  useEffect(() => {
    if (isAtEnd) setSeen(count);
  }, [isAtEnd, count]);

  useEffect(() => {
    const grown = new ResizeObserver(() => {
      if (sticks.current && !isEmpty.current) toEnd();
    });
    // The whole page: its foot grows too, when there is something to tell above the composer.
    grown.observe(document.body);
    return () => {
      grown.disconnect();
    };
  }, []);

  const follow = useCallback(() => {
    sticks.current = true;
    toEnd();
  }, []);

  return useMemo(() => ({ isAtEnd, hasNews: count > seen, follow }), [isAtEnd, count, seen, follow]);
}

function toEnd(): void {
  window.scrollTo({ top: document.documentElement.scrollHeight });
}
