import { useEffect, useMemo, useState, type ReactNode } from 'react';

import type { Language, ReplyMeasurement } from '../../domain/index.js';
import { Button, ButtonLink } from '../shared/button.js';
import { Icon } from '../shared/icons.js';
import { traceOfResults } from '../shared/trace-model.js';
import { Trace } from '../shared/trace.js';
import { speak } from '../shared/words.js';
import { CHAT_WORDS } from './words.js';

const COPIED_MS = 2_000;

export interface MeasuredCardProps {
  readonly measured: ReplyMeasurement;
  readonly language: Language;
}

/** What was measured before a reply: its trace, and the way to its page. */
export function MeasuredCard({ measured, language }: MeasuredCardProps): ReactNode {
  const say = speak(CHAT_WORDS, language);
  const rows = useMemo(() => traceOfResults(measured.results), [measured]);
  const path = `/probe/${encodeURIComponent(measured.run)}`;
  return (
    <section className="reply-part is-trace" aria-label={say('measured')}>
      <Trace rows={rows} language={language} />
      <div className="measured-foot">
        <p>{say('fromHere')}</p>
        <div className="measured-deeds">
          <ButtonLink kind="quiet" small href={path} target="_blank" rel="noopener">
            {say('runPage')}
          </ButtonLink>
          <CopyLink path={path} language={language} />
        </div>
      </div>
    </section>
  );
}

function CopyLink({ path, language }: { readonly path: string; readonly language: Language }): ReactNode {
  const say = speak(CHAT_WORDS, language);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => {
      setCopied(false);
    }, COPIED_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [isCopied]);
  return (
    <Button
      kind="quiet"
      small
      onClick={() => {
        const link = new URL(path, window.location.origin).href;
        // A frame may not be allowed to; the page of the measurement has its address to copy.
        navigator.clipboard?.writeText(link).then(
          () => {
            setCopied(true);
          },
          () => undefined,
        );
      }}
    >
      <Icon name={isCopied ? 'check' : 'link'} size={16} />
      <span aria-live="polite">{isCopied ? say('copied') : say('copyLink')}</span>
    </Button>
  );
}
