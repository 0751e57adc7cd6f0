import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';

/** Nearer than this to the end counts as reading along. */
const NEAR_PX = 120;

export interface AtEnd {
  readonly content: RefObject<HTMLElement | null>;
  readonly isAtEnd: boolean;
  /** Something came while the reader was further up. */
  readonly hasNews: boolean;
  /** Goes to the end and stays there. */
  readonly follow: () => void;
}

/** Keeps the newest line in sight for those who read along, and leaves the others where they are. */
export function useAtEnd(count: number): AtEnd {
  const content = useRef<HTMLElement>(null);
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

  useEffect(() => {
    if (isAtEnd) setSeen(count);
  }, [isAtEnd, count]);

  useEffect(() => {
    const grown = new ResizeObserver(() => {
      if (sticks.current) toEnd();
    });
    if (content.current) grown.observe(content.current);
    return () => {
      grown.disconnect();
    };
  }, []);

  const follow = useCallback(() => {
    sticks.current = true;
    toEnd();
  }, []);

  return useMemo(() => ({ content, isAtEnd, hasNews: count > seen, follow }), [isAtEnd, count, seen, follow]);
}

function toEnd(): void {
  window.scrollTo({ top: document.documentElement.scrollHeight });
}
