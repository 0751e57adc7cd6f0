import './copy-button.css';

import { useEffect, useState, type ReactNode, type RefObject } from 'react';

import type { Language } from '../../../domain/index.js';
import { speak } from '../words.js';
import { MEASURED_WORDS } from './measured-words.js';

const SHOWN_MS = 2_500;

export interface CopyButtonProps {
  readonly text: string;
  /** The element that shows `text`: selected where the browser lets no script copy (a page without https). */
  readonly shownIn?: RefObject<HTMLElement | null>;
  readonly language: Language;
  /** What is copied, for those who can't see what stands beside it. */
  readonly label: string;
  /** On the button itself; “Copy” unless told. */
  readonly children?: ReactNode;
}

/** Copies a text and says so, in sight and aloud. */
export function CopyButton({ text, shownIn, language, label, children }: CopyButtonProps): ReactNode {
  const say = speak(MEASURED_WORDS, language);
  const [outcome, setOutcome] = useState<'copied' | 'selected' | 'refused'>();

  useEffect(() => {
    if (outcome === undefined) return;
    const timer = window.setTimeout(() => setOutcome(undefined), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [outcome]);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      if (shownIn?.current) window.getSelection()?.selectAllChildren(shownIn.current);
      setOutcome(shownIn?.current ? 'selected' : 'refused');
    }
  }

  return (
    <>
      <button
        type="button"
        className={outcome === 'copied' ? 'copy is-done' : 'copy'}
        aria-label={label}
        onClick={() => void copy()}
      >
        <svg viewBox="0 0 14 14" aria-hidden="true" focusable="false">
          {outcome === 'copied' ? (
            <path d="M2.5 7.5l3 3 6-7" />
          ) : (
            <path d="M5 4.5h6.5v7H5zM9 4.5v-2H2.5v7H5" />
          )}
        </svg>
        {outcome === undefined ? (children ?? say('copy')) : say(outcome)}
      </button>
      <span role="status" className="visually-hidden">
        {outcome === undefined ? '' : say(outcome)}
      </span>
    </>
  );
}
