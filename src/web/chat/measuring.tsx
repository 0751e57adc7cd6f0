import './measuring.css';

import { useMemo, type ReactNode } from 'react';

import type { Language, ProgressRow } from '../../domain/index.js';
import { Mark } from '../shared/mark.js';
import { traceOfProgress } from '../shared/trace-model.js';
import { doingWords } from '../shared/trace-words.js';
import { Trace } from '../shared/trace.js';
import { speak } from '../shared/words.js';
import { CHAT_WORDS } from './words.js';

export interface MeasuringProps {
  readonly progress: readonly ProgressRow[];
  readonly language: Language;
}

/** A measurement that is being made: the trace as it grows, and one line of what is done right now. */
export function Measuring({ progress, language }: MeasuringProps): ReactNode {
  const say = speak(CHAT_WORDS, language);
  const rows = useMemo(() => traceOfProgress(progress.flatMap(({ lines }) => lines)), [progress]);
  return (
    <section className="measuring" aria-label={say('measuring')}>
      <p className="measuring-now">{doingWords(rows, language) ?? `${say('measuring')}…`}</p>
      {rows.length > 0 && <Trace rows={rows} language={language} most={1} />}
    </section>
  );
}

/** The bot is at work and there is nothing to show of it yet. */
export function Thinking({ language }: { readonly language: Language }): ReactNode {
  return (
    <p className="thinking">
      <Mark size={18} />
      <svg className="thinking-pulse" viewBox="0 0 72 20" aria-hidden="true" focusable="false">
        <path pathLength={1} d="M0 10h14l4-6 6 13 4-7h12l4-6 6 13 4-7h18" />
      </svg>
      <span className="visually-hidden">{speak(CHAT_WORDS, language)('thinking')}</span>
    </p>
  );
}
