import { useEffect, useState, type ReactNode } from 'react';

import type { Language } from '../../domain/index.js';
import { speak } from '../shared/words.js';
import type { Link } from './chat-state.js';
import { CHAT_WORDS } from './words.js';

/** A stream that comes back within this time is nobody's concern. */
const CALM_MS = 3_000;

/** Says that the connection is lost, once it has been for a while. */
export function LinkState({
  link,
  language,
}: {
  readonly link: Link;
  readonly language: Language;
}): ReactNode {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (link !== 'lost') return undefined;
    const timer = setTimeout(() => {
      setLong(true);
    }, CALM_MS);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [link]);
  return (
    <p className="link-state" role="status">
      {link === 'lost' && isLong ? speak(CHAT_WORDS, language)('lost') : ''}
    </p>
  );
}
